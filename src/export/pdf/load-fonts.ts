import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FontCoverage, readCoverage } from './font-coverage.ts';

/** Families by what they are for. Latin has Greek and Cyrillic too. */
export const FAMILIES = ['latin', 'sc', 'tc', 'jp', 'kr'] as const;
export type Family = (typeof FAMILIES)[number];

const FILES: Readonly<Record<Family, readonly [normal: string, bold: string]>> = {
  latin: ['NotoSans-Regular.ttf', 'NotoSans-SemiBold.ttf'],
  sc: ['NotoSansHans-Regular.otf', 'NotoSansHans-Bold.otf'],
  tc: ['NotoSansHant-Regular.otf', 'NotoSansHant-Bold.otf'],
  jp: ['NotoSansJP-Regular.otf', 'NotoSansJP-Bold.otf'],
  kr: ['NotoSansKR-Regular.otf', 'NotoSansKR-Bold.otf'],
};

export interface PdfFonts {
  readonly folders: readonly string[];
  /** Paths of the font files. */
  readonly files: Readonly<Record<Family, { readonly normal: string; readonly bold: string }>>;
  /** Characters that a family has; its font is read when it is first asked. */
  has(family: Family, codePoint: number): boolean;
}

/** The Noto Sans fonts that come with the program. */
export function loadPdfFonts(): PdfFonts {
  const folderOf = (family: Family) =>
    path.join(path.dirname(fileURLToPath(import.meta.resolve(`@embedpdf/fonts-${family}`))), '..', 'fonts');
  const filesOf = (family: Family) => {
    const [normal, bold] = FILES[family];
    return { normal: path.join(folderOf(family), normal), bold: path.join(folderOf(family), bold) };
  };
  const files = {
    latin: filesOf('latin'),
    sc: filesOf('sc'),
    tc: filesOf('tc'),
    jp: filesOf('jp'),
    kr: filesOf('kr'),
  };
  const known = new Map<Family, FontCoverage>();
  return {
    folders: FAMILIES.map(folderOf),
    files,
    has: (family, codePoint) => {
      const coverage = known.get(family) ?? readCoverage(readFileSync(files[family].normal));
      known.set(family, coverage);
      return coverage(codePoint);
    },
  };
}
