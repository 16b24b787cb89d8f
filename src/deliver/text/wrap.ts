const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Characters that take two columns: East Asian wide and full-width forms, and emoji shown as pictures. */
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\u{1f1e6}-\u{1f1ff}\u{20000}-\u{3fffd}]|^\p{Emoji_Presentation}|\ufe0f/u;
/** Signs that must not begin a line in Chinese and Japanese text. */
const NO_START = /^[、。，．：；！？）」』】〉》〕”’…ー]/u;
const BREAKABLE = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff00-\uff60]/u;

/** Columns that a text takes in a terminal. */
export function textWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  if (text.length === 1) return WIDE.test(text) ? 2 : 1;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

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
