import type { Selectable } from 'kysely';
import type { Follow, FollowStore } from '../core/ports.ts';
import type { FollowTable } from './follow-tables.ts';
import type { Session } from './schema.ts';

/** Followed stories. */
export function createFollows({ db, write }: Session): FollowStore {
  return {
    add: ({ target, storyId, itemId, who, locale, at }) =>
      write(async tx => {
        const { numInsertedOrUpdatedRows } = await tx
          .insertInto('follows')
          .values({
            target,
            story_id: storyId,
            item_id: itemId,
            who,
            locale,
            at,
            pending: '[]',
            told_at: null,
          })
          .onConflict(conflict => conflict.doNothing())
          .executeTakeFirst();
        return (numInsertedOrUpdatedRows ?? 0n) > 0n;
      }),

    remove: (target, storyId) =>
      write(async tx => {
        const { numDeletedRows } = await tx
          .deleteFrom('follows')
          .where('target', '=', target)
          .where('story_id', '=', storyId)
          .executeTakeFirst();
        return numDeletedRows > 0n;
      }),

    async list(target) {
      const rows = await db
        .selectFrom('follows')
        .selectAll()
        .$if(target !== undefined, query => query.where('target', '=', target ?? ''))
        .orderBy('id')
        .execute();
      return rows.map(toFollow);
    },

    async settle(id, pending, toldAt) {
      await write(async tx => {
        await tx
          .updateTable('follows')
          .set({ pending: JSON.stringify(pending), ...(toldAt === null ? {} : { told_at: toldAt }) })
          .where('id', '=', id)
          .execute();
      });
    },
  };
}

function toFollow(row: Selectable<FollowTable>): Follow {
  return {
    id: row.id,
    target: row.target,
    storyId: row.story_id,
    itemId: row.item_id,
    who: row.who,
    locale: row.locale,
    at: row.at,
    pending: JSON.parse(row.pending),
    toldAt: row.told_at,
  };
}
