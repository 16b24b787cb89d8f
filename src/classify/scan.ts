import type { Evidence } from '../core/types.ts';
import type { Meaning } from './lexicon.ts';
import type { Hit, Matcher } from './matcher.ts';
import { type Tokens, tokenise } from './tokens.ts';

/** Where in an item a phrase stands: its headline, its first sentences, or further down. */
export type Zone = 'head' | 'lead' | 'body';

/** A phrase found in an item. */
export interface Found<M extends Meaning = Meaning> {
  readonly field: 'title' | 'text';
  readonly zone: Zone;
  readonly start: number;
  readonly end: number;
  readonly first: number;
  readonly after: number;
  readonly phrase: string;
  readonly value: M;
}

/** All phrases of one item, by what they mean, cancelled ones left out. */
export interface Scan {
  readonly title: Tokens;
  readonly text: Tokens;
  readonly of: <G extends Meaning['group']>(group: G) => readonly Found<Extract<Meaning, { group: G }>>[];
}

const NONE: readonly Found[] = [];

/** Characters of text that count as its first sentences: about two sentences of a news story. */
const LEAD = 350;
/** A first line longer than this is no headline. */
const HEADLINE = 220;

/** Phrases of one meaning that are looked at per field: more of them in one text change nothing but the time it takes. */
const MOST_HITS = 300;
const MOST_BARE = 2000;

/** Code of the whole that a part belongs to: "US" for "US-NY". */
export function wholeOf(code: string): string {
  return code.includes('-') ? code.slice(0, 2) : code;
}

/** Where the headline ends in a text without title: at its first line or sentence. */
function headEnd(text: string): number {
  const line = text.indexOf('\n');
  const end = line < 0 ? text.length : line;
  if (end <= HEADLINE) return end;
  const sentence = text.slice(0, HEADLINE * 2).search(/[.!?。！？](?:\s|$)/);
  return sentence > 0 ? sentence + 1 : HEADLINE;
}

function isOf<G extends Meaning['group']>(
  group: G,
): (hit: Found) => hit is Found<Extract<Meaning, { group: G }>> {
  return (hit): hit is Found<Extract<Meaning, { group: G }>> => hit.value.group === group;
}

function covers(outer: Found, inner: Found): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function isCancelled(hit: Found, cancels: readonly Found<Extract<Meaning, { group: 'cancel' }>>[]): boolean {
  const { value } = hit;
  return cancels.some(cancel => {
    if (!covers(cancel, hit)) return false;
    const { cancels: what, only } = cancel.value;
    if (value.group === 'place')
      return (only === null || only === value.of) && (what.includes('place') || what.includes('all'));
    if (value.group === 'authority')
      return (
        (only === null || only === value.authority.id) && (what.includes('authority') || what.includes('all'))
      );
    if (value.group === 'topic')
      return (only === null || only === value.topic) && (what.includes('topic') || what.includes('all'));
    if (only !== null) return false;
    if (value.group === 'crypto') return what.includes('crypto') || what.includes('all');
    if (value.group === 'law' || value.group === 'official') return what.includes('all');
    if (value.group === 'cue' || value.group === 'kind') return what.includes('cue') || what.includes('all');
    return false;
  });
}

function findIn(
  field: 'title' | 'text',
  tokens: Tokens,
  lexicon: Matcher<Meaning>,
  zoneOf: (start: number) => Zone,
): Found[] {
  const hits: Found[] = lexicon.match(tokens).map((hit: Hit<Meaning>) => ({
    field,
    zone: zoneOf(hit.start),
    start: hit.start,
    end: hit.end,
    first: hit.first,
    after: hit.after,
    phrase: hit.phrase,
    value: hit.value,
  }));
  const cancels = hits.filter(isOf('cancel')).slice(0, MOST_HITS);
  return cancels.length === 0 ? hits : hits.filter(hit => !isCancelled(hit, cancels));
}

/** Finds every phrase of title and text in one pass each. */
export function scan(title: string, text: string, lexicon: Matcher<Meaning>): Scan {
  const titleTokens = tokenise(title);
  const textTokens = tokenise(text);
  const head = titleTokens.stems.length === 0 ? headEnd(text) : 0;
  const hits = [
    ...findIn('title', titleTokens, lexicon, () => 'head'),
    ...findIn('text', textTokens, lexicon, start =>
      start < head ? 'head' : start < head + LEAD ? 'lead' : 'body',
    ),
  ];
  const groups = new Map<string, Found[]>();
  const counts = new Map<string, number>();
  for (const hit of hits) {
    const { group } = hit.value;
    // One "central bank" is a hit for each country's: counted apart, so that they crowd out no named body.
    const bare = hit.value.group === 'authority' && hit.value.bare;
    const key = bare ? `bare ${hit.field}` : `${group} ${hit.field}`;
    const count = (counts.get(key) ?? 0) + 1;
    if (count > (bare ? MOST_BARE : MOST_HITS)) continue;
    counts.set(key, count);
    const list = groups.get(group);
    if (list === undefined) groups.set(group, [hit]);
    else list.push(hit);
  }
  return {
    title: titleTokens,
    text: textTokens,
    // Every list holds one group only, see above.
    of: <G extends Meaning['group']>(group: G) =>
      (groups.get(group) ?? NONE) as readonly Found<Extract<Meaning, { group: G }>>[],
  };
}

/** The evidence that a found phrase is, with the words as they stand in the original. */
export function toEvidence(found: Found, scan: Scan, rule: string): Evidence {
  const source = found.field === 'title' ? scan.title.source : scan.text.source;
  return {
    field: found.field,
    start: found.start,
    end: found.end,
    text: source.slice(found.start, found.end),
    rule,
  };
}
