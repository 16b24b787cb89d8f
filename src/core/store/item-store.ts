import type { StorySign } from '../story-sign.ts';
import type {
  Article,
  Classification,
  ItemKey,
  Placement,
  Query,
  StoredItem,
  TextFrom,
  Tier,
} from '../types.ts';

export type Match =
  | { readonly status: 'new' }
  | { readonly status: 'unchanged' | 'changed'; readonly id: string; readonly version: number };

export interface ItemRecord {
  readonly article: Article;
  readonly placement: Placement;
  /** What later items are compared with, and the terms that find it. */
  readonly sign?: StorySign;
  readonly terms?: readonly string[];
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
  /** Gives the page behind this one; null when there is none. Stays right while items come in. */
  readonly next?: string | null;
}

export interface SearchPlace {
  readonly limit: number;
  readonly offset?: number;
  /** The `next` of the page before, instead of an offset. */
  readonly cursor?: string;
  /** Counting stops here: a total of so many means "at least". Default: the total is exact. */
  readonly countTo?: number;
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
  revise(
    id: string,
    record: Omit<ItemRecord, 'placement' | 'historic' | 'sign' | 'terms'>,
    seenAt: string,
  ): Promise<void>;
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
  /** @throws AppError "cursor" for one that no page of this order gave. */
  search(query: Query, options: SearchPlace): Promise<SearchResult>;
  /** Which of these items (full ids) a query fits: what a search for it would find among them. */
  matching(query: Query, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Items of one story, official first, then oldest first. */
  ofStory(storyId: string): Promise<readonly StoredItem[]>;
  /**
   * What became news after the news item numbered `after`: items that were not historic, in the order in which they were stored or, when their page or an
   * edit made them so, became relevant. Numbers follow commits, not clocks, so whoever goes on from `upTo`, the newest number
   * there is, misses nothing and gets nothing twice.
   */
  news(after: number): Promise<{ readonly items: readonly StoredItem[]; readonly upTo: number }>;
  /** Items first seen in [since, until) that are dated before an instant, without historic ones. */
  seenLate(window: {
    readonly since: string;
    readonly until: string;
    readonly datedBefore: string;
  }): Promise<readonly StoredItem[]>;
  /** Items whose page is still to be fetched, oldest first. */
  wantedPages(sourceId: string, limit: number): Promise<readonly StoredItem[]>;
  /** Settles a page: done (whatever revise stored), or one failed try more; given up after `maxTries`. */
  pageTried(id: string, done: boolean, maxTries: number): Promise<void>;
  count(): Promise<{ readonly items: number; readonly relevant: number; readonly stories: number }>;
}
