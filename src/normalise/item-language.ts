const SCRIPTS = {
  han: /\p{sc=Han}/u,
  kana: /[\p{sc=Hiragana}\p{sc=Katakana}]/u,
  hangul: /\p{sc=Hangul}/u,
  thai: /\p{sc=Thai}/u,
  cyrillic: /\p{sc=Cyrillic}/u,
  greek: /\p{sc=Greek}/u,
  arabic: /\p{sc=Arabic}/u,
  hebrew: /\p{sc=Hebrew}/u,
  latin: /\p{sc=Latin}/u,
} as const;
type Script = keyof typeof SCRIPTS;
const NAMES: readonly Script[] = [
  'latin',
  'han',
  'kana',
  'hangul',
  'thai',
  'cyrillic',
  'greek',
  'arabic',
  'hebrew',
];

/** Languages of the sources that are not written in Latin letters; every other language is. */
const WRITTEN_IN: Readonly<Record<string, readonly Script[]>> = {
  zh: ['han'],
  ja: ['kana', 'han'],
  ko: ['hangul'],
  th: ['thai'],
  ru: ['cyrillic'],
  uk: ['cyrillic'],
  bg: ['cyrillic'],
  kk: ['cyrillic'],
  sr: ['cyrillic', 'latin'],
  el: ['greek'],
  ar: ['arabic'],
  fa: ['arabic'],
  ur: ['arabic'],
  he: ['hebrew'],
};
const LIKELY: Readonly<Record<Script, string>> = {
  han: 'zh',
  kana: 'ja',
  hangul: 'ko',
  thai: 'th',
  cyrillic: 'ru',
  greek: 'el',
  arabic: 'ar',
  hebrew: 'he',
  latin: 'en',
};
/** Characters that only one of the two Chinese spellings has, among the most frequent in regulatory news. */
const SIMPLIFIED = /[国会发务资产监币这为对业规则机构证券币网络风险汇银]/gu;
const TRADITIONAL = /[國會發務資產監幣這為對業規則機構證券網絡風險匯銀]/gu;
const SAMPLE = 600;
/** Nothing but Latin letters, digits and punctuation: most texts, told without counting. */
const ONLY_LATIN = /^[\u0000-\u024f\u2000-\u20cf]*$/;

/**
 * The language of an item: what the item says of itself when that is a language tag, else the source's; unless the script of its words cannot
 * be that language (Chinese in an English feed), then the likeliest language of the script.
 */
export function itemLanguage(declared: string | null, ofSource: string, words: string): string {
  const own = declared === null ? null : languageTag(declared);
  // "en-us" of an English source says no more than the source does.
  const tag = own === null || primary(own) === primary(ofSource) ? ofSource : own;
  const script = mainScript(words.slice(0, SAMPLE));
  if (script === null || writes(tag, script)) return tag;
  if (writes(ofSource, script)) return ofSource;
  return script === 'han' ? chinese(words.slice(0, SAMPLE)) : LIKELY[script];
}

function primary(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? '';
}

function writes(tag: string, script: Script): boolean {
  return (WRITTEN_IN[primary(tag)] ?? ['latin']).includes(script);
}

/** The script most of the words are in, or null when there are too few letters to tell. A Chinese character weighs as much as two letters. */
function mainScript(text: string): Script | null {
  if (ONLY_LATIN.test(text)) return (text.match(/\p{L}/gu)?.length ?? 0) < 8 ? null : 'latin';
  const counts = new Map<Script, number>();
  let total = 0;
  for (const char of text) {
    const script = NAMES.find(name => SCRIPTS[name].test(char));
    if (script === undefined) continue;
    const weight = script === 'han' || script === 'kana' || script === 'hangul' ? 2 : 1;
    counts.set(script, (counts.get(script) ?? 0) + weight);
    total += weight;
  }
  if (total < 8) return null;
  const japanese =
    (counts.get('kana') ?? 0) > 0 && (counts.get('kana') ?? 0) + (counts.get('han') ?? 0) > total / 2;
  if (japanese) return 'kana';
  for (const [script, count] of counts) if (count > total * 0.6) return script;
  return null;
}

function chinese(text: string): string {
  const simplified = text.match(SIMPLIFIED)?.length ?? 0;
  const traditional = text.match(TRADITIONAL)?.length ?? 0;
  if (simplified === traditional) return 'zh';
  return simplified > traditional ? 'zh-Hans' : 'zh-Hant';
}

/** A language tag in its usual spelling ("en_US" is "en-US"), or null when it is none. */
function languageTag(text: string): string | null {
  const tag = text.trim().replaceAll('_', '-');
  if (!/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(tag)) return null;
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}
