import {
  type Description,
  type Jurisdiction,
  LOCAL_LANGUAGES,
  type LocalLanguage,
} from './taxonomy-schema.ts';

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

/** How another language says it: with the country's name, and with its adjective. "{}" stands for either. */
interface LocalPatterns {
  readonly name: readonly string[];
  readonly adjective: readonly string[];
}

const LOCAL: Readonly<Record<Description, Readonly<Partial<Record<LocalLanguage, LocalPatterns>>>>> = {
  'central bank': {
    ar: { name: ['البنك المركزي في {}', 'بنك {} المركزي', 'مصرف {} المركزي'], adjective: [] },
    de: {
      name: ['Zentralbank von {}', 'Zentralbank {}s', '{}s Zentralbank', '{}s Notenbank'],
      adjective: ['{} Zentralbank', '{} Notenbank'],
    },
    es: { name: ['banco central de {}', 'banco central del {}'], adjective: ['banco central {}'] },
    fr: {
      name: [
        'banque centrale de {}',
        'banque centrale du {}',
        'banque centrale de la {}',
        "banque centrale de l'{}",
        "banque centrale d'{}",
      ],
      adjective: ['banque centrale {}'],
    },
    it: {
      name: [
        'banca centrale di {}',
        'banca centrale del {}',
        'banca centrale della {}',
        "banca centrale dell'{}",
      ],
      adjective: ['banca centrale {}'],
    },
    ja: { name: ['{}中央銀行', '{}の中央銀行', '{}中銀'], adjective: [] },
    ko: { name: ['{} 중앙은행', '{}중앙은행'], adjective: [] },
    pt: {
      name: ['banco central de {}', 'banco central do {}', 'banco central da {}'],
      adjective: ['banco central {}'],
    },
    ru: { name: ['центробанк {}', 'центральный банк {}', 'ЦБ {}'], adjective: ['{} центробанк', '{} ЦБ'] },
    tr: { name: ['{} Merkez Bankası'], adjective: [] },
    'zh-Hans': { name: ['{}央行', '{}中央银行', '{}的中央银行'], adjective: [] },
    'zh-Hant': { name: ['{}央行', '{}中央銀行', '{}的中央銀行'], adjective: [] },
  },
  'securities regulator': {
    de: { name: [], adjective: ['{} Wertpapieraufsicht', '{} Börsenaufsicht'] },
    es: {
      name: ['regulador de valores de {}', 'comisión de valores de {}'],
      adjective: ['regulador {} de valores'],
    },
    ja: { name: ['{}証券規制当局', '{}の証券規制当局', '{}証券取引委員会'], adjective: [] },
    ko: { name: ['{} 증권당국', '{} 증권 규제당국', '{} 증권거래위원회'], adjective: [] },
    'zh-Hans': { name: ['{}证监会', '{}证券监管机构', '{}证券监管局', '{}证券交易委员会'], adjective: [] },
    'zh-Hant': { name: ['{}證監會', '{}證券監管機構', '{}證券交易委員會'], adjective: [] },
  },
  'finance ministry': {
    de: { name: ['{}s Finanzministerium'], adjective: ['{} Finanzministerium'] },
    es: {
      name: ['ministerio de hacienda de {}', 'ministerio de finanzas de {}', 'ministerio de economía de {}'],
      adjective: [],
    },
    fr: { name: [], adjective: ['ministère {} des finances'] },
    ja: { name: ['{}財務省'], adjective: [] },
    ko: { name: ['{} 재무부', '{} 재무성'], adjective: [] },
    pt: { name: ['ministério da fazenda do {}', 'ministério das finanças de {}'], adjective: [] },
    ru: { name: ['минфин {}', 'министерство финансов {}'], adjective: ['{} минфин'] },
    'zh-Hans': { name: ['{}财政部'], adjective: [] },
    'zh-Hant': { name: ['{}財政部', '{}財務部'], adjective: [] },
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

/** The languages that tell adjectives from names write the adjectives small. */
function isAdjective(place: string): boolean {
  const first = place.charAt(0);
  return first !== first.toUpperCase();
}

function localForms(description: Description, jurisdiction: Jurisdiction): string[] {
  const forms: string[] = [];
  for (const language of LOCAL_LANGUAGES) {
    const patterns = LOCAL[description][language];
    if (patterns === undefined) continue;
    for (const place of jurisdiction.local[language] ?? []) {
      const fitting = isAdjective(place) ? patterns.adjective : patterns.name;
      for (const pattern of fitting) forms.push(pattern.replace('{}', place));
    }
  }
  return forms;
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
