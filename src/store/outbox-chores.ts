import type { OutboxStore, PostChore } from '../core/ports.ts';
import { selectPosts, toPost } from './outbox-rows.ts';
import type { Db, Session } from './schema.ts';

type Chores = Pick<OutboxStore, 'chores' | 'choreDone' | 'choreLater' | 'choreClosed' | 'publishedSince'>;

/** What is still to be done with posts that were sent. */
export function createOutboxChores({ db, write }: Session): Chores {
  return {
    async chores(now, limit) {
      const rows = await selectPosts(db)
        .innerJoin('post_chores as c', 'c.post_id', 'o.id')
        .select(['c.chore', 'c.payload as new_payload', 'c.attempts as chore_attempts'])
        .where('o.state', '=', 'sent')
        .where('c.next_at', '<=', now)
        .orderBy('c.next_at')
        .orderBy('o.id')
        .limit(limit)
        .execute();
      return rows.map(row => ({
        post: toPost(row),
        chore: row.chore,
        payload: row.new_payload,
        attempts: row.chore_attempts,
      }));
    },

    async choreDone(chore, at) {
      await write(async tx => {
        const { post, payload } = chore;
        const now = await tx
          .selectFrom('post_chores')
          .select('payload')
          .where('post_id', '=', post.id)
          .where('chore', '=', chore.chore)
          .executeTakeFirst();
        const edited = chore.chore === 'edit' && payload !== null;
        await tx
          .updateTable('outbox')
          .set(edited ? { payload, edited_at: at } : { published_at: at })
          .where('id', '=', post.id)
          .execute();
        if (now?.payload === payload) await drop(tx, chore);
      });
    },

    async choreLater(chore, error, nextAt) {
      await write(async tx => {
        await tx
          .updateTable('post_chores')
          .set(({ eb }) => ({ error, next_at: nextAt, attempts: eb('attempts', '+', 1) }))
          .where('post_id', '=', chore.post.id)
          .where('chore', '=', chore.chore)
          .execute();
      });
    },

    async choreClosed(chore, error) {
      await write(async tx => {
        await drop(tx, chore);
        if (chore.chore === 'edit')
          await tx.updateTable('outbox').set({ closed: error }).where('id', '=', chore.post.id).execute();
      });
    },

    async publishedSince(target, since) {
      const { n } = await db
        .selectFrom('outbox')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('target', '=', target)
        .where('published_at', '>', since)
        .executeTakeFirstOrThrow();
      return n;
    },
  };
}

async function drop(tx: Db, { post, chore }: Pick<PostChore, 'post' | 'chore'>): Promise<void> {
  await tx.deleteFrom('post_chores').where('post_id', '=', post.id).where('chore', '=', chore).execute();
}
