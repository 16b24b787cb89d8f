import type { RawBuilder } from 'kysely';
import { AppError } from '../core/errors.ts';
import type { ItemStore, SearchPlace, SearchResult } from '../core/ports.ts';
import type { Query, StoredItem } from '../core/types.ts';
import { loadItems } from './item-read.ts';
import type { Db } from './schema.ts';
import type { SearchIndex, TextMatch } from './search-index.ts';
import { type Facet, toWanted, type Wanted } from './search-plan.ts';
import { countSql, type Driver, type Page, type Plan, pageSql, probeSql, rankSql } from './search-sql.ts';
import type { Totals } from './totals-sqlite.ts';

/** Facets are compared by counts that stop here, and only if all reach it, by counts that stop later. */
const PROBES = [500, 20_000];

/** A text with fewer matches than this is walked whatever the facets. */
const RARE_TEXT = 2_000;

/** A facet with fewer items than this is walked although there is text: each item then costs a look into the index. */
const NARROW_FACET = 200;

const NOTHING: SearchResult = { total: 0, items: [], next: null };

/** Search by words, facets and dates; the total is exact unless counting is to stop somewhere. `totals` must be null inside a transaction, which sees its own changes. */
export function createItemSearch(
  db: Db,
  index: SearchIndex,
  totals: Totals | null,
): Pick<ItemStore, 'search'> {
  return {
    async search(query, place) {
      const plan = await planSearch(db, query, index);
      if (plan === null) return NOTHING;
      const { limit } = place;
      const order = query.sort === 'old' ? 'asc' : 'desc';
      const ranked = query.sort === 'rank' && plan.driver.by === 'text';
      const start = await startOf(db, place, ranked);
      const offset = 'offset' in start ? start.offset : 0;
      const page: Page = { order, limit, offset };
      const from = 'after' in start ? behind(plan, start.after, order) : plan;
      const ids = await rowsOf(db, ranked ? rankSql(plan, page, index) : pageSql(from, page, index));
      const complete = !('after' in start) && ids.length < limit && (offset === 0 || ids.length > 0);
      const { countTo } = place;
      const count = async () =>
        countTo === undefined
          ? countAll(db, plan, index)
          : (await rowsOf(db, pageSql(plan, { order: 'desc', limit: countTo, offset: 0 }, index))).length;
      // The order does not change the number.
      const key = JSON.stringify({ ...query, sort: null, countTo });
      const counted = () => (totals === null ? count() : totals.of(key, count));
      const total = complete ? offset + ids.length : await counted();
      const items = await loadItems(
        db,
        ids.map(row => row.id),
      );
      return { total, items, next: nextOf(items, place, ranked ? offset : null) };
    },
  };
}

/** Where a page begins: at an offset, or behind a row. */
type Start = { readonly offset: number } | { readonly after: number };

/** A page by rank is found by its offset, any other by the item before it. */
async function startOf(db: Db, { offset = 0, cursor }: SearchPlace, ranked: boolean): Promise<Start> {
  if (cursor === undefined) return { offset };
  const [, at] = /^at-(\d{1,9})$/.exec(cursor) ?? [];
  if (ranked && at !== undefined) return { offset: Number(at) };
  const [, id] = /^after-([0-9a-z]{1,40})$/.exec(cursor) ?? [];
  const row =
    id === undefined || ranked
      ? undefined
      : await db.selectFrom('items').select('id').where('public_id', '=', id).executeTakeFirst();
  if (row !== undefined) return { after: row.id };
  throw new AppError(
    'cursor',
    'This cursor does not belong to this search: leave it out to begin at the first page.',
  );
}

function behind(plan: Plan, after: number, order: Page['order']): Plan {
  const { from, to } = plan.wanted.range;
  const range =
    order === 'desc' ? { from, to: Math.min(to, after) } : { from: Math.max(from, after + 1), to };
  return { ...plan, wanted: { ...plan.wanted, range } };
}

function nextOf(
  items: readonly StoredItem[],
  { limit }: SearchPlace,
  rankedFrom: number | null,
): string | null {
  const last = items.at(-1);
  if (last === undefined || items.length < limit) return null;
  return rankedFrom === null ? `after-${last.id}` : `at-${rankedFrom + items.length}`;
}

/** How a query is going to be answered; null when nothing can match. */
export async function planSearch(db: Db, query: Query, index: SearchIndex): Promise<Plan | null> {
  const text = index.toMatch(query.terms);
  if (text === null) return null;
  const wanted = await resolveWanted(db, query);
  if (wanted === null) return null;
  const facets = wanted.facets.filter(facet => facet.include.length > 0);
  if (text.positive === null) {
    const facet = await narrowest(db, wanted, facets, PROBES, index);
    const driver: Driver = facet === null ? { by: 'date' } : { by: 'facet', facet: facet.facet };
    return { wanted, driver, text };
  }
  const expression = text.negative === null ? text.positive : `(${text.positive}) NOT (${text.negative})`;
  const byText: Driver = { by: 'text', expression };
  if (facets.length > 0 && query.sort !== 'rank') {
    const matches = await one(db, probeSql(wanted, byText, RARE_TEXT, index));
    if (matches >= RARE_TEXT) {
      const found = await narrowest(db, wanted, facets, [NARROW_FACET], index, true);
      if (found !== null && found.count < NARROW_FACET) {
        return { wanted, driver: { by: 'facet', facet: found.facet }, text };
      }
    }
  }
  return { wanted, driver: byText, text };
}

async function narrowest(
  db: Db,
  wanted: Wanted,
  facets: readonly Facet[],
  probes: readonly number[],
  index: SearchIndex,
  always = false,
): Promise<{ readonly facet: Facet; readonly count: number } | null> {
  const [first] = facets;
  if (first === undefined) return null;
  if (facets.length === 1 && !always) return { facet: first, count: Number.POSITIVE_INFINITY };
  let best = { facet: first, count: Number.POSITIVE_INFINITY };
  for (const limit of probes) {
    for (const facet of facets) {
      const count = await one(db, probeSql(wanted, { by: 'facet', facet }, limit, index));
      if (count < best.count) best = { facet, count };
    }
    if (best.count < limit) break;
    best = { ...best, count: Number.POSITIVE_INFINITY };
  }
  return best;
}

/** Ids of the sources that have items and fit a list of ids and prefixes ("hk/*"). */
async function resolveSources(db: Db, patterns: readonly string[]): Promise<string[]> {
  const ids = new Set<string>();
  for (const pattern of patterns) {
    if (!pattern.endsWith('*')) {
      ids.add(pattern);
      continue;
    }
    const prefix = pattern.slice(0, -1);
    const rows = await db
      .selectFrom('item_sources')
      .select('source_id')
      .where('source_id', '>=', prefix)
      .where('source_id', '<', `${prefix}\uffff`)
      .execute();
    for (const row of rows) ids.add(row.source_id);
  }
  return [...ids];
}

/** The facets of a query with its source patterns and beginnings of story ids resolved; null when one of them fits nothing. */
export async function resolveWanted(db: Db, query: Query): Promise<Wanted | null> {
  const sources = {
    include: await resolveSources(db, query.source.include),
    exclude: await resolveSources(db, query.source.exclude),
  };
  const stories = {
    include: await resolveStories(db, query.story.include),
    exclude: await resolveStories(db, query.story.exclude),
  };
  const nothing =
    (query.source.include.length > 0 && sources.include.length === 0) ||
    (query.story.include.length > 0 && stories.include.length === 0);
  return nothing ? null : toWanted(query, sources, stories);
}

/** Stories that one beginning of an id may stand for: more are no answer to anything. */
const MOST_STORIES = 50;

/** Ids of the stories that begin so. */
async function resolveStories(db: Db, beginnings: readonly string[]): Promise<string[]> {
  const ids = new Set<string>();
  for (const beginning of beginnings) {
    const rows = await db
      .selectFrom('stories')
      .select('id')
      .where('id', '>=', beginning)
      .where('id', '<', `${beginning}\uffff`)
      .limit(MOST_STORIES)
      .execute();
    for (const row of rows) ids.add(row.id);
  }
  return [...ids];
}

/** Words that must not occur are counted, not looked for in each item: all less those that have one. */
async function countAll(db: Db, plan: Plan, index: SearchIndex): Promise<number> {
  const { positive, negative } = plan.text;
  if (positive !== null || negative === null) return one(db, countSql(plan, index));
  const without: TextMatch = { positive: null, negative: null };
  const everything = await one(db, countSql({ ...plan, text: without }, index));
  const driver: Driver = { by: 'text', expression: negative };
  return everything - (await one(db, countSql({ wanted: plan.wanted, driver, text: without }, index)));
}

async function rowsOf<T>(db: Db, query: RawBuilder<T>): Promise<T[]> {
  return (await query.execute(db)).rows;
}

async function one(db: Db, query: RawBuilder<{ n: number }>): Promise<number> {
  return (await query.execute(db)).rows[0]?.n ?? 0;
}
