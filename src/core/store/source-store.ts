import type { HealthEvent, SourceWatch } from '../health.ts';
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
  /** What is learned over many reads. */
  readonly watch: SourceWatch;
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
  /** Publication of the newest and the oldest item in the list, where they are dated. */
  readonly newestItem: string | null;
  readonly oldestItem: string | null;
  /**
   * Whether the list may have lost items since the read before; "closed" when further pages led back to what was known; "closed-later" when
   * the gap was that of an earlier read, "open" until now.
   */
  readonly gap: 'none' | 'closed' | 'open' | 'closed-later';
  /** Documents that were read: 1, and more after a gap. */
  readonly pages: number;
}

export interface SourceCoverage {
  readonly sourceId: string;
  readonly attempts: number;
  readonly successes: number;
  /** Reads after which items may be missing for good. */
  readonly openGaps: number;
  readonly lastSuccessAt: string | null;
  readonly failingSince: string | null;
  readonly lastError: string | null;
}

/** What the ledger says about one source over a window. */
export interface LedgerSummary {
  readonly sourceId: string;
  readonly attempts: number;
  readonly done: number;
  /** Gaps that were found, each once. */
  readonly gaps: number;
  /** Gaps that no further page closed. */
  readonly openGaps: number;
  readonly itemsNew: number;
  /** Hours for which the source could not be read: from each first failed read to the next one done. */
  readonly hoursUnread: number;
  readonly lastReadAt: string | null;
}

export interface SourceStore {
  states(): Promise<ReadonlyMap<string, SourceState>>;
  /** Writes the new state, one ledger line and, when the health changed, one event. */
  record(state: SourceState, read: SourceRead, event?: Omit<HealthEvent, 'id'> | null): Promise<void>;
  /** Writes an event that belongs to no read. */
  note(event: Omit<HealthEvent, 'id'>): Promise<void>;
  /** Events after the one numbered `after`, oldest first. Numbers follow commits. */
  events(after: number): Promise<readonly HealthEvent[]>;
  /** Number of the newest event, 0 when there is none. */
  lastEvent(): Promise<number>;
  /** The ledger of [since, until), one line per source that was asked in it. */
  ledger(since: string, until: string): Promise<readonly LedgerSummary[]>;
  /** Per source, what happened to reads in [since, until). */
  coverage(since: string, until: string): Promise<readonly SourceCoverage[]>;
}
