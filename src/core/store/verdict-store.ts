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
