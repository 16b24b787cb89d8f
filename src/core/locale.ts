import { IntlMessageFormat } from 'intl-messageformat';
import { WORDS } from './locales/all.ts';
import type { EN } from './locales/en.ts';

/** Languages of fixed words (BCP 47). Items keep the language that they were published in. */
export const LOCALES = ['en', 'zh-Hant', 'zh-Hans', 'ja', 'ko', 'de', 'fr', 'es', 'pt'] as const;
export type Locale = (typeof LOCALES)[number];

/** Names of the fixed texts. */
export type WordKey = keyof typeof EN;
export type WordValues = Readonly<Record<string, string | number | Date>>;

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

/**
 * A fixed text in a language, its values filled in (ICU message syntax: plurals and numbers as the language has them). A text
 * that is not translated yet comes in English. Values are put in as they are: escape those that come from outside.
 */
export function t(locale: Locale, key: WordKey, values: WordValues = {}): string {
  const text = WORDS[locale][key];
  if (text === undefined) return format('en', WORDS.en[key] ?? key, values);
  return format(locale, text, values);
}

function format(locale: Locale, text: string, values: WordValues): string {
  // Most texts have no values; "'" is a sign of its own in ICU syntax, so all others are parsed.
  if (!/[{']/.test(text)) return text;
  return String(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).format({ ...values }));
}

/** The nearest of our languages for a tag such as "zh-TW", "pt-BR" or "en-GB"; English for what is unknown. */
export function toLocale(tag: string | null | undefined): Locale {
  const [language = '', ...rest] = (tag ?? '').toLowerCase().split(/[-_]/);
  if (language === 'zh') return rest.some(part => /^(?:hant|tw|hk|mo)$/.test(part)) ? 'zh-Hant' : 'zh-Hans';
  return LOCALES.find(locale => locale === language) ?? 'en';
}
