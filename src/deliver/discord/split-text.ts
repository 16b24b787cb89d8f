import { toSentences } from '../../core/text.ts';
import { escapeText } from './escape.ts';

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Plain text as escaped pieces of at most `max` UTF-16 units each, cut at the ends of paragraphs and sentences and, only where one sentence
 * is longer than a piece, within it. Nothing is left out and no piece is empty; text without words gives no piece.
 */
export function splitText(text: string, max: number): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  const put = (separator: string, escaped: string) => {
    if (escaped === '') return;
    if (piece !== '' && piece.length + separator.length + escaped.length > max) {
      pieces.push(piece);
      piece = '';
    }
    piece += piece === '' ? escaped : separator + escaped;
  };
  for (const paragraph of text.split(/\n\s*\n/)) {
    for (const [index, sentence] of toSentences(paragraph).entries())
      for (const part of escapedParts(sentence, max)) put(index === 0 ? '\n\n' : ' ', part);
  }
  if (piece !== '') pieces.push(piece);
  return pieces;
}

/** Lines joined into pieces of at most `max` UTF-16 units; a line is at most `max` long and stays whole. */
export function packLines(lines: readonly string[], max: number, separator = '\n'): readonly string[] {
  const pieces: string[] = [];
  for (const line of lines) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + separator.length + line.length <= max)
      pieces[pieces.length - 1] = last + separator + line;
    else pieces.push(line);
  }
  return pieces;
}

/** One sentence escaped, halved (at a space where there is one near the middle) until each part fits. */
function escapedParts(sentence: string, max: number): readonly string[] {
  const escaped = escapeText(sentence);
  if (escaped.length <= max) return [escaped];
  const whole = Array.from(graphemes.segment(sentence), part => part.segment);
  // One character may carry marks without end; only then is it cut into its code points.
  const characters = whole.length > 1 ? whole : Array.from(sentence);
  const middle = characters.length >> 1;
  if (middle === 0) return [];
  const space = characters.indexOf(' ', middle);
  const cut = space > 0 && space < characters.length * 0.75 ? space : middle;
  return [
    ...escapedParts(characters.slice(0, cut).join(''), max),
    ...escapedParts(characters.slice(cut).join(''), max),
  ];
}
