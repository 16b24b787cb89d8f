import type { ItemStore } from '../core/ports.ts';
import { effectiveSecond, firstIdOf } from './item-ids.ts';
import { deleteLinks, insertLinks } from './item-links.ts';
import { loadItems } from './item-read.ts';
import { toIndexEntry } from './item-rows.ts';
import type { Session } from './schema.ts';
import type { SearchIndex } from './search-index.ts';

/** Going through all items, and giving one other tags while its words stay: what tagging stored history again takes. */
export function createItemRetag(
  { db, write }: Session,
  search: SearchIndex,
): Pick<ItemStore, 'walk' | 'retag'> {
  return {
    async walk({ before, since, limit }) {
      const rows = await db
        .selectFrom('items')
        .select('id')
        .$if(before !== null, query => query.where('id', '<', before ?? 0))
        .$if(since !== null, query => query.where('id', '>=', firstIdOf(effectiveSecond(null, since ?? ''))))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      const items = await loadItems(
        db,
        rows.map(row => row.id),
      );
      return rows.flatMap(({ id }, at) => {
        const item = items[at];
        return item === undefined ? [] : [{ place: id, item }];
      });
    },

    async retag(id, classification) {
      await write(async tx => {
        const row = await tx
          .selectFrom('items')
          .select(['id', 'relevant'])
          .where('public_id', '=', id)
          .executeTakeFirst();
        if (row === undefined) return;
        const [item] = await loadItems(tx, [row.id]);
        if (item === undefined) return;
        const relevant = classification.relevant ? 1 : 0;
        await deleteLinks(tx, { id: row.id, classification: item.classification });
        await tx
          .updateTable('items')
          .set({ kind: classification.kind.id, relevant, relevance: classification.relevance })
          .where('id', '=', row.id)
          .execute();
        await tx
          .updateTable('item_tags')
          .set({ model: classification.model, classification: JSON.stringify(classification) })
          .where('item_id', '=', row.id)
          .execute();
        await insertLinks(tx, [{ id: row.id, classification }]);
        if (relevant === row.relevant) return;
        // Relevant items and the rest have their marks and their words in different places.
        await tx
          .updateTable('item_marks')
          .set({ relevant })
          .where('item_id', '=', row.id)
          .where('code', 'in', ['edited', 'historic', 'duplicate', 'unconfirmed'])
          .where('relevant', '=', row.relevant)
          .execute();
        await search.remove(tx, row);
        await search.add(tx, [toIndexEntry(row.id, { article: item, classification })]);
      });
    },
  };
}
