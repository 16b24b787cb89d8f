const WORDS: Readonly<Record<string, RegExp>> = {
  de: /\b(?:der|die|das|und|für|nicht|mit|von|zur|über)\b/giu,
  fr: /\b(?:le|la|les|des|une|pour|sur|dans|est|aux)\b/giu,
  es: /\b(?:el|los|las|una|para|del|por|que|con|sobre)\b/giu,
  pt: /\b(?:os|uma|para|dos|das|não|com|pelo|sobre|ao)\b/giu,
  it: /\b(?:il|gli|della|per|che|con|una|dei|sulla|di)\b/giu,
  nl: /\b(?:het|een|van|voor|niet|met|wegens|door|naar)\b/giu,
  tr: /\b(?:ve|bir|için|ile|olarak|kripto|yeni|bu)\b/giu,
  en: /\b(?:the|of|to|and|in|for|on|with|by|from)\b/giu,
};

/** BCP 47 language of a text by script, then by its small words; "en" when nothing tells. At most the first 2,000 characters are read. */
export function guessLanguage(text: string): string {
  const sample = text.slice(0, 2000);
  if (/\p{sc=Hangul}/u.test(sample)) return 'ko';
  if (/[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(sample)) return 'ja';
  if (/\p{sc=Han}/u.test(sample))
    return /[這國個們為發會時與貨幣監實業數]/.test(sample) ? 'zh-Hant' : 'zh-Hans';
  if (/\p{sc=Cyrillic}/u.test(sample)) return 'ru';
  if (/\p{sc=Arabic}/u.test(sample)) return 'ar';
  if (/\p{sc=Thai}/u.test(sample)) return 'th';
  let best = 'en';
  let most = 0;
  for (const [language, words] of Object.entries(WORDS)) {
    const count = sample.match(words)?.length ?? 0;
    if (count > most) {
      best = language;
      most = count;
    }
  }
  return best;
}

/** The jurisdiction whose press writes in a language (BCP 47; its script first, then the language alone), or null. */
export function homeOfLanguage(homes: Readonly<Record<string, string>>, language: string): string | null {
  return homes[language] ?? homes[language.slice(0, 2)] ?? null;
}
