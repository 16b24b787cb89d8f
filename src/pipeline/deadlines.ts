import { DateTime } from 'luxon';
import { addToDay } from '../core/calendar-date.ts';
import type { Deadline, DeadlinesReport, DeadlinesRequest } from '../core/deadlines.ts';
import { AppError } from '../core/errors.ts';
import type { Clock, Store, StoryLink } from '../core/ports.ts';
import type { Query, StoredItem } from '../core/types.ts';
import { deadlinesOf, documentOf, oneLineEach } from './deadline-matters.ts';

interface DeadlineDeps {
  readonly store: Pick<Store, 'deadlines' | 'items' | 'stories'>;
  readonly clock: Clock;
  readonly timeZone: string;
  readonly parseQuery: (text: string) => Query;
}

const WITHIN = '90d';
/** Dates that are looked at: far more than fit on a page, few enough for memory. */
const MOST_DATES = 5_000;
const LIMIT = 500;

const UNITS: Readonly<Record<string, 'day' | 'week' | 'month' | 'year'>> = {
  d: 'day',
  w: 'week',
  m: 'month',
  y: 'year',
};

/**
 * What is due within a window, once per matter (a story and the stories that it is a stage or a newer text of). A date that a later item moved counts where it was
 * moved to. Today is the clock's, in the program's zone.
 */
export async function listDeadlines(
  { store, clock, timeZone, parseQuery }: DeadlineDeps,
  request: DeadlinesRequest,
): Promise<DeadlinesReport> {
  const today = DateTime.fromJSDate(clock(), { zone: timeZone }).toISODate();
  if (today === null) throw new AppError('usage', `"${timeZone}" is no time zone.`);
  const { from, to } = windowOf(request, today);
  const fits = itemFilter(request, parseQuery);
  const dates = await store.deadlines.between({ from, to: lastPossible(to), limit: MOST_DATES });
  const stories = [...new Set(dates.map(one => one.storyId))];
  const links = await linksAround(store, stories);
  const all = await store.deadlines.ofStories([
    ...stories,
    ...links.flatMap(link => [link.storyId, link.toStoryId]),
  ]);
  const items = await store.items.getAll([...new Set(all.map(one => one.itemId))]);
  const found: Deadline[] = [];
  for (const [matter, members] of byMatter(items, links)) {
    found.push(
      ...deadlinesOf(members, matter, today).filter(one => isWithin(one, { from, to }, request, today)),
    );
  }
  const wanted = oneLineEach(
    found.filter(fits).filter(one => request.kinds === undefined || request.kinds.includes(one.kind)),
  );
  const sign = request.passed === true ? -1 : 1;
  wanted.sort((a, b) => sign * (a.due < b.due ? -1 : a.due > b.due ? 1 : 0) || (a.title < b.title ? -1 : 1));
  return { today, from, to, deadlines: wanted.slice(0, request.limit ?? LIMIT) };
}

function windowOf(
  { within = WITHIN, passed = false }: DeadlinesRequest,
  today: string,
): { from: string; to: string } {
  const [, amount, unit] = /^(\d{1,4})([dwmy])$/.exec(within.trim().toLowerCase()) ?? [];
  const step = UNITS[unit ?? ''];
  if (amount === undefined || step === undefined) {
    throw new AppError('usage', `"${within}" is no length of time. Write "90d", "6w", "3m" or "1y".`);
  }
  return passed
    ? { from: addToDay(today, -Number(amount), step), to: addToDay(today, -1, 'day') }
    : { from: today, to: addToDay(today, Number(amount), step) };
}

/** A quarter or a year that begins within the window ends at most a year behind it. */
function lastPossible(to: string): string {
  return addToDay(to, 1, 'year');
}

function isWithin(
  one: Deadline,
  { from, to }: { readonly from: string; readonly to: string },
  { passed = false }: DeadlinesRequest,
  today: string,
): boolean {
  if (one.passed !== passed) return false;
  // "In the third quarter" is still to come in August.
  const due = !passed && one.due < today ? today : one.due;
  return due >= from && due <= to;
}

/** Names of places and topics are those of the query language. */
function itemFilter(
  { jurisdictions = [], topics = [] }: DeadlinesRequest,
  parseQuery: (text: string) => Query,
): (one: Deadline) => boolean {
  const field = (name: string, values: readonly string[]) =>
    values.length === 0 ? '' : `${name}:${values.map(value => `"${value.replaceAll('"', ' ')}"`).join(',')}`;
  const text = [field('jurisdiction', jurisdictions), field('topic', topics)]
    .filter(one => one !== '')
    .join(' ');
  if (text === '') return () => true;
  const query = parseQuery(text);
  const some = (wanted: readonly string[], given: readonly string[]) =>
    wanted.length === 0 || given.some(one => wanted.includes(one));
  return one => some(query.jurisdiction.include, one.jurisdictions) && some(query.topic.include, one.topics);
}

async function linksAround(
  store: DeadlineDeps['store'],
  stories: readonly string[],
): Promise<readonly StoryLink[]> {
  if (stories.length === 0) return [];
  const near = await store.stories.links(stories);
  const known = new Set(stories);
  const next = near.flatMap(link => [link.storyId, link.toStoryId]).filter(id => !known.has(id));
  if (next.length === 0) return near;
  // One step further: the rule, its draft, and the notice that moved the draft's date.
  return [...near, ...(await store.stories.links([...new Set(next)]))];
}

/** Items of linked stories together, with the ids of their stories. */
function byMatter(
  items: readonly StoredItem[],
  links: readonly StoryLink[],
): readonly (readonly [readonly string[], readonly StoredItem[]])[] {
  const parent = new Map<string, string>();
  const rootOf = (id: string): string => {
    let at = id;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    return at;
  };
  const join = (one: string, other: string) => {
    const [a, b] = [rootOf(one), rootOf(other)];
    if (a !== b) parent.set(a, b);
  };
  for (const { storyId, toStoryId } of links) join(storyId, toStoryId);
  // "Custody rule; extension of comment period" is about "Custody rule", linked or not.
  const documents = Map.groupBy(items, item => `${item.sourceId} ${documentOf(item.title).key ?? item.id}`);
  for (const [first, ...others] of documents.values()) {
    if (first === undefined || ![first, ...others].some(item => documentOf(item.title).isNotice)) continue;
    for (const other of others) join(first.storyId, other.storyId);
  }
  return Array.from(
    Map.groupBy(items, item => rootOf(item.storyId)).values(),
    members => [[...new Set(members.map(item => item.storyId))].sort(), members] as const,
  );
}
