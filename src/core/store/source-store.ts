import type { Validators } from '../types.ts';

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
