import { sql } from 'kysely';
import type { StatisticsStore, TimeSpan } from '../core/ports.ts';
import type { StoryLag } from '../core/statistics.ts';
import { TOPICS, type Topic } from '../core/types.ts';
import { firstIdOf, secondOf } from './item-ids.ts';
import { chunked } from './rows.ts';
import type { Db, Session } from './schema.ts';
import type { SearchIndex } from './search-index.ts';
import { countFacets } from './statistics-facets.ts';

/** Numbers over what is stored. Ids are in the order of dates, so every span is one range of a key. */
export function createStatistics({ db }: Session, index: SearchIndex): StatisticsStore {
  return {
    async perSpan(spans, of) {
      const counts: number[] = [];
      for (const span of spans) {
        const { from, to } = idRange(span);
        const rows =
          of === null
            ? db
                .selectFrom('items')
                .where('relevant', '=', 1)
                .where('id', '>=', from)
                .where('id', '<', to)
                .select(({ fn }) => fn.countAll<number>().as('n'))
            : db
                .selectFrom('topic' in of ? 'item_topics' : 'item_jurisdictions')
                .where('code', '=', 'topic' in of ? of.topic : of.jurisdiction)
                .where('relevant', '=', 1)
                .where('item_id', '>=', from)
                .where('item_id', '<', to)
                .select(({ fn }) => fn.countAll<number>().as('n'));
        counts.push((await rows.executeTakeFirstOrThrow()).n);
      }
      return counts;
    },

    async topicsPerSpan(spans) {
      const counts: ReadonlyMap<Topic, number>[] = [];
      for (const span of spans) {
        const { from, to } = idRange(span);
        const rows = await db
          .selectFrom('item_topics')
          .where('code', 'in', TOPICS)
          .where('relevant', '=', 1)
          .where('item_id', '>=', from)
          .where('item_id', '<', to)
          .groupBy('code')
          .select(({ fn }) => ['code', fn.countAll<number>().as('n')])
          .execute();
        counts.push(new Map(rows.flatMap(row => (isTopic(row.code) ? [[row.code, row.n]] : []))));
      }
      return counts;
    },

    async heat(since) {
      const from = firstIdOf(Math.ceil(Date.parse(since) / 1000));
      const codes = await jurisdictionCodes(db);
      if (codes.length === 0) return [];
      const placed = await db
        .selectFrom('item_jurisdictions')
        .where('code', 'in', codes)
        .where('relevant', '=', 1)
        .where('item_id', '>=', from)
        .where('role', '=', 'primary')
        .select(['code', 'item_id'])
        .execute();
      const about = await db
        .selectFrom('item_topics')
        .where('code', 'in', TOPICS)
        .where('relevant', '=', 1)
        .where('item_id', '>=', from)
        .select(['code', 'item_id'])
        .execute();
      const topicsOf = Map.groupBy(about, row => row.item_id);
      const cells = new Map<string, Map<Topic, number>>();
      for (const { code, item_id } of placed) {
        const row = cells.get(code) ?? new Map<Topic, number>();
        cells.set(code, row);
        for (const topic of topicsOf.get(item_id) ?? []) {
          if (isTopic(topic.code)) row.set(topic.code, (row.get(topic.code) ?? 0) + 1);
        }
      }
      return [...cells].flatMap(([jurisdiction, row]) =>
        [...row].map(([topic, items]) => ({ jurisdiction, topic, items })),
      );
    },

    facets: (query, most) => countFacets(db, index, query, most),
    lags: (since, most) => pressLags(db, since, most),
  };
}

function idRange({ since, until }: TimeSpan): { readonly from: number; readonly to: number } {
  const id = (instant: string) => firstIdOf(Math.ceil(Date.parse(instant) / 1000));
  return { from: id(since), to: id(until) };
}

const KNOWN_TOPICS: ReadonlySet<string> = new Set(TOPICS);
function isTopic(code: string): code is Topic {
  return KNOWN_TOPICS.has(code);
}

/** The codes that occur, each found by one step in the key instead of a walk over all rows. */
async function jurisdictionCodes(db: Db): Promise<string[]> {
  const { rows } = await sql<{ code: string | null }>`
    with recursive found (code) as (
      select min(code) from item_jurisdictions
      union all
      select (select min(code) from item_jurisdictions where code > found.code) from found where found.code is not null
    )
    select code from found where code is not null`.execute(db);
  return rows.flatMap(row => row.code ?? []);
}

/** Only instants are compared: a day says nothing about hours. */
async function pressLags(db: Db, since: string, most: number): Promise<StoryLag[]> {
  const stories = await db
    .selectFrom('stories')
    .select('id')
    .where('last_item_at', '>=', since)
    .where('confirmed', '=', 1)
    .where('items', '>', 1)
    .orderBy('last_item_at', 'desc')
    .limit(most)
    .execute();
  const lags: StoryLag[] = [];
  for (const group of chunked(stories.map(story => story.id))) {
    const rows = await db
      .selectFrom('items as i')
      .innerJoin('item_versions as v', join =>
        join.onRef('v.item_id', '=', 'i.id').onRef('v.version', '=', 'i.version'),
      )
      .where('i.story_id', 'in', group)
      .where('v.date_precision', '=', 'instant')
      .select(['i.id', 'i.story_id', 'i.tier'])
      .execute();
    for (const [storyId, items] of Map.groupBy(rows, row => row.story_id)) {
      const official = firstOf(items.filter(item => item.tier === 'official'));
      const press = firstOf(items.filter(item => item.tier === 'press'));
      if (official === null || press === null) continue;
      lags.push({
        storyId,
        at: new Date(official * 1000).toISOString(),
        minutes: Math.round((press - official) / 60),
      });
    }
  }
  return lags;
}

/** The second of the earliest of some items. */
function firstOf(items: readonly { readonly id: number }[]): number | null {
  return items.length === 0 ? null : items.reduce((least, { id }) => Math.min(least, secondOf(id)), Infinity);
}
