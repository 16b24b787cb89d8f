import { type Selectable, sql } from 'kysely';
import type { OutboxPost, PostedMessage } from '../core/ports.ts';
import type { MessageTable, OutboxTable } from './post-tables.ts';
import { chunked } from './rows.ts';
import type { Db } from './schema.ts';

export const UNSETTLED = ['pending', 'sending'] as const;

export type PostRow = Selectable<OutboxTable> & { readonly subscription_id: string | null };

/** Posts with the subscription of their message. */
export function selectPosts(db: Db) {
  return db
    .selectFrom('outbox as o')
    .leftJoin('messages as m', join =>
      join.onRef('m.target', '=', 'o.target').onRef('m.dedupe_key', '=', 'o.dedupe_key'),
    )
    .selectAll('o')
    .select('m.subscription_id');
}

export function toPost(row: PostRow): OutboxPost {
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
    place: row.place,
    subscriptionId: row.subscription_id,
  };
}

/** Messages with their stories and posts, in the order given. */
export async function loadMessages(
  db: Db,
  rows: readonly Selectable<MessageTable>[],
): Promise<readonly PostedMessage[]> {
  const loaded: PostedMessage[] = [];
  for (const group of chunked(rows, 200)) {
    const stories = await db
      .selectFrom('message_stories')
      .selectAll()
      .where(
        'message_id',
        'in',
        group.map(row => row.id),
      )
      .orderBy('position')
      .execute();
    const storiesOf = Map.groupBy(stories, story => story.message_id);
    const posts = await selectPosts(db)
      .where(
        'm.id',
        'in',
        group.map(row => row.id),
      )
      .orderBy('o.part')
      .execute();
    const postsOf = Map.groupBy(posts, post => keyOf(post));
    for (const row of group) {
      loaded.push({
        id: row.id,
        target: row.target,
        dedupeKey: row.dedupe_key,
        subscriptionId: row.subscription_id,
        message: row.message === '' ? null : JSON.parse(row.message),
        options: JSON.parse(row.options),
        createdAt: row.created_at,
        stories: (storiesOf.get(row.id) ?? []).map(story => ({
          storyId: story.story_id,
          itemId: story.item_id,
        })),
        posts: (postsOf.get(keyOf(row)) ?? []).map(toPost),
      });
    }
  }
  return loaded;
}

function keyOf(row: { readonly target: string; readonly dedupe_key: string }): string {
  return `${row.target}\u0000${row.dedupe_key}`;
}

/** Whether a target's posts include those that stand in a place: the threads that they opened. */
export function standsAt(target: string) {
  return sql<boolean>`(o.target = ${target} or 'discord:' || o.place = ${target})`;
}
