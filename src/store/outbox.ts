import type { Selectable } from 'kysely';
import type { OutboxPost, OutboxStore } from '../core/ports.ts';
import type { OutboxTable, Session } from './schema.ts';

const UNSETTLED = ['pending', 'sending'] as const;

/**
 * The queue of posts. A post that a crash left "sending" is unsettled like a pending one: it comes back as due, with
 * `firstTriedAt` set, so that the channel is asked whether it arrived.
 */
export function createOutbox({ db, write }: Session): OutboxStore {
  return {
    enqueue: (target, dedupeKey, payloads, at) =>
      write(async tx => {
        const known = await tx
          .selectFrom('outbox')
          .select('id')
          .where('target', '=', target)
          .where('dedupe_key', '=', dedupeKey)
          .executeTakeFirst();
        if (known !== undefined || payloads.length === 0) return false;
        for (const [part, payload] of payloads.entries()) {
          await tx
            .insertInto('outbox')
            .values({
              target,
              dedupe_key: dedupeKey,
              part,
              parts: payloads.length,
              payload,
              state: 'pending',
              attempts: 0,
              created_at: at,
              next_at: at,
            })
            .execute();
        }
        return true;
      }),

    async due(now) {
      const oldest = db
        .selectFrom('outbox')
        .select(({ fn }) => fn.min('id').as('id'))
        .where('state', 'in', UNSETTLED)
        .groupBy('target');
      const rows = await db
        .selectFrom('outbox')
        .selectAll()
        .where('id', 'in', oldest)
        .where('next_at', '<=', now)
        .orderBy('id')
        .execute();
      return rows.map(toPost);
    },

    async begin(id, at) {
      await write(async tx => {
        await tx
          .updateTable('outbox')
          .set(({ eb, fn }) => ({
            state: 'sending',
            attempts: eb('attempts', '+', 1),
            first_tried_at: fn.coalesce('first_tried_at', eb.val(at)),
          }))
          .where('id', '=', id)
          .where('state', 'in', UNSETTLED)
          .execute();
      });
    },

    async sent(id, reference, at) {
      await write(async tx => {
        await tx
          .updateTable('outbox')
          .set({ state: 'sent', reference, error: null, settled_at: at })
          .where('id', '=', id)
          .where('state', 'in', UNSETTLED)
          .execute();
      });
    },

    async retry(id, error, nextAt) {
      await write(async tx => {
        await tx
          .updateTable('outbox')
          .set({ state: 'pending', error, next_at: nextAt })
          .where('id', '=', id)
          .where('state', 'in', UNSETTLED)
          .execute();
      });
    },

    async reject(id, error, at) {
      await write(async tx => {
        const post = await tx
          .selectFrom('outbox')
          .select(['target', 'dedupe_key', 'part'])
          .where('id', '=', id)
          .executeTakeFirst();
        if (post === undefined) return;
        await tx
          .updateTable('outbox')
          .set({ state: 'rejected', error, settled_at: at })
          .where('target', '=', post.target)
          .where('dedupe_key', '=', post.dedupe_key)
          .where('part', '>=', post.part)
          .where('state', 'in', UNSETTLED)
          .execute();
      });
    },

    wake: now =>
      write(async tx => {
        const { numUpdatedRows } = await tx
          .updateTable('outbox')
          .set({ next_at: now })
          .where('state', 'in', UNSETTLED)
          .where('next_at', '>', now)
          .executeTakeFirst();
        return Number(numUpdatedRows);
      }),

    async list(limit, state) {
      let query = db.selectFrom('outbox').selectAll().orderBy('id', 'desc').limit(limit);
      if (state !== undefined) query = query.where('state', '=', state);
      return (await query.execute()).map(toPost);
    },
  };
}

function toPost(row: Selectable<OutboxTable>): OutboxPost {
  return {
    id: row.id,
    target: row.target,
    dedupeKey: row.dedupe_key,
    part: row.part,
    parts: row.parts,
    payload: row.payload,
    state: row.state,
    attempts: row.attempts,
    createdAt: row.created_at,
    firstTriedAt: row.first_tried_at,
    nextAt: row.next_at,
    reference: row.reference,
    error: row.error,
  };
}
