/** A run of text as it stands on a page, in points from its lower left corner. */
export interface Fragment {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** A line ends after it. */
  readonly ends: boolean;
}

interface Line {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** A gap of so many line heights, baseline to baseline, begins a paragraph: body text is set at 1.15 to 1.5. */
const PARAGRAPH_GAP = 1.75;
/** Bullets and numbers of lists begin a paragraph of their own. */
const LIST_MARK =
  /^(?:[•●▪■◦‣–—-]\s|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s|第[一二三四五六七八九十百\d]+[条條章])/u;
const CJK = /[\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]/;

/** The paragraphs of a page, in reading order as the document gives it: lines joined, words that were cut at a line's end made whole. */
export function toParagraphs(fragments: readonly Fragment[]): string[] {
  const paragraphs: string[] = [];
  let current = '';
  let before: Line | null = null;
  for (const line of toLines(fragments)) {
    if (before !== null && beginsParagraph(line, before)) {
      paragraphs.push(current);
      current = '';
    }
    current = joinLines(current, line.text);
    before = line;
  }
  if (current !== '') paragraphs.push(current);
  return paragraphs;
}

function toLines(fragments: readonly Fragment[]): Line[] {
  const lines: Line[] = [];
  let run: Fragment[] = [];
  const close = () => {
    const text = joinRun(run).replace(/\s+/g, ' ').trim();
    const [first] = run.filter(fragment => fragment.text.trim() !== '');
    const height = Math.max(...run.map(fragment => fragment.height), 0);
    if (text !== '' && first) lines.push({ text, x: first.x, y: first.y, height: height || 10 });
    run = [];
  };
  for (const fragment of fragments) {
    const last = run.at(-1);
    // Some writers do not say where a line ends: another baseline does.
    if (last && Math.abs(fragment.y - last.y) > Math.max(last.height, fragment.height, 4) * 0.6) close();
    run.push(fragment);
    if (fragment.ends) close();
  }
  close();
  return lines;
}

/** Runs of one line; a visible gap between two is a space that the writer left out. */
function joinRun(run: readonly Fragment[]): string {
  let text = '';
  let end: number | null = null;
  for (const fragment of run) {
    const gap = end === null ? 0 : fragment.x - end;
    if (gap > fragment.height * 0.2 && text !== '' && !/\s$/.test(text) && !/^\s/.test(fragment.text))
      text += ' ';
    text += fragment.text;
    end = fragment.x + fragment.width;
  }
  return text;
}

function beginsParagraph(line: Line, before: Line): boolean {
  if (LIST_MARK.test(line.text)) return true;
  const gap = before.y - line.y;
  // Upwards: another column, or a box.
  if (gap < 0) return true;
  return gap > Math.max(line.height, before.height) * PARAGRAPH_GAP;
}

function joinLines(text: string, line: string): string {
  if (text === '') return line;
  if (/\p{L}[-\u00ad\u2010]$/u.test(text) && /^\p{Ll}/u.test(line)) return text.slice(0, -1) + line;
  return CJK.test(text.at(-1) ?? '') && CJK.test(line[0] ?? '') ? text + line : `${text} ${line}`;
}
