import { setImmediate } from 'node:timers/promises';
import { type Selectable, sql } from 'kysely';
import type { ItemStore, ItemVersion } from '../core/ports.ts';
import type { Classification, ItemKey, StoredItem, Tier } from '../core/types.ts';
import { chunked } from './rows.ts';
import type { Db, ItemTable, ItemVersionTable } from './schema.ts';

const PREFIX_LENGTH = 4;
const TIER_ORDER: Readonly<Record<Tier, number>> = {
  official: 0,
  'standard-setter': 1,
  press: 2,
  'law-firm': 2,
};

/** The items with these row ids, in the order given. */
export async function loadItems(db: Db, ids: readonly number[]): Promise<StoredItem[]> {
  const items: StoredItem[] = [];
  for (const group of chunked(ids)) {
    // Statements run at once; between long ones the rest of the process gets its turn.
    if (items.length > 0) await setImmediate();
    const rows = await db
      .selectFrom('items as i')
      .innerJoin('item_versions as v', join =>
        join.onRef('v.item_id', '=', 'i.id').onRef('v.version', '=', 'i.version'),
      )
      .innerJoin('item_tags as t', 't.item_id', 'i.id')
      .selectAll('v')
      .select([
        'i.id',
        'i.public_id',
        'i.source_id',
        'i.story_id',
        'i.relation',
        'i.tier',
        'i.historic',
        'i.first_seen_at',
        'i.last_seen_at',
        't.classification',
      ])
      .where('i.id', 'in', group)
      .execute();
    const keys = await db
      .selectFrom('item_keys')
      .select(['item_id', 'key'])
      .where('item_id', 'in', group)
      .orderBy('position')
      .execute();
    const keysOf = Map.groupBy(keys, row => row.item_id);
    const byId = new Map(
      rows.map(row => [
        row.id,
        toItem(
          row,
          (keysOf.get(row.id) ?? []).map(({ key }) => key as ItemKey),
        ),
      ]),
    );
    for (const id of group) {
      const item = byId.get(id);
      if (item !== undefined) items.push(item);
    }
  }
  return items;
}

type ItemRow = Selectable<ItemVersionTable> &
  Pick<
    Selectable<ItemTable>,
    | 'id'
    | 'public_id'
    | 'source_id'
    | 'story_id'
    | 'relation'
    | 'tier'
    | 'historic'
    | 'first_seen_at'
    | 'last_seen_at'
  > & { readonly classification: string };

function toItem(row: ItemRow, keys: readonly ItemKey[]): StoredItem {
  return {
    id: row.public_id,
    sourceId: row.source_id,
    keys,
    url: row.url,
    canonicalUrl: row.canonical_url,
    title: row.title,
    summary: row.summary,
    publishedAt: row.published_at,
    datePrecision: row.date_precision,
    dateFrom: row.date_from,
    updatedAt: row.updated_at,
    language: row.language,
    authors: JSON.parse(row.authors),
    categories: JSON.parse(row.categories),
    text: row.text,
    textFrom: row.text_from,
    contentHash: row.content_hash,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    version: row.version,
    storyId: row.story_id,
    relation: row.relation,
    tier: row.tier,
    historic: row.historic === 1,
    classification: parseClassification(row.classification),
  };
}

/** The tags of an item as they were written; items tagged before a kind of tag existed have none of it. */
export function parseClassification(json: string): Classification {
  return { requirements: [], entities: [], ...JSON.parse(json) };
}

type Reads = Pick<ItemStore, 'get' | 'getAll' | 'versions' | 'ofStory' | 'news' | 'wantedPages' | 'count'>;

/** The plain look-ups of items. */
export function createItemReads(db: Db): Reads {
  const load = (rows: readonly { readonly id: number }[]) =>
    loadItems(
      db,
      rows.map(row => row.id),
    );
  return {
    async get(idOrPrefix) {
      const wanted = idOrPrefix.trim().toLowerCase();
      const exact = await db.selectFrom('items').select('id').where('public_id', '=', wanted).execute();
      if (exact.length === 1) return (await load(exact))[0] ?? null;
      if (wanted.length < PREFIX_LENGTH) return null;
      const similar = await db
        .selectFrom('items')
        .select('id')
        .where('public_id', '>=', wanted)
        .where('public_id', '<', `${wanted}\uffff`)
        .limit(2)
        .execute();
      return similar.length === 1 ? ((await load(similar))[0] ?? null) : null;
    },

    async getAll(ids) {
      const rowIds = new Map<string, number>();
      for (const group of chunked(ids)) {
        const rows = await db
          .selectFrom('items')
          .select(['id', 'public_id'])
          .where('public_id', 'in', group)
          .execute();
        for (const row of rows) rowIds.set(row.public_id, row.id);
      }
      return loadItems(
        db,
        ids.flatMap(id => rowIds.get(id) ?? []),
      );
    },

    async versions(id) {
      const rows = await db
        .selectFrom('items as i')
        .innerJoin('item_versions as v', 'v.item_id', 'i.id')
        .select(['v.version', 'v.title', 'v.text', 'v.text_from', 'v.content_hash', 'v.seen_at'])
        .where('i.public_id', '=', id)
        .orderBy('v.version')
        .execute();
      return rows.map(
        (row): ItemVersion => ({
          version: row.version,
          title: row.title,
          text: row.text,
          textFrom: row.text_from,
          contentHash: row.content_hash,
          seenAt: row.seen_at,
        }),
      );
    },

    async ofStory(storyId) {
      const rows = await db
        .selectFrom('items')
        .select(['id', 'tier'])
        .where('story_id', '=', storyId)
        .orderBy('id')
        .execute();
      return load(rows.toSorted((a, b) => TIER_ORDER[a.tier] - TIER_ORDER[b.tier]));
    },

    async news(after) {
      const { newest } = await db
        .selectFrom('news')
        .select(({ fn }) => fn.max('seq').as('newest'))
        .executeTakeFirstOrThrow();
      const upTo = newest ?? 0;
      const rows = await db
        .selectFrom('news as n')
        .innerJoin('items as i', 'i.id', 'n.item_id')
        .select('i.id')
        .where('n.seq', '>', after)
        .where('n.seq', '<=', upTo)
        .where('i.relevant', '=', 1)
        .orderBy('n.seq')
        .execute();
      return { items: await load(rows), upTo };
    },

    async wantedPages(sourceId, limit) {
      const rows = await db
        .selectFrom('items')
        .select('id')
        .where('source_id', '=', sourceId)
        // A literal, so that the partial index on wanted pages is used.
        .where(sql<boolean>`page_state = 'wanted'`)
        .orderBy('id')
        .limit(limit)
        .execute();
      return load(rows);
    },

    async count() {
      const { items } = await db
        .selectFrom('items')
        .select(({ fn }) => fn.countAll<number>().as('items'))
        .executeTakeFirstOrThrow();
      const { relevant } = await db
        .selectFrom('items')
        .select(({ fn }) => fn.countAll<number>().as('relevant'))
        .where('relevant', '=', 1)
        .executeTakeFirstOrThrow();
      const { stories } = await db
        .selectFrom('stories')
        .select(({ fn }) => fn.countAll<number>().as('stories'))
        .executeTakeFirstOrThrow();
      return { items, relevant, stories };
    },
  };
}
