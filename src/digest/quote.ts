import { cleanLine, hasSpacelessScript, titleKey, toSentences, truncate } from '../core/text.ts';
import { isBoilerplate, withoutDateline } from './boilerplate.ts';

/** How much of a text is looked at, in UTF-16 units: what matters stands at its start. */
const LOOKED_AT = 12_000;
/** A sentence shorter than this says too little alone. */
const SHORT = 40;
const SHORT_SPACELESS = 14;
/** A quote shorter than this takes the next sentence along. */
const SPARSE = 160;
/** Share of a sentence's words that are the title's from which it only repeats the title. */
const REPEATED = 0.85;

/** After these a full stop ends no sentence. Single letters ("U.S.", "J. Smith") never do. */
const ABBREVIATION =
  /(?:^|[\s("“])(?:(?:\p{L}\.)*\p{L}|inc|corp|co|ltd|llc|plc|mr|mrs|ms|dr|prof|hon|gov|sen|rep|no|nos|art|arts|sec|para|reg|vol|v|vs|st|cf|etc|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|nr|abs|bzw|ca|approx)$/iu;

/**
 * One or two sentences of a text for a digest, at most `max` UTF-16 units: the first ones that say something, without datelines and
 * page furniture, and not the title again. Null when nothing is left, for example when the text is the title.
 */
export function quoteOf(text: string, title: string, max: number): string | null {
  const candidates = statements(text, title);
  const first = candidates[0];
  if (first === undefined) return null;
  const second = candidates[1];
  const both = second === undefined ? first.words : join(first.words, second.words);
  if (second !== undefined && second.index === first.index + 1) {
    if (first.words.length < SPARSE && both.length <= max) return both;
  }
  return truncate(first.words, max);
}

interface Statement {
  readonly words: string;
  /** Position among all sentences of the text. */
  readonly index: number;
}

function statements(text: string, title: string): readonly Statement[] {
  const key = titleKey(title) ?? cleanLine(title).toLowerCase();
  const found: Statement[] = [];
  let index = 0;
  for (const paragraph of text.slice(0, LOOKED_AT).split(/\n+/)) {
    for (const sentence of wholeSentences(withoutTitle(cleanLine(paragraph), title))) {
      index++;
      const words = withoutDateline(sentence);
      if (isShort(words) || isBoilerplate(words) || repeats(words, key)) continue;
      found.push({ words, index });
      if (found.length === 2) return found;
    }
  }
  return found;
}

/** Pages often begin with their own headline, without a full stop after it. */
function withoutTitle(paragraph: string, title: string): string {
  const line = cleanLine(title);
  return line.length > 10 && paragraph.startsWith(`${line} `) ? paragraph.slice(line.length + 1) : paragraph;
}

/** Sentences, with those put together again that only an abbreviation cut ("the U.S. | Securities and ..."). */
function wholeSentences(paragraph: string): readonly string[] {
  const whole: string[] = [];
  for (const part of toSentences(paragraph)) {
    const last = whole.at(-1);
    if (last?.endsWith('.') && ABBREVIATION.test(last.slice(-20, -1)))
      whole[whole.length - 1] = `${last} ${part}`;
    else whole.push(part);
  }
  return whole;
}

function isShort(sentence: string): boolean {
  return sentence.length < (hasSpacelessScript(sentence) ? SHORT_SPACELESS : SHORT);
}

/** Whether nearly all words of a sentence are the title's. `key` is the folded title. */
function repeats(sentence: string, key: string): boolean {
  const folded = titleKey(sentence);
  if (folded === null) return false;
  if (folded === key || key.includes(folded)) return true;
  if (hasSpacelessScript(folded)) return false;
  const known = new Set(key.split(' '));
  const words = folded.split(' ');
  return words.filter(word => known.has(word)).length / words.length >= REPEATED;
}

function join(first: string, second: string): string {
  return hasSpacelessScript(first.slice(-2)) || /[。！？]$/u.test(first)
    ? `${first}${second}`
    : `${first} ${second}`;
}
