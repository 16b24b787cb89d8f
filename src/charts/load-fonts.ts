import { fileURLToPath } from 'node:url';
import type { Locale } from '../core/languages.ts';

const LATIN = [
  ['@embedpdf/fonts-latin', 'NotoSans-Regular.ttf'],
  ['@embedpdf/fonts-latin', 'NotoSans-Bold.ttf'],
] as const;
const EAST_ASIAN: Readonly<Partial<Record<Locale, readonly [string, string]>>> = {
  'zh-Hant': ['@embedpdf/fonts-tc', 'NotoSansHant-Regular.otf'],
  'zh-Hans': ['@embedpdf/fonts-sc', 'NotoSansHans-Regular.otf'],
  ja: ['@embedpdf/fonts-jp', 'NotoSansJP-Regular.otf'],
  ko: ['@embedpdf/fonts-kr', 'NotoSansKR-Regular.otf'],
};

/** Paths of the font files that pictures in a language are drawn with: the same on every machine. */
export function fontFiles(locale: Locale): string[] {
  const own = EAST_ASIAN[locale];
  return [...LATIN, ...(own === undefined ? [] : [own])].map(([name, file]) => {
    // The packages export their entry alone; the files stand in a folder of their root.
    const entry = import.meta.resolve(name);
    const root = entry.slice(0, entry.lastIndexOf(`/${name}/`) + name.length + 1);
    return fileURLToPath(`${root}/fonts/${file}`);
  });
}
