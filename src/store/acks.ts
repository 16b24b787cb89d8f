import type { Selectable } from 'kysely';
import type { Ack, AckStore } from '../core/ports.ts';
import type { AckTable } from './post-tables.ts';
import { chunked } from './rows.ts';
import type { Session } from './schema.ts';

/** Who has seen what, and who wants to be reminded of it. Posts that show it become stale by a trigger. */
export function createAcks({ db, write }: Session): AckStore {
  return {
    add: ack =>
      write(async tx => {
        const { numInsertedOrUpdatedRows } = await tx
          .insertInto('acks')
          .values({
            target: ack.target,
            story_id: ack.storyId,
            item_id: ack.itemId,
            who: ack.who,
            at: ack.at,
          })
          .onConflict(conflict => conflict.doNothing())
          .executeTakeFirst();
        return (numInsertedOrUpdatedRows ?? 0n) > 0n;
      }),

    async ofStories(storyIds, target) {
      const found: Ack[] = [];
      for (const group of chunked(storyIds)) {
        const rows = await db
          .selectFrom('acks')
          .selectAll()
          .where('story_id', 'in', group)
          .$if(target !== undefined, query => query.where('target', '=', target ?? ''))
          .execute();
        found.push(...rows.map(toAck));
      }
      return found.toSorted(byTime);
    },

    async within(since, until) {
      const rows = await db
        .selectFrom('acks')
        .selectAll()
        .where('at', '>=', since)
        .where('at', '<', until)
        .execute();
      return rows.map(toAck).toSorted(byTime);
    },

    async snooze({ target, storyId, itemId, who, until, at }) {
      await write(async tx => {
        await tx
          .deleteFrom('snoozes')
          .where('target', '=', target)
          .where('story_id', '=', storyId)
          .where('who', '=', who)
          .where('settled_at', 'is', null)
          .execute();
        await tx
          .insertInto('snoozes')
          .values({ target, story_id: storyId, item_id: itemId, who, until, at, settled_at: null })
          .execute();
      });
    },

    async dueSnoozes(now, limit) {
      const rows = await db
        .selectFrom('snoozes')
        .selectAll()
        .where('settled_at', 'is', null)
        .where('until', '<=', now)
        .orderBy('until')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(row => ({ ...toAck(row), id: row.id, until: row.until }));
    },

    async settleSnooze(id, at) {
      await write(async tx => {
        await tx.updateTable('snoozes').set({ settled_at: at }).where('id', '=', id).execute();
      });
    },
  };
}

function toAck(row: Selectable<AckTable>): Ack {
  return {
    target: row.target,
    storyId: row.story_id,
    itemId: row.item_id,
    who: row.who,
    at: row.at,
  };
}

function byTime(a: Ack, b: Ack): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : a.who < b.who ? -1 : a.who > b.who ? 1 : 0;
}
