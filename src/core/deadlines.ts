import type { DateKind, Tier, Topic } from './types.ts';

/** What one item says about a date. */
export interface DateStatement {
  readonly date: string;
  readonly quote: string;
  readonly confidence: number;
  readonly itemId: string;
  readonly title: string;
  readonly url: string | null;
  readonly source: string;
  readonly tier: Tier;
  readonly published: string | null;
}

/** A date that is due, once per matter: what the best source says last, what it was before, and who says otherwise. */
export interface Deadline extends DateStatement {
  readonly kind: DateKind;
  /** The day that counts: the first one of a period for what takes effect or is heard, the last one for what ends. */
  readonly due: string;
  /** Whole days from today; negative when it has passed. */
  readonly daysLeft: number;
  readonly passed: boolean;
  /** Its story, and the stories of the same matter. */
  readonly storyId: string;
  readonly matter: readonly string[];
  readonly jurisdictions: readonly string[];
  readonly topics: readonly Topic[];
  /** No official source says it. */
  readonly unconfirmed: boolean;
  /** Other sources that say the same. */
  readonly alsoSaidBy: readonly DateStatement[];
  /** What it was before it was moved, newest first. */
  readonly moved: readonly DateStatement[];
  /** What other sources of the same story say instead. */
  readonly conflicts: readonly DateStatement[];
}

export interface DeadlinesRequest {
  /** "90d" (the default), "6w", "3m", "1y": how far ahead, or back with `passed`. */
  readonly within?: string;
  /** Names or codes; any of them. */
  readonly jurisdictions?: readonly string[];
  readonly topics?: readonly string[];
  readonly kinds?: readonly DateKind[];
  /** Those of the time before today instead of those ahead. */
  readonly passed?: boolean;
  readonly limit?: number;
}

export interface DeadlinesReport {
  /** Today, and the window in days. */
  readonly today: string;
  readonly from: string;
  readonly to: string;
  /** By the day that counts, the nearest first. */
  readonly deadlines: readonly Deadline[];
}

/** What is due by when. */
export interface Deadlines {
  /** @throws AppError "usage" for a window, and "query" for a place or topic, that is not understood. */
  deadlines(request: DeadlinesRequest): Promise<DeadlinesReport>;
}
