import type { StorySign } from '../story-sign.ts';
import type { StoredItem } from '../types.ts';

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

/** Looks for the newest items that carry a term, dated within [from, to]. */
export interface TermQuery {
  readonly term: string;
  readonly from: string;
  readonly to: string;
}

/** An item that can be compared with another. */
export interface SignedItem {
  readonly itemId: string;
  readonly sourceId: string;
  readonly storyId: string;
  readonly sign: StorySign;
  /** When its story began (date of its first item). */
  readonly storyOpenedAt: string;
  /** People merged into its story or split from it. */
  readonly storyDecided: boolean;
}

/** An item of a list, with what its twin in another language is known by. */
export interface PublishedItem extends SignedItem {
  readonly url: string | null;
}

export const STORY_LINK_KINDS = ['stage', 'revision', 'chapter'] as const;
/** A later stage of the same matter; a newer text of the same document; the same story a month on. */
export type StoryLinkKind = (typeof STORY_LINK_KINDS)[number];

export interface StoryLink {
  readonly storyId: string;
  readonly toStoryId: string;
  readonly kind: StoryLinkKind;
  readonly item: string;
  readonly toItem: string;
  readonly because: string;
  readonly at: string;
}

export type StoryDecisionKind = 'split' | 'merge';

export interface StoryDecision {
  readonly what: StoryDecisionKind;
  /** The item that was split off. */
  readonly item: string | null;
  readonly storyId: string;
  readonly toStoryId: string;
  readonly who: string;
  readonly at: string;
}

export interface StoryConfirmation {
  readonly storyId: string;
  /** The official item that confirmed it. */
  readonly item: string;
  readonly at: string;
}

export interface StoryRow {
  readonly id: string;
  readonly items: number;
  readonly confirmed: boolean;
  readonly openedAt: string;
  readonly lastItemAt: string;
}

/** Why an item stands in its story. */
export interface StoryPlace {
  readonly itemId: string;
  readonly toItem: string | null;
  readonly because: string;
}

export interface StoryStore {
  /** Items first seen since `since` that share a canonical URL, content hash or title key with a probe. */
  candidates(probes: readonly StoryProbe[], since: string): Promise<readonly StoryCandidate[]>;
  /** For each query the places of the newest items that carry its term, newest first, at most `limit`. Same order as given. */
  withTerm(queries: readonly TermQuery[], limit: number): Promise<readonly (readonly number[])[]>;
  /** Items at some places with what they are compared by; those that have none are left out. */
  signed(places: readonly number[]): Promise<ReadonlyMap<number, SignedItem>>;
  /** Signed items of some sources dated within [from, to], newest first, at most `limit`. */
  published(
    sourceIds: readonly string[],
    from: string,
    to: string,
    limit: number,
  ): Promise<readonly PublishedItem[]>;
  /** Items that were stored before stories were recognised by signs, newest first. */
  unsigned(limit: number): Promise<readonly { readonly place: number; readonly item: StoredItem }[]>;
  /** Signs stored items; null settles one that cannot be signed. */
  sign(
    items: readonly {
      readonly place: number;
      readonly sign: StorySign | null;
      readonly terms: readonly string[];
    }[],
  ): Promise<void>;
  /** Another sign for a signed item, because more of its words are known: its story stays. */
  resign(itemId: string, sign: StorySign, terms: readonly string[]): Promise<void>;
  /** By id, or by a prefix of at least 4 characters that only one story has. */
  get(idOrPrefix: string): Promise<StoryRow | null>;
  /** Stories by their last item, newest first. */
  list(since: string, limit: number): Promise<readonly StoryRow[]>;
  /** Links from and to these stories. */
  links(storyIds: readonly string[]): Promise<readonly StoryLink[]>;
  places(itemIds: readonly string[]): Promise<readonly StoryPlace[]>;
  /** When stories that were press talk became confirmed. */
  confirmations(storyIds: readonly string[]): Promise<readonly StoryConfirmation[]>;
  /** What people decided, oldest first. */
  decisions(storyIds: readonly string[]): Promise<readonly StoryDecision[]>;
  /** Moves items (all of a story when `items` is null) into another story, which is made when it is new, and keeps the decision. */
  move(decision: StoryDecision, items: readonly string[] | null): Promise<void>;
}
