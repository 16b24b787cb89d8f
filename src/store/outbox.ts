import type { MessageFacts, OutboxStore, PostState } from '../core/ports.ts';
import { createOutboxChores } from './outbox-chores.ts';
import { createOutboxMessages } from './outbox-messages.ts';
import { selectPosts, toPost, UNSETTLED } from './outbox-rows.ts';
import type { Db, Session } from './schema.ts';

/**
 * The queue of posts. A post that a crash left "sending" is unsettled like a pending one: it comes back as due, with
 * `firstTriedAt` set, so that the channel is asked whether it arrived.
 */
export function createOutbox(session: Session): OutboxStore {
  const { db, write } = session;
  const settle = (id: number, fields: object) =>
    write(async tx => {
      const { numUpdatedRows } = await tx
        .updateTable('outbox')
        .set(fields)
        .where('id', '=', id)
        .where('state', 'in', UNSETTLED)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    });
  return {
    ...createOutboxMessages(session),
    ...createOutboxChores(session),

    enqueue: (target, dedupeKey, payloads, at, facts) =>
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
        if (facts !== undefined) await insertMessage(tx, { target, dedupeKey, at, facts });
        return true;
      }),

    async counts() {
      const rows = await db
        .selectFrom('outbox')
        .select(({ fn }) => ['state' as const, fn.countAll<number>().as('posts')])
        .groupBy('state')
        .execute();
      const counts: Record<PostState, number> = { pending: 0, sending: 0, sent: 0, rejected: 0 };
      for (const { state, posts } of rows) counts[state] = posts;
      return counts;
    },

    async due(now) {
      const oldest = db
        .selectFrom('outbox')
        .select(({ fn }) => fn.min('id').as('id'))
        .where('state', 'in', UNSETTLED)
        .groupBy('target');
      const rows = await selectPosts(db)
        .where('o.id', 'in', oldest)
        .where('o.next_at', '<=', now)
        .orderBy('o.id')
        .execute();
      return rows.map(toPost);
    },

    async dueAt(target, now) {
      const row = await selectPosts(db)
        .where('o.target', '=', target)
        .where('o.state', 'in', UNSETTLED)
        .orderBy('o.id')
        .limit(1)
        .executeTakeFirst();
      return row === undefined || row.next_at > now ? null : toPost(row);
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

    sent: (id, reference, at, { place, crosspost = false } = {}) =>
      write(async tx => {
        const { numUpdatedRows } = await tx
          .updateTable('outbox')
          .set({ state: 'sent', reference, error: null, settled_at: at, place: place ?? null })
          .where('id', '=', id)
          .where('state', 'in', UNSETTLED)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return;
        if (place !== undefined) await followThere(tx, id, place);
        if (crosspost)
          await tx
            .insertInto('post_chores')
            .values({ post_id: id, chore: 'crosspost', payload: null, next_at: at, error: null })
            .onConflict(conflict => conflict.doNothing())
            .execute();
      }),

    async retry(id, error, nextAt) {
      await settle(id, { state: 'pending', error, next_at: nextAt });
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

    cancel: (subscriptionId, error, at) =>
      write(async tx => {
        const posts = tx
          .selectFrom('outbox as o')
          .innerJoin('messages as m', join =>
            join.onRef('m.target', '=', 'o.target').onRef('m.dedupe_key', '=', 'o.dedupe_key'),
          )
          .select('o.id')
          .where('m.subscription_id', '=', subscriptionId)
          .where('o.state', 'in', UNSETTLED);
        const { numUpdatedRows } = await tx
          .updateTable('outbox')
          .set({ state: 'rejected', error, settled_at: at })
          .where('id', 'in', posts)
          .executeTakeFirst();
        return Number(numUpdatedRows);
      }),

    wake: (now, target) =>
      write(async tx => {
        const { numUpdatedRows } = await tx
          .updateTable('outbox')
          .set({ next_at: now })
          .where('state', 'in', UNSETTLED)
          .where('next_at', '>', now)
          .$if(target !== undefined, query => query.where('target', '=', target ?? ''))
          .executeTakeFirst();
        return Number(numUpdatedRows);
      }),

    async list(limit, state, { target, subscriptionId } = {}) {
      const rows = await selectPosts(db)
        .$if(target !== undefined, query => query.where('o.target', '=', target ?? ''))
        .$if(subscriptionId !== undefined, query =>
          query.where('m.subscription_id', '=', subscriptionId ?? ''),
        )
        .$if(state !== undefined, query => query.where('o.state', '=', state ?? 'sent'))
        .orderBy('o.id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toPost);
    },

    async waitingSince(target) {
      const row = await db
        .selectFrom('outbox')
        .select('created_at')
        .where('target', '=', target)
        .where('state', 'in', UNSETTLED)
        .orderBy('id')
        .limit(1)
        .executeTakeFirst();
      return row?.created_at ?? null;
    },

    async waitingSubscriptions() {
      const rows = await selectPosts(db)
        .where('o.state', 'in', UNSETTLED)
        .where('m.subscription_id', 'is not', null)
        .clearSelect()
        .select('m.subscription_id')
        .distinct()
        .execute();
      return rows.flatMap(row => row.subscription_id ?? []);
    },
  };
}

/** The parts that follow a post into the thread that it opened. */
async function followThere(tx: Db, id: number, place: string): Promise<void> {
  const { target, dedupe_key } = await tx
    .selectFrom('outbox')
    .select(['target', 'dedupe_key'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('outbox')
    .set({ place })
    .where('target', '=', target)
    .where('dedupe_key', '=', dedupe_key)
    .where('state', 'in', UNSETTLED)
    .execute();
}

async function insertMessage(
  tx: Db,
  entry: {
    readonly target: string;
    readonly dedupeKey: string;
    readonly at: string;
    readonly facts: MessageFacts;
  },
): Promise<void> {
  const { message, options, stories, subscriptionId, chaseAt = null } = entry.facts;
  const { id } = await tx
    .insertInto('messages')
    .values({
      target: entry.target,
      dedupe_key: entry.dedupeKey,
      kind: message.kind,
      subscription_id: subscriptionId,
      message: JSON.stringify(message),
      options: JSON.stringify(options),
      created_at: entry.at,
      chase_at: chaseAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const [position, { storyId, itemId, version, reports = [] }] of stories.entries()) {
    const item =
      version === undefined
        ? undefined
        : await tx.selectFrom('items').select('version').where('public_id', '=', itemId).executeTakeFirst();
    await tx
      .insertInto('message_stories')
      .values({
        message_id: id,
        position,
        story_id: storyId,
        item_id: itemId,
        reports: JSON.stringify(reports),
        // Edited while the message was composed: no trigger could know of it.
        ...(item !== undefined && item.version !== version ? { stale: 1 } : {}),
      })
      .execute();
  }
}
