import type { Topic } from '../../core/types.ts';
import type { Matcher } from '../matcher.ts';
import { type Tokens, tokenise } from '../tokens.ts';
import { type Audience, type Cue, STANCE_CUES, type StanceMeaning } from './stance-vocabulary.ts';

/** Something found in a sentence, by its words (token positions). */
export interface Mark<T> {
  readonly first: number;
  readonly after: number;
  readonly value: T;
}

/** A jurisdiction named in a sentence. `aside`: named beside the point ("unlike Singapore"). */
export interface Place extends Mark<string> {
  readonly aside: boolean;
}

/** The words of one sentence as far as they matter for positions, each list in order. */
export interface Words {
  readonly tokens: Tokens;
  readonly cues: readonly Mark<Cue>[];
  readonly audiences: readonly Mark<Audience>[];
  readonly topics: readonly Mark<Topic>[];
  readonly places: readonly Place[];
}

/** One clause: from token `from` up to `to`; `how` it joins what stands before. */
export interface Clause {
  readonly from: number;
  readonly to: number;
  readonly how: 'start' | 'own' | 'inherits' | 'relative';
}

/** Characters from `start` on, as another reading found them. */
export interface Span<T> {
  readonly start: number;
  readonly end: number;
  readonly value: T;
}

const MAIN: ReadonlySet<Cue> = new Set(STANCE_CUES);
/** Whom a rule is for: such words may stand within a phrase of what it does ("requires exchanges to register"). */
const WHOM: ReadonlySet<Cue> = new Set<Cue>(['business', 'obliged', 'firm']);
const JOINERS = new Set(['and', 'or', 'but', 'und', 'oder', 'aber', 'et', 'ou', 'mais', 'y', 'o', 'pero']);
const ARTICLES = new Set(['the', 'die', 'der', 'das', 'la', 'le', 'el', 'l', 'both', 'in']);
/** Words between a new subject and what it does. */
const SUBJECT_TO_VERB = 5;

/** Whether a cue says what a rule does (and not how). A duty does so only where nothing else does. */
export function isMain(mark: Mark<Cue>): boolean {
  return MAIN.has(mark.value) && mark.value !== 'duty';
}

/** Leaves out what lies inside a longer phrase of the same list; equal spans stay. */
function longest<T>(marks: readonly Mark<T>[]): Mark<T>[] {
  const ordered = [...marks].sort((a, b) => a.first - b.first || b.after - a.after);
  const kept: Mark<T>[] = [];
  for (const mark of ordered) {
    const last = kept.at(-1);
    if (
      last !== undefined &&
      mark.after <= last.after &&
      !(mark.first === last.first && mark.after === last.after)
    )
      continue;
    kept.push(mark);
  }
  return kept;
}

function toMarks<T>(spans: readonly Span<T>[], tokens: Tokens): Mark<T>[] {
  const marks: Mark<T>[] = [];
  let at = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    while (at < tokens.starts.length && (tokens.ends[at] ?? 0) <= span.start) at++;
    let after = at;
    while (after < tokens.starts.length && (tokens.starts[after] ?? 0) < span.end) after++;
    if (after > at) marks.push({ first: at, after, value: span.value });
  }
  return marks;
}

/** What stands between two neighbouring tokens. */
export function gapBefore(tokens: Tokens, at: number): string {
  return at <= 0 ? '' : tokens.source.slice(tokens.ends[at - 1] ?? 0, tokens.starts[at] ?? 0);
}

const COMMA = /[,;:，；：、–—(]/;

function commaBetween(tokens: Tokens, from: number, to: number): boolean {
  for (let at = from; at <= to; at++) if (COMMA.test(gapBefore(tokens, at))) return true;
  return false;
}

/** "El Salvador's Congress": a body's usual country gives way to whose body it is. */
function isPossessed(tokens: Tokens, owner: Mark<string> | undefined, place: Mark<string>): boolean {
  if (owner === undefined) return false;
  const between = tokens.source.slice(tokens.ends[owner.after - 1] ?? 0, tokens.starts[place.first] ?? 0);
  return /^['’]s?\s+$/.test(between);
}

/** "Trust companies" issue and lend as well as they hold. */
function isTrustCompany({ folded }: Tokens, { value, first }: Mark<Topic>): boolean {
  return value === 'custody' && folded[first] === 'trust' && /^compan/.test(folded[first + 1] ?? '');
}

/** Singapore's "digital payment token" is any crypto-asset, no stablecoin. */
function isDigitalPaymentToken({ folded }: Tokens, { value, first, after }: Mark<Topic>): boolean {
  if (value !== 'stablecoins') return false;
  return folded
    .slice(Math.max(0, first - 1), after + 1)
    .join(' ')
    .includes('digital payment token');
}

/** Reads a sentence; null when no word in it says what a rule does. Topics and places come from the reading of the whole item. */
export function readWords(
  sentence: string,
  matcher: Matcher<StanceMeaning>,
  topics: readonly Span<Topic>[],
  places: readonly Span<string>[],
): Words | null {
  const tokens = tokenise(sentence);
  const cues: Mark<Cue>[] = [];
  const audiences: Mark<Audience>[] = [];
  const objects: Mark<Topic>[] = [];
  for (const { first, after, value } of matcher.match(tokens)) {
    if (value.is === 'cue') cues.push({ first, after, value: value.cue });
    else if (value.is === 'audience') audiences.push({ first, after, value: value.audience });
    else objects.push({ first, after, value: value.topic });
  }
  if (!cues.some(cue => MAIN.has(cue.value))) return null;
  // "Letter No. 1172" denies nothing.
  const numbered = (cue: Mark<Cue>): boolean =>
    cue.value === 'not' &&
    /^\d/.test(tokens.folded[cue.after] ?? '') &&
    gapBefore(tokens, cue.after).startsWith('.');
  const own = [
    ...longest(cues.filter(cue => !WHOM.has(cue.value))),
    ...longest(cues.filter(cue => WHOM.has(cue.value))),
  ]
    .sort((a, b) => a.first - b.first)
    .filter(cue => !numbered(cue));
  const named = toMarks(places, tokens).filter((place, at, all) => !isPossessed(tokens, all[at - 1], place));
  const inName = (mark: Mark<Audience>): boolean =>
    /^(?:central|federal|central-)$/.test(tokens.folded[mark.first - 1] ?? '') ||
    named.some(place => place.first <= mark.first && mark.after <= place.after);
  return {
    tokens,
    cues: own,
    audiences: longest(audiences).filter(mark => !inName(mark)),
    topics: longest([...toMarks(topics, tokens), ...objects]).filter(
      mark => !isDigitalPaymentToken(tokens, mark) && !isTrustCompany(tokens, mark),
    ),
    places: named.map(place => ({
      ...place,
      aside: own.some(
        cue =>
          cue.value === 'aside' &&
          cue.after <= place.first &&
          !commaBetween(tokens, cue.after + 1, place.first),
      ),
    })),
  };
}

function cueAt0(cues: readonly Mark<Cue>[]): boolean {
  return cues.some(cue => cue.first === 0 && (cue.value === 'clause' || cue.value === 'aside'));
}

const AUXILIARY = /^(?:is|are|may|must|can|cannot|remain|remains|will)$/;
/** Words before an activity that is the subject of its own clause ("transactions in"). */
const SUBJECT_REACH = 3;

/** "... and transactions in stablecoins are not permitted": an activity with a verb of its own. */
function beginsWithActivity(
  { tokens: { folded }, topics }: Words,
  mains: readonly Mark<Cue>[],
  at: number,
): boolean {
  const topic = topics.find(mark => mark.first >= at && mark.first < at + SUBJECT_REACH);
  if (topic === undefined || !AUXILIARY.test(folded[topic.after] ?? '')) return false;
  return mains.some(main => main.first >= topic.after && main.first - topic.after < SUBJECT_TO_VERB);
}

/** Takes a sentence apart where another subject, or the same one with another verb, begins. */
export function toClauses(words: Words): Clause[] {
  const { tokens, cues, places } = words;
  const total = tokens.stems.length;
  const mains = cues.filter(isMain);
  const breaks = new Map<number, Clause['how']>();
  // "While many countries ban staking, Hong Kong has ...": the main clause begins with its subject, however far its verb is.
  const subordinate = cueAt0(cues);
  let since = 0;
  const saidBefore = (at: number): boolean => mains.some(main => main.first >= since && main.after <= at);
  const put = (at: number, how: Clause['how']): void => {
    if (at <= since && at !== 0) return;
    breaks.set(at, how);
    since = at;
  };
  const cueAt = new Map(cues.map(cue => [cue.first, cue]));
  const placeAt = new Map(places.map(place => [place.first, place]));
  for (let at = 1; at < total; at++) {
    const gap = gapBefore(tokens, at);
    if (tokens.breaks[at] === true) {
      put(at, 'own');
      continue;
    }
    const cue = cueAt.get(at);
    const comma = COMMA.test(gap);
    if (cue?.value === 'clause') {
      put(at, 'own');
      continue;
    }
    if (cue?.value === 'relative' && (comma || places.some(place => place.after === at))) {
      put(at, 'relative');
      continue;
    }
    if (cue?.value === 'now' && cues.some(one => one.value === 'past' && one.first < at)) {
      put(at, 'inherits');
      continue;
    }
    const before = tokens.folded[at - 1] ?? '';
    const joined =
      JOINERS.has(before) ||
      (ARTICLES.has(before) &&
        (JOINERS.has(tokens.folded[at - 2] ?? '') || COMMA.test(gapBefore(tokens, at - 1))));
    const place = placeAt.get(at);
    if (place !== undefined && !place.aside && (comma || joined)) {
      const acts = mains.some(
        main =>
          main.first >= place.after &&
          (main.first - place.after < SUBJECT_TO_VERB || (subordinate && breaks.size === 0)),
      );
      const first = breaks.size === 0 && !saidBefore(at);
      if (acts && !first) {
        put(at, 'own');
        continue;
      }
    }
    if (!saidBefore(at)) continue;
    if (cue !== undefined && isMain(cue) && (comma || JOINERS.has(before))) put(at, 'inherits');
    else if ((comma || JOINERS.has(before)) && beginsWithActivity(words, mains, at)) put(at, 'inherits');
  }
  const starts = [...breaks].sort(([a], [b]) => a - b);
  const clauses: Clause[] = [{ from: 0, to: starts[0]?.[0] ?? total, how: 'start' }];
  starts.forEach(([from, how], index) => {
    clauses.push({ from, to: starts[index + 1]?.[0] ?? total, how });
  });
  return clauses.filter(clause => clause.to > clause.from);
}
