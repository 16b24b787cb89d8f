import { AppError } from '../core/errors.ts';
import { storyId as storyIdOf } from '../core/ids.ts';
import type { Store, StoryDecision } from '../core/ports.ts';
import { compareText, itemTime } from '../core/story-groups.ts';
import type { Classification, Query, StoredItem } from '../core/types.ts';
import { type Week, weekOf } from '../query/iso-week.ts';
import { viewOf, type WeekView } from './export-weekly-view.ts';

/** Enough for the busiest week; a week with more says so instead of leaving items out. */
const MOST_ITEMS = 100_000;
/** Steps that a chain of placements is followed. */
const LONGEST_CHAIN = 1_000;
/** Stories asked for in one statement. */
const AT_ONCE = 5_000;

export interface WeekItems {
  /** Of the week itself, as it was known then, relevant or not. */
  readonly items: readonly StoredItem[];
  /** Of earlier weeks, found in this one. */
  readonly late: readonly StoredItem[];
  /** Relevant items that the query does not fit. */
  readonly unfit: number;
}

interface ItemDeps {
  readonly store: Pick<Store, 'items' | 'stories'>;
  readonly firstRead: string | null;
  readonly clock: () => Date;
  /** Tags for words that an item has no longer. */
  readonly classify: (item: StoredItem) => Promise<Classification>;
}

/** The query that every item of a week fits. */
export function queryOfWeek(query: Query, week: Week): Query {
  return { ...query, since: week.since, until: week.until, relevant: 'any', sort: 'new' };
}

/**
 * The items of a week that a query fits, with the words, tags and stories that they had when the week closed.
 * @throws AppError "too-many-items".
 */
export async function itemsOfWeek(
  deps: ItemDeps,
  view: WeekView,
  all: Query,
  query: Query | null,
): Promise<WeekItems> {
  const { store } = deps;
  const { week, knownBy, lateFrom } = view;
  const { total, items: stored } = await store.items.search(queryOfWeek(all, week), { limit: MOST_ITEMS });
  if (total > stored.length)
    throw new AppError(
      'too-many-items',
      `Week ${week.label} holds ${total} items, more than the ${MOST_ITEMS} that a report can hold.`,
    );
  const known = stored.filter(item => isKnown(item, knownBy));
  const late =
    lateFrom === null || knownBy === null
      ? []
      : (await store.items.seenLate({ since: lateFrom, until: knownBy, datedBefore: week.since })).filter(
          item => isLate(item, week, deps),
        );
  const fits = query === null ? null : await fitting(store, query, [...known, ...late]);
  const wanted = (item: StoredItem) => fits === null || fits.has(item.id);
  const unfit = [...known, ...late].filter(item => !wanted(item) && item.classification.relevant).length;
  return {
    items: await asKnown(deps, known.filter(wanted), knownBy),
    late: await asKnown(deps, late.filter(wanted), knownBy),
    unfit,
  };
}

function isKnown(item: StoredItem, knownBy: string | null): boolean {
  return knownBy === null || item.firstSeenAt < knownBy;
}

/** Whether the report of an item's own week was closed without it. */
function isLate(item: StoredItem, week: Week, deps: ItemDeps): boolean {
  const time = itemTime(item);
  if (time >= week.since) return false;
  const own = viewOf(weekOf(time, week.timeZone), deps.firstRead, deps.clock);
  return !isKnown(item, own.knownBy);
}

async function fitting(
  store: Pick<Store, 'items'>,
  query: Query,
  items: readonly StoredItem[],
): Promise<ReadonlySet<string>> {
  const open: Query = { ...query, since: null, until: null, relevant: 'any' };
  return store.items.matching(
    open,
    items.map(item => item.id),
  );
}

/** Items with their words and stories of then. */
async function asKnown(
  deps: ItemDeps,
  items: readonly StoredItem[],
  knownBy: string | null,
): Promise<readonly StoredItem[]> {
  if (knownBy === null) return items;
  const worded: StoredItem[] = [];
  for (const item of items) worded.push(item.version > 1 ? await wordsOfThen(deps, item, knownBy) : item);
  return storiesOfThen(deps.store, worded, knownBy);
}

/** An item whose source edited it later, with the words that it had, tagged again. */
async function wordsOfThen(deps: ItemDeps, item: StoredItem, knownBy: string): Promise<StoredItem> {
  const versions = await deps.store.items.versions(item.id);
  const then = versions.filter(one => one.seenAt < knownBy).sort((a, b) => b.version - a.version)[0];
  if (then === undefined || then.version === item.version) return item;
  const { version, title, text, textFrom, contentHash } = then;
  const older: StoredItem = { ...item, version, title, text, textFrom, contentHash, summary: null };
  return { ...older, classification: await deps.classify(older) };
}

/** Undoes what people merged and split since, newest decision first. */
async function storiesOfThen(
  store: Pick<Store, 'stories'>,
  items: readonly StoredItem[],
  knownBy: string,
): Promise<readonly StoredItem[]> {
  const ids = [...new Set(items.map(item => item.storyId))];
  const since: StoryDecision[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const decisions = await store.stories.decisions(ids.slice(from, from + AT_ONCE));
    since.push(...decisions.filter(decision => decision.at >= knownBy));
  }
  since.sort((a, b) => compareText(b.at, a.at));
  if (since.length === 0) return items;
  const stories = new Map(items.map(item => [item.id, item.storyId]));
  for (const { what, item, storyId, toStoryId } of since) {
    for (const [id, story] of stories) {
      if (story !== toStoryId) continue;
      if (what === 'split' ? id === item : (await openedBy(store, id)) === storyId) stories.set(id, storyId);
    }
  }
  return items.map(item => ({ ...item, storyId: stories.get(item.id) ?? item.storyId }));
}

/** The story that an item was placed into, before people decided anything. */
async function openedBy(store: Pick<Store, 'stories'>, itemId: string): Promise<string> {
  const seen = new Set<string>();
  let at = itemId;
  while (seen.size < LONGEST_CHAIN) {
    seen.add(at);
    const [place] = await store.stories.places([at]);
    const next = place?.toItem ?? null;
    if (next === null || seen.has(next)) break;
    at = next;
  }
  return storyIdOf(at);
}
