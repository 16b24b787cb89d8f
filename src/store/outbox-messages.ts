import { sql } from 'kysely';
import type { OutboxStore, ShownStory } from '../core/ports.ts';
import { loadMessages, selectPosts, standsAt, UNSETTLED } from './outbox-rows.ts';
import { chunked } from './rows.ts';
import type { Db, Session } from './schema.ts';

type Messages = Pick<
  OutboxStore,
  'postOf' | 'postsOfItem' | 'alerted' | 'alertTimes' | 'stale' | 'revise' | 'chases' | 'chaseAt' | 'shed'
>;

/** Messages behind the posts: what they show, who wants to know, and whether that changed. */
export function createOutboxMessages({ db, write }: Session): Messages {
  return {
    async postOf(target, reference) {
      const post = await selectPosts(db)
        .where('o.reference', '=', reference)
        .where(standsAt(target))
        .clearSelect()
        .select('m.id')
        .executeTakeFirst();
      if (post?.id == null) return null;
      const rows = await db.selectFrom('messages').selectAll().where('id', '=', post.id).execute();
      return (await loadMessages(db, rows))[0] ?? null;
    },

    async postsOfItem(itemId, limit) {
      const shown = db.selectFrom('message_stories').select('message_id').where('item_id', '=', itemId);
      const rows = await db
        .selectFrom('messages')
        .selectAll()
        .where('id', 'in', shown)
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return loadMessages(db, rows);
    },

    async alerted(target, { storyIds, itemIds }) {
      const found = new Map<string, Required<Omit<ShownStory, 'version'>>>();
      const add = async (column: 's.story_id' | 's.item_id', values: readonly string[]) => {
        for (const group of chunked(values)) {
          const rows = await db
            .selectFrom('message_stories as s')
            .innerJoin('messages as m', 'm.id', 's.message_id')
            .select(['s.story_id', 's.item_id', 's.message_id', 's.reports'])
            .where(column, 'in', group)
            .where('m.target', '=', target)
            .where('m.kind', '=', 'alert')
            .execute();
          for (const row of rows)
            found.set(`${row.message_id} ${row.story_id} ${row.item_id}`, {
              storyId: row.story_id,
              itemId: row.item_id,
              reports: JSON.parse(row.reports),
            });
        }
      };
      await add('s.story_id', storyIds);
      await add('s.item_id', itemIds);
      return [...found.values()];
    },

    async alertTimes(subscriptionId, since) {
      const rows = await db
        .selectFrom('messages')
        .select('created_at')
        .where('subscription_id', '=', subscriptionId)
        .where('kind', '=', 'alert')
        .where('created_at', '>', since)
        .orderBy('created_at')
        .execute();
      return rows.map(row => row.created_at);
    },

    async stale(since, limit) {
      const changed = await db
        .selectFrom('message_stories')
        .select(['message_id', 'position', 'stale'])
        // A literal condition, so that the partial index is used.
        .where(sql<boolean>`stale > 0`)
        .execute();
      const byMessage = Map.groupBy(changed, row => row.message_id);
      const rows = await db
        .selectFrom('messages')
        .selectAll()
        .where('id', 'in', [...byMessage.keys()].slice(0, 5_000))
        .where('created_at', '>=', since)
        .where('message', '<>', '')
        .orderBy('id')
        .limit(limit)
        .execute();
      const messages = await loadMessages(db, rows);
      const edits = await db
        .selectFrom('post_chores')
        .select(['post_id', 'payload'])
        .where('chore', '=', 'edit')
        .where(
          'post_id',
          'in',
          messages.flatMap(message => message.posts.map(post => post.id)),
        )
        .execute();
      const waiting = new Map(edits.map(edit => [edit.post_id, edit.payload ?? '']));
      return messages.map(message => {
        const stories = byMessage.get(message.id) ?? [];
        return {
          ...message,
          stale: stories.reduce((sum, { stale }) => sum + stale, 0),
          changed: stories.map(({ position }) => position),
          waiting,
        };
      });
    },

    async revise({ id, stale }, revision) {
      await write(async tx => {
        // A post that is under way keeps the content that its nonce stands for; the change is looked at again later.
        const underWay = await selectPosts(tx)
          .where('m.id', '=', id)
          .where('o.state', 'in', UNSETTLED)
          .where('o.attempts', '>', 0)
          .executeTakeFirst();
        if (underWay !== undefined) return;
        const now = await tx
          .selectFrom('message_stories')
          .select(({ fn }) => fn.sum<number>('stale').as('stale'))
          .where('message_id', '=', id)
          .executeTakeFirst();
        // It changed again while it was laid out: the next look takes both changes.
        if (now?.stale !== stale) return;
        await tx
          .updateTable('message_stories')
          .set({ stale: 0 })
          .where('message_id', '=', id)
          .where('stale', '>', 0)
          .execute();
        if (revision === null) return;
        await tx
          .updateTable('messages')
          .set({ message: JSON.stringify(revision.message) })
          .where('id', '=', id)
          .execute();
        for (const edit of revision.edits) await putEdit(tx, edit, revision.notBefore);
      });
    },

    async chases(now, limit) {
      const rows = await db
        .selectFrom('messages')
        .selectAll()
        .where(sql<boolean>`chase_at is not null`)
        .where('chase_at', '<=', now)
        .orderBy('chase_at')
        .limit(limit)
        .execute();
      return loadMessages(db, rows);
    },

    async chaseAt(messageId, at) {
      await write(async tx => {
        await tx.updateTable('messages').set({ chase_at: at }).where('id', '=', messageId).execute();
      });
    },

    async shed(before) {
      await write(async tx => {
        await tx
          .updateTable('messages')
          .set({ message: '' })
          .where('created_at', '<', before)
          .where('message', '<>', '')
          .execute();
        await tx
          .updateTable('message_stories')
          .set({ stale: 0 })
          .where('stale', '>', 0)
          .where('message_id', 'in', ({ selectFrom }) =>
            selectFrom('messages').select('id').where('message', '=', ''),
          )
          .execute();
      });
    },
  };
}

/** Never tried: its content is replaced. Sent: an edit is due, replacing one that waits. */
async function putEdit(
  tx: Db,
  { postId, payload }: { readonly postId: number; readonly payload: string },
  notBefore: (editedAt: string | null) => string,
): Promise<void> {
  const post = await tx
    .selectFrom('outbox')
    .select(['state', 'attempts', 'edited_at', 'closed'])
    .where('id', '=', postId)
    .executeTakeFirst();
  if (post === undefined) return;
  if (post.attempts === 0 && UNSETTLED.some(state => state === post.state)) {
    await tx.updateTable('outbox').set({ payload }).where('id', '=', postId).execute();
    return;
  }
  if (post.state !== 'sent' || post.closed !== null) return;
  const next_at = notBefore(post.edited_at);
  await tx
    .insertInto('post_chores')
    .values({ post_id: postId, chore: 'edit', payload, next_at, error: null })
    .onConflict(conflict =>
      conflict.columns(['post_id', 'chore']).doUpdateSet(({ ref }) => ({
        payload,
        next_at: ref('post_chores.next_at'),
        attempts: 0,
      })),
    )
    .execute();
}
