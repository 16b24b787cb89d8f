import type { Coverage, Message } from './message.ts';
import type {
  Article,
  Classification,
  ClassifyInput,
  FetchRequest,
  FetchResult,
  ItemKey,
  Placement,
  Query,
  StoredItem,
  TextFrom,
  Tier,
  Validators,
} from './types.ts';

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

/** What the crawler remembers of a source between reads. */
export interface SourceState {
  readonly sourceId: string;
  /** The URL that the validators belong to. */
  readonly url: string | null;
  readonly validators: Validators | null;
  /** SHA-256 of the last body that was read to its end. */
  readonly bodyHash: string | null;
  /** Items in the last list that was read; null before the first. */
  readonly lastItemCount: number | null;
  readonly lastAttemptAt: string | null;
  readonly lastSuccessAt: string | null;
  /** First success ever: before it, items found are historic. */
  readonly firstSuccessAt: string | null;
  readonly consecutiveFailures: number;
  readonly failingSince: string | null;
  readonly lastError: string | null;
  readonly nextDueAt: string | null;
}

export type ReadOutcome = 'read' | 'not-modified' | 'failed';

/** One line of the ledger of reads. */
export interface SourceRead {
  readonly sourceId: string;
  readonly at: string;
  readonly outcome: ReadOutcome;
  readonly status: number | null;
  readonly itemsSeen: number;
  readonly itemsNew: number;
  readonly itemsUpdated: number;
  readonly ms: number;
  readonly error: string | null;
  readonly notes: Readonly<Record<string, number>>;
}

export interface SourceCoverage {
  readonly sourceId: string;
  readonly attempts: number;
  readonly successes: number;
  readonly lastSuccessAt: string | null;
  readonly failingSince: string | null;
  readonly lastError: string | null;
}

export interface SourceStore {
  states(): Promise<ReadonlyMap<string, SourceState>>;
  /** Writes the new state and one ledger line. */
  record(state: SourceState, read: SourceRead): Promise<void>;
  /** Per source, what happened to reads in [since, until). */
  coverage(since: string, until: string): Promise<readonly SourceCoverage[]>;
}

export type Match =
  | { readonly status: 'new' }
  | { readonly status: 'unchanged' | 'changed'; readonly id: string; readonly version: number };

export interface ItemRecord {
  readonly article: Article;
  readonly placement: Placement;
  readonly classification: Classification;
  /** The tier of its source: what is asked for with "tier:", and what makes a story confirmed. */
  readonly tier: Tier;
  readonly historic: boolean;
  /** The page behind the link is still to be fetched. */
  readonly pageWanted: boolean;
}

export interface ItemVersion {
  readonly version: number;
  readonly title: string;
  readonly text: string;
  readonly textFrom: TextFrom;
  readonly contentHash: string;
  readonly seenAt: string;
}

export interface SearchResult {
  readonly total: number;
  readonly items: readonly StoredItem[];
}

export interface WalkedItem {
  /** Where it stands in the order of dates. */
  readonly place: number;
  readonly item: StoredItem;
}

export interface ItemStore {
  /** For each candidate whether its source already has it, by the strongest key that is known. Same order as given. */
  match(
    sourceId: string,
    candidates: readonly { readonly keys: readonly ItemKey[]; readonly contentHash: string }[],
  ): Promise<readonly Match[]>;
  /** Stores new items with keys, first version, tags and story. An id that exists already is left alone. Returns the ids stored. */
  insert(records: readonly ItemRecord[], seenAt: string): Promise<readonly string[]>;
  /**
   * New words or tags of an item; its story stays. Another contentHash adds a version (the source edited it); the same one replaces the
   * words of the current version (its full text arrived) and its tags.
   */
  revise(id: string, record: Omit<ItemRecord, 'placement' | 'historic'>, seenAt: string): Promise<void>;
  /** Items by date, newest first: those before a place that an earlier call gave, and not older than an instant. */
  walk(options: {
    readonly before: number | null;
    readonly since: string | null;
    readonly limit: number;
  }): Promise<readonly WalkedItem[]>;
  /** Other tags for an item whose words stay. It is no news: nothing is announced because of it. An unknown id is left alone. */
  retag(id: string, classification: Classification): Promise<void>;
  /** Marks items as still listed, and learns keys that they did not have. */
  seen(
    items: readonly { readonly id: string; readonly keys: readonly ItemKey[] }[],
    at: string,
  ): Promise<void>;
  /** By full id or by a prefix of at least 4 characters that only one item has. */
  get(idOrPrefix: string): Promise<StoredItem | null>;
  /** By full ids, in the order given; unknown ids are left out. */
  getAll(ids: readonly string[]): Promise<readonly StoredItem[]>;
  versions(id: string): Promise<readonly ItemVersion[]>;
  search(query: Query, options: { readonly limit: number; readonly offset?: number }): Promise<SearchResult>;
  /** Items of one story, official first, then oldest first. */
  ofStory(storyId: string): Promise<readonly StoredItem[]>;
  /**
   * What became news after the news item numbered `after`: items that were not historic, in the order in which they were stored or, when their page or an
   * edit made them so, became relevant. Numbers follow commits, not clocks, so whoever goes on from `upTo`, the newest number
   * there is, misses nothing and gets nothing twice.
   */
  news(after: number): Promise<{ readonly items: readonly StoredItem[]; readonly upTo: number }>;
  /** Items whose page is still to be fetched, oldest first. */
  wantedPages(sourceId: string, limit: number): Promise<readonly StoredItem[]>;
  /** Settles a page: done (whatever revise stored), or one failed try more; given up after `maxTries`. */
  pageTried(id: string, done: boolean, maxTries: number): Promise<void>;
  count(): Promise<{ readonly items: number; readonly relevant: number; readonly stories: number }>;
}

/** What makes two items of different sources one story at once. */
export interface StoryProbe {
  readonly canonicalUrl: string | null;
  readonly contentHash: string;
  /** Folded title, or null when it is too short to mean anything. */
  readonly titleKey: string | null;
}

export interface StoryCandidate extends StoryProbe {
  readonly itemId: string;
  readonly sourceId: string;
  readonly storyId: string;
  readonly publishedAt: string | null;
  readonly firstSeenAt: string;
}

export interface StoryStore {
  /** Items first seen since `since` that share a canonical URL, content hash or title key with a probe. */
  candidates(probes: readonly StoryProbe[], since: string): Promise<readonly StoryCandidate[]>;
}

export type PostState = 'pending' | 'sending' | 'sent' | 'rejected';

/** One post (one Discord message, one file) to one target. */
export interface OutboxPost {
  readonly id: number;
  /** "console", "file" or "discord:<channel id>". */
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
}

export interface OutboxStore {
  /** Adds the parts of a message for a target. Returns false when this dedupe key was already queued for it. */
  enqueue(target: string, dedupeKey: string, payloads: readonly string[], at: string): Promise<boolean>;
  /** Per target the oldest unsettled post, when it is due: order is kept, one target does not block another. */
  due(now: string): Promise<readonly OutboxPost[]>;
  /** Marks a try as begun. Committed before anything is sent. */
  begin(id: number, at: string): Promise<void>;
  sent(id: number, reference: string, at: string): Promise<void>;
  retry(id: number, error: string, nextAt: string): Promise<void>;
  /** Gives a post up for good. Later parts of the same message are given up with it. */
  reject(id: number, error: string, at: string): Promise<void>;
  /** Makes every post that waits for a later try due now: somebody says that the trouble is over. Returns how many. */
  wake(now: string): Promise<number>;
  /** Newest first. */
  list(limit: number, state?: PostState): Promise<readonly OutboxPost[]>;
}

/** Small facts that outlive a process, e.g. the end of the last scheduled digest per target. */
export interface SettingStore {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
}

/** What a person may say about the tags of an item. */
export const VERDICTS = ['wrong-tag', 'missing-tag', 'irrelevant', 'relevant'] as const;
export type VerdictKind = (typeof VERDICTS)[number];

export interface Verdict {
  readonly itemId: string;
  readonly what: VerdictKind;
  /** "topic:tax", "kind:rule", "jurisdiction:HK" or "authority:SFC"; null for a verdict on relevance. */
  readonly tag: string | null;
  readonly reason: string | null;
  readonly who: string;
  readonly at: string;
}

export interface VerdictStore {
  add(verdicts: readonly Verdict[]): Promise<void>;
  /** Oldest first; of one item when its full id is given. */
  list(itemId?: string): Promise<readonly Verdict[]>;
}

/** Everything that can be done inside one transaction. */
export interface StoreOps {
  readonly sources: SourceStore;
  readonly items: ItemStore;
  readonly stories: StoryStore;
  readonly outbox: OutboxStore;
  readonly settings: SettingStore;
  readonly verdicts: VerdictStore;
}

export interface Store extends StoreOps {
  /** All or nothing. The write lock is taken at once, so what `work` reads cannot change under it. */
  transaction<T>(work: (ops: StoreOps) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

// ---------------------------------------------------------------- deliver

export type Delivery =
  | { readonly outcome: 'sent'; readonly reference: string }
  | { readonly outcome: 'retry'; readonly at: string; readonly error: string }
  | { readonly outcome: 'rejected'; readonly error: string };

/** A place that messages go to. */
export interface Channel {
  /** What stands before ":" in a target. */
  readonly kind: string;
  /** Pure: the payloads (JSON) of the posts that this message becomes, in order. */
  render(message: Message): readonly string[];
  send(post: OutboxPost, signal: AbortSignal): Promise<Delivery>;
  close(): Promise<void>;
}

export type { Coverage };
