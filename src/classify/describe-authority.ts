import type { Description, Jurisdiction, LocalLanguage } from './taxonomy-schema.ts';

const ENGLISH: Readonly<Record<Description, readonly string[]>> = {
  'central bank': [
    'central bank',
    'de facto central bank',
    'national bank',
    'central banker',
    'central bankers',
  ],
  'securities regulator': [
    'securities regulator',
    'securities watchdog',
    'securities commission',
    'securities authority',
    'capital markets regulator',
  ],
  'finance ministry': ['finance ministry', 'ministry of finance', 'ministry of finances'],
};

/** How other languages say it; "{}" stands for the country's name or adjective. */
const LOCAL: Readonly<Record<Description, Readonly<Partial<Record<LocalLanguage, readonly string[]>>>>> = {
  'central bank': {
    de: ['{} Zentralbank', '{} Notenbank', '{}s Zentralbank', 'Zentralbank von {}', 'Zentralbank {}s'],
    es: ['banco central {}', 'banco central de {}', 'banco central del {}'],
    fr: [
      'banque centrale {}',
      'banque centrale de {}',
      'banque centrale du {}',
      'banque centrale de la {}',
      "banque centrale d'{}",
    ],
    it: ['banca centrale {}', 'banca centrale di {}', 'banca centrale del {}', 'banca centrale della {}'],
    ja: ['{}中央銀行', '{}の中央銀行', '{}中銀'],
    ko: ['{} 중앙은행', '{}중앙은행'],
    pt: ['banco central {}', 'banco central de {}', 'banco central do {}', 'banco central da {}'],
    ru: ['{} центробанк', 'центробанк {}', 'центральный банк {}', 'ЦБ {}'],
    tr: ['{} Merkez Bankası'],
    'zh-Hans': ['{}央行', '{}中央银行', '{}的中央银行'],
    'zh-Hant': ['{}央行', '{}中央銀行', '{}的中央銀行'],
  },
  'securities regulator': {
    ja: ['{}証券規制当局', '{}の証券規制当局'],
    ko: ['{} 증권당국', '{} 증권 규제당국'],
    'zh-Hans': ['{}证监会', '{}证券监管机构', '{}证券监管局'],
    'zh-Hant': ['{}證監會', '{}證券監管機構'],
  },
  'finance ministry': {
    de: ['{} Finanzministerium', '{}s Finanzministerium'],
    es: ['ministerio de hacienda de {}', 'ministerio de finanzas de {}', 'ministerio de economía de {}'],
    fr: ['ministère des finances {}', 'ministère {} des finances'],
    ja: ['{}財務省'],
    ko: ['{} 재무부', '{} 기획재정부'],
    pt: ['ministério da fazenda do {}', 'ministério das finanças de {}'],
    ru: ['{} минфин', 'минфин {}'],
    'zh-Hans': ['{}财政部'],
    'zh-Hant': ['{}財政部', '{}財務部'],
  },
};

/** Names that take an article ("central bank of the Philippines"). */
const TAKES_ARTICLE =
  /^(U|EU|European|Bahamas|British|Cayman|Congo|Czech Republic|Dominican|Gambia|Isle|Maldives|Marshall|Netherlands|Philippines|Republic|Russian Federation|Seychelles|Solomon|Turks)/;

function englishForms(roles: readonly string[], jurisdiction: Jurisdiction): string[] {
  const names = [jurisdiction.name, ...jurisdiction.names, ...jurisdiction.caseSensitive];
  return roles.flatMap(role => [
    ...names.flatMap(name => [
      `${name}'s ${role}`,
      ...(name.endsWith('s') ? [`${name}' ${role}`] : []),
      `${name} ${role}`,
      `${role} of ${name}`,
      ...(TAKES_ARTICLE.test(name) ? [`${role} of the ${name}`] : []),
    ]),
    ...jurisdiction.demonyms.map(demonym => `${demonym} ${role}`),
  ]);
}

function localForms(description: Description, jurisdiction: Jurisdiction): string[] {
  return Object.entries(LOCAL[description]).flatMap(([language, patterns]) => {
    const places = Object.entries(jurisdiction.local).find(([key]) => key === language)?.[1] ?? [];
    return places.flatMap(place => patterns.map(pattern => pattern.replace('{}', place)));
  });
}

/**
 * The descriptions of a body ("central bank") written out with the names and adjectives of its jurisdiction ("kenya's central bank",
 * "kenyan central bank", "central bank of kenya"), in English and in the languages of its local names. Lower case, straight
 * apostrophes, each once.
 */
export function describeAuthority(
  describedAs: readonly Description[],
  jurisdiction: Jurisdiction,
): readonly string[] {
  const written = describedAs.flatMap(description => [
    ...englishForms(ENGLISH[description], jurisdiction),
    ...localForms(description, jurisdiction),
  ]);
  return [...new Set(written.map(text => text.toLowerCase()))];
}
