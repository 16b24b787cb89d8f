import type { SourceHint } from '../../core/types.ts';
import type { Found, Scan } from '../scan.ts';
import type { Tokens } from '../tokens.ts';

/** Reduces a folded word to its stem. */
export type Stem = (word: string) => string;

/** The features of one item as parallel arrays: how much of each, and the first place of the words that it stands for. */
export interface Features {
  readonly names: readonly string[];
  readonly amounts: readonly number[];
  /** Null for what was told about the source. */
  readonly fields: readonly ('title' | 'text' | null)[];
  /** UTF-16 offsets in that field. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Euclidean length of the amounts; 1 for an item without any. */
  readonly length: number;
}

/** Characters of text that are read: the first paragraphs say what an item is about, and long pages would drown their headline. */
export const TEXT_READ = 600;
/** A word of the text counts half of one in the headline. */
const TEXT_SHARE = 0.5;
/** The same word again and again adds no more than this. */
const MOST_AMOUNT = 2;
/** First words of the headline that are also features of their own: "Remarks at ...", "SEC charges ...". */
const OPENING = 3;

/**
 * Phrases that words are replaced by in pairs: what was learned about one authority then serves for all. In this order, the first
 * group that has a word takes it.
 */
const CLASSES = ['authority', 'official', 'place', 'law', 'crypto'] as const;

interface Collector {
  readonly slots: Map<string, number>;
  readonly names: string[];
  readonly amounts: number[];
  readonly fields: ('title' | 'text' | null)[];
  readonly starts: number[];
  readonly ends: number[];
}

function add(
  into: Collector,
  name: string,
  amount: number,
  field: 'title' | 'text' | null,
  start: number,
  end: number,
): void {
  const slot = into.slots.get(name);
  if (slot !== undefined) {
    into.amounts[slot] = (into.amounts[slot] ?? 0) + amount;
    return;
  }
  into.slots.set(name, into.names.length);
  into.names.push(name);
  into.amounts.push(amount);
  into.fields.push(field);
  into.starts.push(start);
  into.ends.push(end);
}

/** A word or a class of phrases ("<authority>") with the tokens it covers. */
interface Unit {
  readonly name: string;
  readonly isClass: boolean;
  readonly first: number;
  readonly after: number;
}

function isNumber(word: string): boolean {
  const code = word.charCodeAt(0);
  return code >= 48 && code <= 57;
}

function toUnits(scan: Scan, field: 'title' | 'text', tokens: Tokens, words: readonly string[]): Unit[] {
  const covering = new Array<Found | null>(words.length).fill(null);
  for (const group of CLASSES) {
    for (const hit of scan.of(group)) {
      if (hit.field !== field || (hit.value.group === 'crypto' && hit.value.strength === 'weak')) continue;
      for (let at = hit.first; at < hit.after && at < words.length; at++) covering[at] ??= hit;
    }
  }
  const units: Unit[] = [];
  for (let at = 0; at < words.length; ) {
    const hit = covering[at] ?? null;
    const first = at;
    at++;
    if (hit === null) {
      const digits = isNumber(tokens.folded[first] ?? '');
      units.push({
        name: digits ? '<number>' : (words[first] ?? ''),
        isClass: digits,
        first,
        after: at,
      });
      continue;
    }
    while (at < words.length && covering[at] === hit) at++;
    units.push({ name: `<${hit.value.group}>`, isClass: true, first, after: at });
  }
  return units;
}

function addField(into: Collector, scan: Scan, field: 'title' | 'text', share: number, stem: Stem): void {
  const tokens = field === 'title' ? scan.title : scan.text;
  const { starts, ends, breaks, folded } = tokens;
  let count = folded.length;
  if (field === 'text') {
    const beyond = starts.findIndex(start => start >= TEXT_READ);
    if (beyond >= 0) count = beyond;
  }
  const words = folded.slice(0, count).map(stem);
  const put = (name: string, first: number, after: number): void =>
    add(into, name, share, field, starts[first] ?? 0, ends[after - 1] ?? 0);
  for (let at = 0; at < count; at++) {
    const word = words[at] ?? '';
    put(word, at, at + 1);
    if (at > 0 && breaks[at] !== true) put(`${words[at - 1] ?? ''} ${word}`, at - 1, at + 1);
  }
  let before: Unit | null = null;
  toUnits(scan, field, tokens, words).forEach((unit, position) => {
    const { name, isClass, first, after } = unit;
    if (isClass) put(name, first, after);
    if (field === 'title' && position < OPENING) {
      put(position === 0 ? `^${name}` : `^.${name}`, first, after);
      if (position === 1) put(`^${before?.name ?? ''} ${name}`, before?.first ?? 0, after);
    }
    if (before !== null && breaks[first] !== true && (isClass || before.isClass))
      put(`${before.name}|${name}`, before.first, after);
    before = unit;
  });
}

const ZONE_SHARE = { head: 1, lead: 0.5, body: 0.2 } as const;

/** What the vocabulary makes of phrases, so that two phrases of one meaning are one feature. */
function addMeanings(into: Collector, scan: Scan): void {
  const put = (name: string, hit: Found, sign = 1): void =>
    add(into, name, ZONE_SHARE[hit.zone] * sign, hit.field, hit.start, hit.end);
  for (const hit of scan.of('cue')) put(`cue:${hit.value.cue}`, hit);
  for (const hit of scan.of('against')) put(`against:${hit.value.against}`, hit);
  for (const hit of scan.of('topic')) put(`topic:${hit.value.topic}`, hit, Math.sign(hit.value.weight));
  for (const hit of scan.of('kind')) put(`kind:${hit.value.kind}`, hit, Math.sign(hit.value.weight));
  for (const hit of scan.of('law')) for (const topic of hit.value.law.topics) put(`law:${topic}`, hit);
}

/** Names every feature of an item's words and of its source. Pure; linear in the length of the item. */
export function readFeatures(scan: Scan, source: SourceHint | null, stem: Stem): Features {
  const into: Collector = { slots: new Map(), names: [], amounts: [], fields: [], starts: [], ends: [] };
  addField(into, scan, 'title', 1, stem);
  addField(into, scan, 'text', scan.title.stems.length === 0 ? 1 : TEXT_SHARE, stem);
  addMeanings(into, scan);
  const tell = (name: string): void => add(into, `source:${name}`, 1, null, 0, 0);
  if (source !== null) {
    tell(source.tier);
    if (source.cryptoOnly) tell('crypto-only');
    if (source.type !== 'news') tell(source.type);
  }
  if (scan.text.stems.length === 0) tell('title-only');
  let square = 0;
  const amounts = into.amounts.map(amount => {
    const kept = Math.max(-MOST_AMOUNT, Math.min(MOST_AMOUNT, amount));
    square += kept * kept;
    return kept;
  });
  const { names, fields, starts, ends } = into;
  return { names, amounts, fields, starts, ends, length: Math.sqrt(square) || 1 };
}
