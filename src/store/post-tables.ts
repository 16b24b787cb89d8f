import type { Generated } from 'kysely';
import type { Chore, PostState } from '../core/ports.ts';

/** One post to one target. */
export interface OutboxTable {
  id: Generated<number>;
  target: string;
  dedupe_key: string;
  part: number;
  parts: number;
  payload: string;
  state: PostState;
  attempts: number;
  created_at: string;
  first_tried_at: string | null;
  next_at: string;
  settled_at: string | null;
  reference: string | null;
  error: string | null;
  /** Id of the channel or thread in which it stands, where that is not the target's own. */
  place: string | null;
  edited_at: string | null;
  published_at: string | null;
  /** Why it is edited no more. */
  closed: string | null;
}

/** What the posts of one message say, so that it can be laid out again. */
export interface MessageTable {
  id: Generated<number>;
  target: string;
  dedupe_key: string;
  kind: string;
  subscription_id: string | null;
  /** JSON of Message; empty once it is too old to be edited. */
  message: string;
  /** JSON of RenderOptions. */
  options: string;
  created_at: string;
  /** When its stories are asked for again unless they are acknowledged. */
  chase_at: string | null;
}

export interface MessageStoryTable {
  message_id: number;
  position: number;
  story_id: string;
  item_id: string;
  /** JSON array of the public ids of all relevant items that the story had then. */
  reports: Generated<string>;
  /** Counts the changes since the message was last laid out; set by triggers. */
  stale: Generated<number>;
}

export interface PostChoreTable {
  post_id: number;
  chore: Chore;
  payload: string | null;
  attempts: Generated<number>;
  next_at: string;
  error: string | null;
}

export interface AckTable {
  target: string;
  story_id: string;
  item_id: string;
  who: string;
  at: string;
}

export interface SnoozeTable {
  id: Generated<number>;
  target: string;
  story_id: string;
  item_id: string;
  who: string;
  until: string;
  at: string;
  settled_at: string | null;
}

/** The tables of posts and of what belongs to them. */
export interface PostTables {
  outbox: OutboxTable;
  messages: MessageTable;
  message_stories: MessageStoryTable;
  post_chores: PostChoreTable;
  acks: AckTable;
  snoozes: SnoozeTable;
}
