import { IntlMessageFormat } from 'intl-messageformat';
import type { Locale } from './languages.ts';
import { WORDS } from './locales/all.ts';
import type { EN } from './locales/en.ts';

export * from './languages.ts';

/** Names of the fixed texts. */
export type WordKey = keyof typeof EN;
export type WordValues = Readonly<Record<string, string | number | Date>>;

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
