import type { Message, RenderOptions } from '../message.ts';

export type PostState = 'pending' | 'sending' | 'sent' | 'rejected';

/** One post (one Discord message, one file) to one target. */
export interface OutboxPost {
  readonly id: number;
  /** "console", "file", "discord:<channel id>", "webhook:<name>" or "dm:<user id>". */
  readonly target: string;
  /** Message's dedupe key; unique together with target and part. */
  readonly dedupeKey: string;
  /** 0-based position among the parts of one message; sent in order. */
  readonly part: number;
  readonly parts: number;
  /** What the channel rendered, as JSON. */
  readonly payload: string;
  readonly state: PostState;
  readonly attempts: number;
  readonly createdAt: string;
  /** When the first try began: before a retry the channel is asked whether it arrived. */
  readonly firstTriedAt: string | null;
  readonly nextAt: string;
  readonly reference: string | null;
  readonly error: string | null;
  /** Where the post stands when that is not the target itself: the thread that a forum's post opened. Later parts follow it there. */
  readonly place: string | null;
  /** Subscription that it was made for. */
  readonly subscriptionId: string | null;
}

/** A story that a message tells, by the item that stood for it. */
export interface ShownStory {
  readonly storyId: string;
  readonly itemId: string;
  /** Version of its words that is told: when there is a newer one already, the post is edited. */
  readonly version?: number;
  /** Every relevant item that the story had then, where that matters: in alerts. */
  readonly reports?: readonly string[];
}

/** What is kept of a message beside its posts, so that they can be found, edited and asked for again. */
export interface MessageFacts {
  readonly message: Message;
  readonly options: RenderOptions;
  readonly stories: readonly ShownStory[];
  /** Key of the subscription; null for what nobody subscribed to. */
  readonly subscriptionId: string | null;
  /** When to ask again for what was not acknowledged. */
  readonly chaseAt?: string | null;
}

/** A message in the outbox with its posts, first part first. */
export interface PostedMessage {
  readonly id: number;
  readonly target: string;
  readonly dedupeKey: string;
  readonly subscriptionId: string | null;
  /** Null once it is too old to be laid out again. */
  readonly message: Message | null;
  readonly options: RenderOptions;
  readonly createdAt: string;
  readonly stories: readonly ShownStory[];
  readonly posts: readonly OutboxPost[];
}

/** Things done to a post after it was sent; they never hold up other posts. */
export const CHORES = ['edit', 'crosspost'] as const;
export type Chore = (typeof CHORES)[number];

export interface PostChore {
  readonly post: OutboxPost;
  readonly chore: Chore;
  /** The new content of an edit. */
  readonly payload: string | null;
  readonly attempts: number;
}

export interface StaleMessage extends PostedMessage {
  /** Of all its stories together; given back when they were looked at. */
  readonly stale: number;
  /** Positions, among its stories, of those that changed. */
  readonly changed: readonly number[];
  /** Edits that wait, by post. */
  readonly waiting: ReadonlyMap<number, string>;
}

/** Posts of one target or of one subscription. */
export interface PostsWhich {
  readonly target?: string;
  readonly subscriptionId?: string;
}

export interface OutboxStore {
  /** Adds the parts of a message for a target. Returns false when this dedupe key was already queued for it. */
  enqueue(
    target: string,
    dedupeKey: string,
    payloads: readonly string[],
    at: string,
    facts?: MessageFacts,
  ): Promise<boolean>;
  /** Per target the oldest unsettled post, when it is due: order is kept, one target does not block another. */
  due(now: string): Promise<readonly OutboxPost[]>;
  /** The oldest unsettled post of one target, when it is due. */
  dueAt(target: string, now: string): Promise<OutboxPost | null>;
  /** Marks a try as begun. Committed before anything is sent. */
  begin(id: number, at: string): Promise<void>;
  /** `place`: where it stands when not in the target itself; `crosspost`: it is to be published to following channels. */
  sent(
    id: number,
    reference: string,
    at: string,
    more?: { readonly place?: string; readonly crosspost?: boolean },
  ): Promise<void>;
  retry(id: number, error: string, nextAt: string): Promise<void>;
  /** Gives a post up for good. Later parts of the same message are given up with it. */
  reject(id: number, error: string, at: string): Promise<void>;
  /** Gives up what waits for a subscription. Returns how many posts. */
  cancel(subscriptionId: string, error: string, at: string): Promise<number>;
  /** Makes every post (of one target) that waits for a later try due now: somebody says that the trouble is over. Returns how many. */
  wake(now: string, target?: string): Promise<number>;
  /** Newest first. */
  list(limit: number, state?: PostState, which?: PostsWhich): Promise<readonly OutboxPost[]>;
  /** How many posts are in each state. */
  counts(): Promise<Readonly<Record<PostState, number>>>;
  /** When the oldest unsettled post of a target was queued; null when nothing waits there. */
  waitingSince(target: string): Promise<string | null>;
  /** Subscriptions that have unsettled posts. */
  waitingSubscriptions(): Promise<readonly string[]>;

  /** The message that shows at a target under an id of the channel's own. Threads that it opened count as the target. */
  postOf(target: string, reference: string): Promise<PostedMessage | null>;
  /** Messages that show an item, newest first. */
  postsOfItem(itemId: string, limit: number): Promise<readonly PostedMessage[]>;
  /** Which of these stories and items were told in an alert at a target, and with which reports. */
  alerted(
    target: string,
    wanted: { readonly storyIds: readonly string[]; readonly itemIds: readonly string[] },
  ): Promise<readonly Required<Omit<ShownStory, 'version'>>[]>;
  /** When a subscription's alerts since an instant were queued, oldest first. */
  alertTimes(subscriptionId: string, since: string): Promise<readonly string[]>;
  /** Messages queued since an instant whose stories changed, oldest first. */
  stale(since: string, limit: number): Promise<readonly StaleMessage[]>;
  /**
   * Other content for a message's posts: those that were never tried get it at once, sent ones by an edit not before `notBefore`. Then `stale` changes of it
   * are settled.
   */
  revise(
    message: Pick<StaleMessage, 'id' | 'stale'>,
    revision: {
      readonly message: Message;
      readonly edits: readonly { readonly postId: number; readonly payload: string }[];
      readonly notBefore: (editedAt: string | null) => string;
    } | null,
  ): Promise<void>;
  /** Messages whose stories are to be asked for again by now. */
  chases(now: string, limit: number): Promise<readonly PostedMessage[]>;
  /** Sets when a message is asked for again; null: never more. */
  chaseAt(messageId: number, at: string | null): Promise<void>;

  /** Chores that are due, of sent posts, oldest first. */
  chores(now: string, limit: number): Promise<readonly PostChore[]>;
  /** An edit that was replaced in the meantime stays due. */
  choreDone(chore: PostChore, at: string): Promise<void>;
  choreLater(chore: PostChore, error: string, nextAt: string): Promise<void>;
  /** The post is gone or not ours to change: no more edits of it. */
  choreClosed(chore: PostChore, error: string, at: string): Promise<void>;
  /** How often a target's posts were published since an instant. */
  publishedSince(target: string, since: string): Promise<number>;
  /** Drops what is only needed to edit messages queued before an instant. */
  shed(before: string): Promise<void>;
}
