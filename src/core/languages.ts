/** Languages of fixed words (BCP 47). Items keep the language that they were published in. */
export const LOCALES = ['en', 'zh-Hant', 'zh-Hans', 'ja', 'ko', 'de', 'fr', 'es', 'pt'] as const;
export type Locale = (typeof LOCALES)[number];

/** What each language calls itself. */
export const LOCALE_NAMES: Readonly<Record<Locale, string>> = {
  en: 'English',
  'zh-Hant': '繁體中文',
  'zh-Hans': '简体中文',
  ja: '日本語',
  ko: '한국어',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  pt: 'Português',
};

/** The nearest of our languages for a tag such as "zh-TW", "pt-BR" or "en-GB"; English for what is unknown. */
export function toLocale(tag: string | null | undefined): Locale {
  const [language = '', ...rest] = (tag ?? '').toLowerCase().split(/[-_]/);
  if (language === 'zh') return rest.some(part => /^(?:hant|tw|hk|mo)$/.test(part)) ? 'zh-Hant' : 'zh-Hans';
  return LOCALES.find(locale => locale === language) ?? 'en';
}
