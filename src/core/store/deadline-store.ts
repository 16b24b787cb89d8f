import type { DateKind } from '../types.ts';

/** A date that a stored item announces. */
export interface StoredDate {
  readonly itemId: string;
  readonly storyId: string;
  readonly kind: DateKind;
  /** As precise as the words: "2025-04-07", "2025-Q3". */
  readonly date: string;
  /** The first and the last day that it covers. */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly confidence: number;
}

export interface DeadlineStore {
  /** Dates of relevant items whose last day is within [from, to] (null: open), earliest first, at most `limit`. */
  between(range: {
    readonly from: string | null;
    readonly to: string | null;
    readonly limit: number;
  }): Promise<readonly StoredDate[]>;
  /** All dates of the relevant items of some stories. */
  ofStories(storyIds: readonly string[]): Promise<readonly StoredDate[]>;
}
