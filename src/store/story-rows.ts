import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { StoryProbe } from '../core/ports.ts';
import type { Tier } from '../core/types.ts';
import { deleteMarks } from './item-links.ts';
import { chunked, insertable } from './rows.ts';
import type { Db } from './schema.ts';

/** The numbers under which items that share a URL, words or a title find each other: 48 bits of SHA-256; readers check the real values. */
export function storyKeys(probe: StoryProbe): number[] {
  const keys = [`content ${probe.contentHash}`];
  if (probe.canonicalUrl !== null) keys.push(`url ${probe.canonicalUrl}`);
  if (probe.titleKey !== null) keys.push(`title ${probe.titleKey}`);
  return keys.map(key => createHash('sha256').update(key).digest().readUIntBE(0, 6));
}

/** Whether an item of this tier makes its story more than press talk. */
export function confirms(tier: Tier): boolean {
  return tier === 'official' || tier === 'standard-setter';
}

export interface StoryArrival {
  readonly storyId: string;
  /** Public id of the item. */
  readonly item: string;
  readonly tier: Tier;
  /** When the item is dated. */
  readonly at: string;
}

/**
 * Opens or extends the stories that new items belong to; a story that becomes confirmed takes the "unconfirmed" mark off its items. Returns the
 * stories that are confirmed now.
 */
export async function extendStories(
  tx: Db,
  arrivals: readonly StoryArrival[],
  seenAt: string,
): Promise<ReadonlySet<string>> {
  const byStory = Map.groupBy(arrivals, arrival => arrival.storyId);
  const before = await confirmedOf(tx, [...byStory.keys()]);
  const rows = Array.from(byStory, ([id, items]) => {
    const dates = items.map(item => item.at).sort();
    return {
      id,
      items: items.length,
      confirmed: items.some(item => confirms(item.tier)) ? 1 : 0,
      opened_at: dates[0] ?? '',
      last_item_at: dates.at(-1) ?? '',
    };
  });
  for (const group of insertable(rows)) {
    await tx
      .insertInto('stories')
      .values(group)
      .onConflict(conflict =>
        conflict.column('id').doUpdateSet({
          items: sql`stories.items + excluded.items`,
          confirmed: sql`case when excluded.confirmed = 1 then 1 else stories.confirmed end`,
          opened_at: sql`case when excluded.opened_at < stories.opened_at then excluded.opened_at else stories.opened_at end`,
          last_item_at: sql`case when excluded.last_item_at > stories.last_item_at then excluded.last_item_at else stories.last_item_at end`,
        }),
      )
      .execute();
  }
  await keepConfirmations(
    tx,
    Array.from(byStory, ([id, items]) => ({
      story_id: id,
      item: before.get(id) === false ? (items.find(item => confirms(item.tier))?.item ?? '') : '',
      at: seenAt,
    })).filter(row => row.item !== ''),
  );
  const confirmedNow = rows.filter(row => row.confirmed === 1).map(row => row.id);
  await clearUnconfirmed(
    tx,
    confirmedNow.filter(id => before.get(id) === false),
  );
  const confirmed = new Set(confirmedNow);
  for (const [id, was] of before) if (was) confirmed.add(id);
  return confirmed;
}

/** Takes the "unconfirmed" mark off all items of some stories. */
async function clearUnconfirmed(tx: Db, storyIds: readonly string[]): Promise<void> {
  for (const ids of chunked(storyIds)) {
    const items = await tx.selectFrom('items').select('id').where('story_id', 'in', ids).execute();
    for (const group of chunked(items)) {
      await deleteMarks(
        tx,
        group.map(item => item.id),
        ['unconfirmed'],
      );
    }
  }
}

/** A story is confirmed once: what said so first stays. */
export async function keepConfirmations(
  tx: Db,
  rows: readonly { readonly story_id: string; readonly item: string; readonly at: string }[],
): Promise<void> {
  for (const group of insertable(rows)) {
    await tx
      .insertInto('story_confirmations')
      .values(group)
      .onConflict(conflict => conflict.doNothing())
      .execute();
  }
}

/** Makes a story confirmed when an item of it turns out to be official. */
export async function confirmStory(tx: Db, storyId: string): Promise<void> {
  await tx.updateTable('stories').set({ confirmed: 1 }).where('id', '=', storyId).execute();
  await clearUnconfirmed(tx, [storyId]);
}

/** Which of some stories exist, and whether they are confirmed. */
export async function confirmedOf(tx: Db, ids: readonly string[]): Promise<Map<string, boolean>> {
  const known = new Map<string, boolean>();
  for (const group of chunked(ids)) {
    const rows = await tx
      .selectFrom('stories')
      .select(['id', 'confirmed'])
      .where('id', 'in', group)
      .execute();
    for (const row of rows) known.set(row.id, row.confirmed === 1);
  }
  return known;
}
