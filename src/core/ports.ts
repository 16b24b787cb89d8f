import type { Message, RenderOptions } from './message.ts';
import type { AckStore } from './store/ack-store.ts';
import type { DeadlineStore } from './store/deadline-store.ts';
import type { EntityStore } from './store/entity-store.ts';
import type { FollowStore } from './store/follow-store.ts';
import type { ItemStore } from './store/item-store.ts';
import type { KnowledgeStore } from './store/knowledge-store.ts';
import type { OutboxPost, OutboxStore, PostChore } from './store/outbox-store.ts';
import type { RegisterStore } from './store/register-store.ts';
import type { RobotsStore } from './store/robots-store.ts';
import type { SettingStore } from './store/setting-store.ts';
import type { SnapshotStore } from './store/snapshot-store.ts';
import type { SourceStore } from './store/source-store.ts';
import type { StatisticsStore } from './store/statistics-store.ts';
import type { StoryStore } from './store/story-store.ts';
import type { SubscriptionStore } from './store/subscription-store.ts';
import type { VerdictStore } from './store/verdict-store.ts';
import type { Classification, ClassifyInput, FetchRequest, FetchResult } from './types.ts';

export type { Coverage } from './message.ts';
export * from './store/ack-store.ts';
export * from './store/deadline-store.ts';
export * from './store/entity-store.ts';
export * from './store/follow-store.ts';
export * from './store/item-store.ts';
export * from './store/knowledge-store.ts';
export * from './store/outbox-store.ts';
export * from './store/register-store.ts';
export * from './store/robots-store.ts';
export * from './store/setting-store.ts';
export * from './store/snapshot-store.ts';
export * from './store/source-store.ts';
export * from './store/statistics-store.ts';
export * from './store/story-store.ts';
export * from './store/subscription-store.ts';
export * from './store/verdict-store.ts';

/** Current time, so that nothing else reads the clock. */
export type Clock = () => Date;

/** The part of pino that we use: fields first, then a static message. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface Fetcher {
  fetch(request: FetchRequest): Promise<FetchResult>;
  close(): Promise<void>;
}

export interface Classifier {
  /** Version of taxonomy and model; changes when the tags it gives may change. */
  readonly version: string;
  classify(input: ClassifyInput): Classification;
}

// ---------------------------------------------------------------- store

/** Everything that can be done inside one transaction. */
export interface StoreOps {
  readonly sources: SourceStore;
  readonly items: ItemStore;
  readonly stories: StoryStore;
  readonly deadlines: DeadlineStore;
  readonly entities: EntityStore;
  readonly knowledge: KnowledgeStore;
  readonly outbox: OutboxStore;
  readonly acks: AckStore;
  readonly follows: FollowStore;
  readonly robots: RobotsStore;
  readonly registers: RegisterStore;
  readonly settings: SettingStore;
  readonly verdicts: VerdictStore;
  readonly snapshots: SnapshotStore;
  readonly statistics: StatisticsStore;
  readonly subscriptions: SubscriptionStore;
}

export interface Store extends StoreOps {
  /** All or nothing. The write lock is taken at once, so what `work` reads cannot change under it. */
  transaction<T>(work: (ops: StoreOps) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

// ---------------------------------------------------------------- deliver

export type Delivery =
  | {
      readonly outcome: 'sent';
      readonly reference: string;
      /** Thread in which it stands, when that is not the target itself. */
      readonly place?: string;
      /** It is to be published to following channels. */
      readonly crosspost?: boolean;
    }
  | {
      readonly outcome: 'retry';
      readonly at: string;
      readonly error: string;
      /** People must act before the target takes posts again (permission, gone): said once to those who can. */
      readonly trouble?: string;
    }
  | { readonly outcome: 'rejected'; readonly error: string };

/** What became of a chore; "closed": the post takes no more edits. */
export type ChoreOutcome =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'retry'; readonly at: string; readonly error: string }
  | { readonly outcome: 'closed'; readonly error: string };

/** A place that messages go to. */
export interface Channel {
  /** What stands before ":" in a target. */
  readonly kind: string;
  /** Pure: the payloads (JSON) of the posts that this message becomes, in order. */
  render(message: Message, options?: RenderOptions): readonly string[];
  send(post: OutboxPost, signal: AbortSignal): Promise<Delivery>;
  /** Edits or publishes a post that was sent. Channels that cannot have no such method. */
  tend?(chore: PostChore, signal: AbortSignal): Promise<ChoreOutcome>;
  close(): Promise<void>;
}
