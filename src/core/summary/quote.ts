import { splitSentences } from '../sentences.ts';
import { cleanLine, hasSpacelessScript, titleKey, truncate } from '../text.ts';
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
/** Statements among which the first of the quote is chosen. */
const CHOSEN_AMONG = 6;
/** What the place of a statement counts: a news text says in its first sentence what happened. */
const BY_PLACE = [1, 0.72, 0.6, 0.5, 0.44, 0.4];
/** Telling much of what the title tells, figures, and an act weigh this much beside it; being too long to be quoted whole weighs against. */
const COVERAGE = 0.6;
const FIGURE = 0.06;
const ACT = 0.1;
const TOO_LONG = 0.45;
/** Sentences that an open quotation mark may hold together. */
const LONGEST_SPEECH = 3;

/** Words of what regulators do. */
const ACTS =
  /\b(?:must|shall|will (?:be )?require|requir|propos|consult|publish|issu|approv|authori[sz]|licen[cs]|grant|refus|reject|fin(?:e|ed)\b|penalt|charg|sue[sd]?\b|settle|order|ban(?:s|ned)?\b|prohibit|warn|adopt|pass(?:es|ed)\b|sign|effective|deadline|amend)|發布|公布|发布|批准|禁止|起訴|起诉|罰|罚|警告|諮詢|咨询|公表|施行|認可|발표|승인|금지|부과|veröffentlich|genehmig|untersag|publi|autoris|interdi|aprob|prohib|multa/i;

/**
 * One or two sentences of a text for a digest, at most `max` UTF-16 units, without datelines and page furniture, and not the title again: the
 * statement among the first few that stands early and says most of what the title says, and the one behind it when there is room.
 * Words are never changed; quotations are not torn. Null when nothing is left, for example when the text is the title.
 */
export function quoteOf(text: string, title: string, max: number): string | null {
  const candidates = statements(text, title);
  const wanted = keyWords(title);
  let best: { readonly at: number; readonly value: number } | null = null;
  for (const [at, { words }] of candidates.slice(0, CHOSEN_AMONG).entries()) {
    const value =
      (BY_PLACE[at] ?? 0) +
      COVERAGE * coverage(words, wanted) +
      (/\p{N}/u.test(words) ? FIGURE : 0) +
      (ACTS.test(words) ? ACT : 0) -
      (words.length > max ? TOO_LONG : 0);
    if (best === null || value > best.value) best = { at, value };
  }
  const first = best === null ? undefined : candidates[best.at];
  if (first === undefined || best === null) return null;
  const second = candidates[best.at + 1];
  if (second !== undefined && second.index === first.index + 1 && first.words.length < SPARSE) {
    const both = join(first.words, second.words);
    if (both.length <= max) return both;
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
      if (found.length > CHOSEN_AMONG) return found;
    }
  }
  return found;
}

/** Pages often begin with their own headline, without a full stop after it. */
function withoutTitle(paragraph: string, title: string): string {
  const line = cleanLine(title);
  return line.length > 10 && paragraph.startsWith(`${line} `) ? paragraph.slice(line.length + 1) : paragraph;
}

/** Sentences, with those put together again that one quotation holds together (“We act. We always did,” she said.). */
function wholeSentences(paragraph: string): readonly string[] {
  const whole: string[] = [];
  let open = 0;
  for (const { text } of splitSentences(paragraph)) {
    if (open > 0) whole[whole.length - 1] = join(whole.at(-1) ?? '', text);
    else whole.push(text);
    open = isOpen(whole.at(-1) ?? '') && open < LONGEST_SPEECH ? open + 1 : 0;
  }
  return whole;
}

/** Whether a quotation that began in a text has not ended in it. */
function isOpen(text: string): boolean {
  let depth = 0;
  let straight = 0;
  for (const char of text) {
    if ('“「『«„'.includes(char)) depth++;
    else if ('”」』»'.includes(char)) depth--;
    else if (char === '"') straight++;
  }
  return depth > 0 || straight % 2 === 1;
}

function isShort(sentence: string): boolean {
  return sentence.length < (hasSpacelessScript(sentence) ? SHORT_SPACELESS : SHORT);
}

/** What a title tells, as folded words of four letters and more, numbers, and pairs of characters where words are not spaced. */
function keyWords(text: string): ReadonlySet<string> {
  const folded = text.slice(0, 1_000).normalize('NFKC').toLowerCase();
  const words = new Set(folded.match(/\p{N}{2,}|\p{L}{4,}/gu)?.filter(word => !hasSpacelessScript(word)));
  for (const run of folded.match(/[\p{Script=Han}\p{Script=Katakana}]{2,}/gu) ?? []) {
    const chars = Array.from(run);
    for (let at = 0; at + 1 < chars.length; at++) words.add(`${chars[at]}${chars[at + 1]}`);
  }
  return words;
}

function coverage(sentence: string, wanted: ReadonlySet<string>): number {
  if (wanted.size < 2) return 0;
  let told = 0;
  for (const word of keyWords(sentence)) if (wanted.has(word)) told++;
  return told / wanted.size;
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
