/** Small words of each language, the first one being the guess of a tie. */
const SMALL_WORDS: Readonly<Record<string, string>> = {
  de: 'der die das und für nicht mit von zur über',
  fr: 'le la les des une pour sur dans est aux',
  es: 'el los las una para del por que con sobre',
  pt: 'os uma para dos das não com pelo sobre ao',
  it: 'il gli della per che con una dei sulla di',
  nl: 'het een van voor niet met wegens door naar',
  tr: 've bir için ile olarak kripto yeni bu',
  en: 'the of to and in for on with by from',
};
const LANGUAGES = Object.keys(SMALL_WORDS);
/** Small word -> positions in LANGUAGES. */
const LANGUAGES_OF = new Map<string, number[]>();
for (const [at, words] of Object.values(SMALL_WORDS).entries()) {
  for (const word of words.split(' ')) LANGUAGES_OF.set(word, [...(LANGUAGES_OF.get(word) ?? []), at]);
}
const PLAIN = /^[\u0000-\u024f\u2000-\u20cf]*$/;
const WORD = /\p{L}+/gu;

/** BCP 47 language of a text by script, then by its small words; "en" when nothing tells. At most the first 2,000 characters are read. */
export function guessLanguage(text: string): string {
  const sample = text.slice(0, 2000);
  return PLAIN.test(sample) ? bySmallWords(sample) : (byScript(sample) ?? bySmallWords(sample));
}

function byScript(sample: string): string | null {
  if (/\p{sc=Hangul}/u.test(sample)) return 'ko';
  if (/[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(sample)) return 'ja';
  if (/\p{sc=Han}/u.test(sample))
    return /[這國個們為發會時與貨幣監實業數]/.test(sample) ? 'zh-Hant' : 'zh-Hans';
  if (/\p{sc=Cyrillic}/u.test(sample)) return 'ru';
  if (/\p{sc=Arabic}/u.test(sample)) return 'ar';
  if (/\p{sc=Thai}/u.test(sample)) return 'th';
  return null;
}

function bySmallWords(sample: string): string {
  const counts = LANGUAGES.map(() => 0);
  for (const word of sample.toLowerCase().match(WORD) ?? []) {
    for (const at of LANGUAGES_OF.get(word) ?? []) counts[at] = (counts[at] ?? 0) + 1;
  }
  const most = Math.max(...counts);
  return most === 0 ? 'en' : (LANGUAGES[counts.indexOf(most)] ?? 'en');
}

/** The jurisdiction whose press writes in a language (BCP 47; its script first, then the language alone), or null. */
export function homeOfLanguage(homes: Readonly<Record<string, string>>, language: string): string | null {
  return homes[language] ?? homes[language.slice(0, 2)] ?? null;
}
