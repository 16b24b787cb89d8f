/** C0 and C1 controls (but tab and newline), bidi embeddings, overrides and isolates, zero-width and other invisible characters, BOM. */
const INVISIBLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Scripts that are written without spaces between words. */
const SPACELESS = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\u30fc\u3005';
const SPACELESS_RUN = new RegExp(`[${SPACELESS}]+`, 'gu');

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const sentences = new Intl.Segmenter('und', { granularity: 'sentence' });

/** Text without control, bidi and invisible characters; lone surrogates become U+FFFD. Newlines and tabs stay. */
export function stripInvisible(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(INVISIBLE, '').replace(LONE_SURROGATE, '\ufffd');
}

/** One clean line: invisible characters out, all white space folded to single spaces, ends trimmed, NFC. */
export function cleanLine(text: string): string {
  return stripInvisible(text).replace(/\s+/g, ' ').trim().normalize('NFC');
}

/** Clean paragraphs: like cleanLine per paragraph, paragraphs separated by one empty line. */
export function cleanParagraphs(text: string): string {
  return stripInvisible(text)
    .normalize('NFC')
    .split(/\n\s*\n/)
    .map(paragraph => paragraph.replace(/\s+/g, ' ').trim())
    .filter(paragraph => paragraph !== '')
    .join('\n\n');
}

/** Cuts to at most `max` UTF-16 units without splitting a grapheme, at a word's end where one is near, and marks the cut with "…". */
export function truncate(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < 1) return '';
  let end = 0;
  for (const { segment, index } of graphemes.segment(text.slice(0, max + 64))) {
    if (index + segment.length > max - 1) break;
    end = index + segment.length;
  }
  const head = text.slice(0, end);
  const space = head.lastIndexOf(' ');
  const cut = space > end * 0.7 ? head.slice(0, space) : head;
  return `${cut.trimEnd()}…`;
}

/** Sentences of a text in any script, trimmed, none empty. */
export function toSentences(text: string): string[] {
  return Array.from(sentences.segment(text), part => part.segment.trim()).filter(part => part !== '');
}

/**
 * Text as the full-text index stores it: runs of Chinese and Japanese become overlapping pairs of characters
 * ("質押服務" -> "質押 押服 服務 務"), everything else stays. The last character stands alone so that a prefix search finds it.
 */
export function segmentForIndex(text: string): string {
  return text.replace(SPACELESS_RUN, run => {
    const chars = Array.from(run);
    return ` ${chars.map((char, index) => char + (chars[index + 1] ?? '')).join(' ')} `;
  });
}

/** Whether a text has a character of a script that is written without spaces (Chinese, Japanese). */
export function hasSpacelessScript(text: string): boolean {
  return text.search(SPACELESS_RUN) >= 0;
}

/** A title folded for comparison: lower case, letters and digits only. Null when too short to identify an event. */
export function titleKey(title: string): string | null {
  const folded = title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const weight = hasSpacelessScript(folded) ? Array.from(folded).length >= 10 : folded.split(' ').length >= 5;
  return weight ? folded : null;
}
