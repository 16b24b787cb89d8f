import type { Locale } from '../languages.ts';
import type { WordKey } from '../locale.ts';
import { EN } from './en.ts';

/** The fixed texts of every language; what one lacks is shown in English. */
export const WORDS: Readonly<Record<Locale, Readonly<Partial<Record<WordKey, string>>>>> = {
  en: EN,
  'zh-Hant': {},
  'zh-Hans': {},
  ja: {},
  ko: {},
  de: {},
  fr: {},
  es: {},
  pt: {},
};
