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
