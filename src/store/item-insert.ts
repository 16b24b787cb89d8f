import { setImmediate } from 'node:timers/promises';
import type { ItemRecord, ItemStore } from '../core/ports.ts';
import { chooseIds, effectiveSecond, wantedId } from './item-ids.ts';
import { insertLinks, insertMarks } from './item-links.ts';
import { toIndexEntry, toItemRow, toProbe, toVersionRow } from './item-rows.ts';
import { chunked, insertable } from './rows.ts';
import type { Db, Session } from './schema.ts';
import type { SearchIndex } from './search-index.ts';
import { insertPlacements } from './story-placements.ts';
import { extendStories, storyKeys } from './story-rows.ts';

/** Items per round of statements: bounds memory, and how long one statement holds the event loop. */
const BATCH = 200;

interface Row {
  readonly id: number;
  readonly record: ItemRecord;
}

/** Stores new items with all that belongs to them. */
export function createItemInsert({ write }: Session, search: SearchIndex): Pick<ItemStore, 'insert'> {
  return {
    insert: (records, seenAt) =>
      write(async tx => {
        const stored: string[] = [];
        for (const batch of chunked(records, BATCH)) {
          const rows = await chooseRows(tx, batch, seenAt);
          await insertRows(tx, rows, seenAt, search);
          const ids = new Set(rows.map(row => row.record.article.id));
          for (const id of batch.map(record => record.article.id)) if (ids.delete(id)) stored.push(id);
          // Statements run at once; between batches the rest of the process gets its turn.
          await setImmediate();
        }
        return stored;
      }),
  };
}

/** The records whose id is not in the database, once each, with their row ids, in the order of those. */
async function chooseRows(tx: Db, records: readonly ItemRecord[], seenAt: string): Promise<Row[]> {
  const byId = new Map<string, ItemRecord>();
  for (const record of records) if (!byId.has(record.article.id)) byId.set(record.article.id, record);
  const known = await tx
    .selectFrom('items')
    .select('public_id')
    .where('public_id', 'in', [...byId.keys()])
    .execute();
  for (const { public_id } of known) byId.delete(public_id);
  const fresh = [...byId.values()];
  const ids = await chooseIds(
    fresh.map(({ article }) => wantedId(effectiveSecond(article.publishedAt, seenAt), article.id)),
    wanted => idsInUse(tx, wanted),
  );
  return fresh.map((record, index): Row => ({ id: ids[index] ?? 0, record })).sort((a, b) => a.id - b.id);
}

/** Which of some row ids are taken. */
export async function idsInUse(tx: Db, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const taken = new Set<number>();
  for (const group of chunked(ids)) {
    const rows = await tx.selectFrom('items').select('id').where('id', 'in', group).execute();
    for (const row of rows) taken.add(row.id);
  }
  return taken;
}

async function insertRows(tx: Db, rows: readonly Row[], seenAt: string, search: SearchIndex): Promise<void> {
  if (rows.length === 0) return;
  const confirmed = await extendStories(
    tx,
    rows.map(({ record }) => ({
      storyId: record.placement.storyId,
      item: record.article.id,
      tier: record.tier,
      at: record.article.publishedAt ?? seenAt,
    })),
    seenAt,
  );
  await insertSources(tx, rows);
  for (const group of insertable(rows.map(({ id, record }) => toItemRow(id, record, seenAt)))) {
    await tx.insertInto('items').values(group).execute();
  }
  for (const group of insertable(rows.map(({ id, record }) => toVersionRow(id, 1, record.article, seenAt)))) {
    await tx.insertInto('item_versions').values(group).execute();
  }
  const tags = rows.map(({ id, record }) => ({
    item_id: id,
    model: record.classification.model,
    classification: JSON.stringify(record.classification),
  }));
  for (const group of insertable(tags)) await tx.insertInto('item_tags').values(group).execute();
  await insertKeys(
    tx,
    rows.flatMap(({ id, record }) =>
      record.article.keys.map((key, position) => ({
        source_id: record.article.sourceId,
        key,
        item_id: id,
        position,
      })),
    ),
  );
  await insertStoryKeys(tx, rows);
  await insertPlacements(tx, rows, seenAt);
  await insertLinks(
    tx,
    rows.map(({ id, record }) => ({ id, classification: record.classification })),
  );
  await insertMarks(
    tx,
    rows.map(({ id, record }) => ({
      id,
      relevant: record.classification.relevant ? 1 : 0,
      version: 1,
      historic: record.historic,
      duplicate: record.placement.relation === 'duplicate',
      unconfirmed: !confirmed.has(record.placement.storyId),
    })),
  );
  await insertNews(
    tx,
    rows
      .filter(({ record }) => record.classification.relevant && !record.historic)
      .map(({ id }) => ({ item_id: id })),
  );
  await search.add(
    tx,
    rows.map(({ id, record }) => toIndexEntry(id, record)),
  );
}

/** Gives items their place in the order of news. An item is news once: a place that it has already stays. */
export async function insertNews(tx: Db, rows: readonly { item_id: number }[]): Promise<void> {
  for (const group of insertable(rows)) {
    await tx
      .insertInto('news')
      .values(group)
      .onConflict(conflict => conflict.doNothing())
      .execute();
  }
}

async function insertSources(tx: Db, rows: readonly Row[]): Promise<void> {
  const sources = new Set(rows.map(row => row.record.article.sourceId));
  await tx
    .insertInto('item_sources')
    .values(Array.from(sources, source_id => ({ source_id })))
    .onConflict(conflict => conflict.doNothing())
    .execute();
}

/** Keys belong to the first item that had them. */
export async function insertKeys(
  tx: Db,
  rows: readonly { source_id: string; key: string; item_id: number; position: number }[],
): Promise<void> {
  for (const group of insertable(rows)) {
    await tx
      .insertInto('item_keys')
      .values(group)
      .onConflict(conflict => conflict.doNothing())
      .execute();
  }
}

async function insertStoryKeys(tx: Db, rows: readonly Row[]): Promise<void> {
  const keys = rows
    .flatMap(({ id, record }) => storyKeys(toProbe(record.article)).map(key => ({ key, item_id: id })))
    .sort((a, b) => a.key - b.key);
  for (const group of insertable(keys)) {
    await tx
      .insertInto('story_keys')
      .values(group)
      .onConflict(conflict => conflict.doNothing())
      .execute();
  }
}
