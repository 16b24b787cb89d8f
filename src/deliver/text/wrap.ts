import { textWidth } from '../../core/text-width.ts';

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Signs that must not begin a line in Chinese and Japanese text. */
const NO_START = /^[、。，．：；！？）」』】〉》〕”’…ー]/u;
const BREAKABLE = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff00-\uff60]/u;

/**
 * Text in lines of at most `width` columns, each behind `indent`: broken at spaces, between characters of scripts
 * without spaces, and within a word only where it is longer than a line. Always at least one line.
 */
export function wrapText(text: string, width: number, indent = ''): readonly string[] {
  const room = Math.max(4, width - textWidth(indent));
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const flush = () => {
    lines.push(indent + line.trimEnd());
    line = '';
    used = 0;
  };
  for (const piece of toPieces(text)) {
    const columns = textWidth(piece);
    const sticks = NO_START.test(piece);
    const visible = piece.endsWith(' ') ? textWidth(piece.trimEnd()) : columns;
    if (used > 0 && used + visible > room && !sticks) flush();
    if (columns <= room || sticks) {
      line += piece;
      used += columns;
      continue;
    }
    for (const { segment } of graphemes.segment(piece)) {
      const one = textWidth(segment);
      if (used > 0 && used + one > room) flush();
      line += segment;
      used += one;
    }
  }
  if (line.trim() !== '' || lines.length === 0) flush();
  return lines;
}

/** Words with the space after them; characters of scripts without spaces one by one. */
function toPieces(text: string): readonly string[] {
  const pieces: string[] = [];
  for (const word of text.split(/(?<= )/)) {
    if (!/[\u3000-\u30ff\u3400-\u9fff\uf900-\uff60\u{20000}-\u{3fffd}]/u.test(word)) {
      pieces.push(word);
      continue;
    }
    let run = '';
    for (const { segment } of graphemes.segment(word)) {
      if (!BREAKABLE.test(segment) && segment !== ' ') {
        run += segment;
        continue;
      }
      if (run !== '') pieces.push(run);
      run = '';
      if (segment === ' ' && pieces.length > 0) pieces[pieces.length - 1] += segment;
      else pieces.push(segment);
    }
    if (run !== '') pieces.push(run);
  }
  return pieces;
}
