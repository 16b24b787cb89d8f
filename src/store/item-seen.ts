import type { ItemStore } from '../core/ports.ts';
import { firstIdOf } from './item-ids.ts';
import { insertKeys } from './item-insert.ts';
import { loadItems } from './item-read.ts';
import { chunked } from './rows.ts';
import type { Session } from './schema.ts';

/** Marks what a read found again, and what became of pages that were to be fetched; tells what was found late. */
export function createItemSeen({ db, write }: Session): Pick<ItemStore, 'seen' | 'seenLate' | 'pageTried'> {
  return {
    async seenLate({ since, until, datedBefore }) {
      const rows = await db
        .selectFrom('items')
        .select('id')
        .where('relevant', 'in', [0, 1])
        .where('first_seen_at', '>=', since)
        .where('first_seen_at', '<', until)
        .where('historic', '=', 0)
        .where('id', '<', firstIdOf(Math.ceil(Date.parse(datedBefore) / 1000)))
        .orderBy('id')
        .execute();
      return loadItems(
        db,
        rows.map(row => row.id),
      );
    },

    async seen(items, at) {
      await write(async tx => {
        for (const group of chunked(items)) {
          const rows = await tx
            .selectFrom('items')
            .select(['id', 'public_id', 'source_id', 'last_seen_at'])
            .where(
              'public_id',
              'in',
              group.map(item => item.id),
            )
            .execute();
          const older = rows.filter(row => row.last_seen_at < at).map(row => row.id);
          if (older.length > 0) {
            await tx.updateTable('items').set({ last_seen_at: at }).where('id', 'in', older).execute();
          }
          const byId = new Map(rows.map(row => [row.public_id, row]));
          await insertKeys(
            tx,
            group.flatMap(({ id, keys }) => {
              const row = byId.get(id);
              if (row === undefined) return [];
              return keys.map((key, position) => ({
                source_id: row.source_id,
                key,
                item_id: row.id,
                position,
              }));
            }),
          );
        }
      });
    },

    async pageTried(id, done, maxTries) {
      await write(async tx => {
        const row = await tx
          .selectFrom('items')
          .select(['id', 'page_tries'])
          .where('public_id', '=', id)
          .where('page_state', '=', 'wanted')
          .executeTakeFirst();
        if (row === undefined) return;
        const tries = row.page_tries + 1;
        const givenUp = tries >= maxTries ? 'given-up' : 'wanted';
        await tx
          .updateTable('items')
          .set({ page_tries: tries, page_state: done ? 'done' : givenUp })
          .where('id', '=', row.id)
          .execute();
      });
    },
  };
}
