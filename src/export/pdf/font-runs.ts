import { FAMILIES, type Family, type PdfFonts } from './load-fonts.ts';

export interface FontRun {
  readonly text: string;
  readonly family: Family;
}

const WIDE =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Bopomofo}\u3000-\u303f\uff00-\uffef]/u;
const KANA = /[\p{sc=Hiragana}\p{sc=Katakana}]/u;
const HANGUL = /\p{sc=Hangul}/u;

const SCRIPTS: readonly (readonly [name: string, test: RegExp])[] = [
  ['Arabic', /\p{sc=Arabic}/u],
  ['Hebrew', /\p{sc=Hebrew}/u],
  ['Thai', /\p{sc=Thai}/u],
  ['Bengali', /\p{sc=Bengali}/u],
  ['Tamil', /\p{sc=Tamil}/u],
  ['Georgian', /\p{sc=Georgian}/u],
  ['Armenian', /\p{sc=Armenian}/u],
  ['Khmer', /\p{sc=Khmer}/u],
  ['Myanmar', /\p{sc=Myanmar}/u],
];

/**
 * Splits a text into runs of one font each. Chinese characters are drawn as the language of the text draws them: traditional, simplified, Japanese or
 * Korean. Words in a script that no font has stand as "[Arabic script]": letters in boxes or in the wrong order would be worse.
 */
export function fontRuns(text: string, language: string | undefined, fonts: PdfFonts): FontRun[] {
  const order = familiesFor(language, text);
  const runs: { text: string; family: Family }[] = [];
  const add = (piece: string, family: Family) => {
    const last = runs.at(-1);
    if (last !== undefined && last.family === family) last.text += piece;
    else runs.push({ text: piece, family });
  };
  let missing: string | null = null;
  for (const char of text) {
    const codePoint = char.codePointAt(0) ?? 0;
    const wide = WIDE.test(char);
    const families = wide ? (HANGUL.test(char) ? ['kr' as const, ...order] : order) : FAMILIES;
    // Spaces and marks between words that are missing belong to them.
    if (missing !== null && /[\s\p{M}]/u.test(char)) {
      missing += char;
      continue;
    }
    const family = families.find(one => fonts.has(one, codePoint));
    if (family === undefined) {
      missing = (missing ?? '') + char;
      continue;
    }
    if (missing !== null) {
      add(standIn(missing), 'latin');
      missing = null;
    }
    add(char, family);
  }
  if (missing !== null) add(standIn(missing), 'latin');
  return runs;
}

/** What stands for words that cannot be drawn; a sign alone, such as an emoji, is left out. */
function standIn(missing: string): string {
  const space = /\s$/.test(missing) ? ' ' : '';
  const script = SCRIPTS.find(([, test]) => test.test(missing))?.[0];
  if (script !== undefined) return `[${script} script]${space}`;
  return /\p{L}/u.test(missing) ? `[other script]${space}` : space;
}

/** Families for Chinese characters and their punctuation, best first. */
function familiesFor(language: string | undefined, text: string): readonly Family[] {
  const tag = (language ?? '').toLowerCase();
  if (tag.startsWith('ja') || KANA.test(text)) return ['jp', 'tc', 'sc', 'kr'];
  if (tag.startsWith('ko') || HANGUL.test(text)) return ['kr', 'jp', 'tc', 'sc'];
  if (/^zh-(?:hant|tw|hk|mo)|^yue/.test(tag)) return ['tc', 'jp', 'sc', 'kr'];
  return ['sc', 'jp', 'tc', 'kr'];
}
