import type { HealthState } from './health.ts';
import type { OnProgress } from './learning.ts';
import type { LedgerSummary } from './ports.ts';

/** How one source is, for people and programs. */
export interface SourceHealth {
  readonly id: string;
  readonly name: string;
  readonly jurisdiction: string | null;
  readonly tier: string;
  /** Null for a source that was never asked. */
  readonly state: HealthState | null;
  readonly since: string | null;
  readonly evidence: string;
  readonly lastReadAt: string | null;
  readonly nextReadAt: string | null;
  /** Publication of the newest item known. */
  readonly newestItemAt: string | null;
  /** Where it is asked instead of its own address. */
  readonly readAt: string | null;
}

export interface HealthFilter {
  readonly state?: HealthState;
  readonly jurisdiction?: string;
}

/** One source's line of the ledger of a window; all zero for one that was not asked. */
export interface LedgerLine extends LedgerSummary {
  readonly name: string;
  readonly jurisdiction: string | null;
}

export interface Ledger {
  readonly since: string;
  readonly until: string;
  readonly sources: readonly LedgerLine[];
}

export interface BackfillOptions {
  /** How many days back. */
  readonly days: number;
  /** Source ids; a trailing "*" matches a prefix. Empty: every enabled source. */
  readonly ids?: readonly string[];
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
}

/** What going back through one source's list came to. */
export interface SourceBackfill {
  readonly id: string;
  /** "no-archive": it lists nothing older than its first page shows; "interrupted": the next call goes on from here. */
  readonly outcome: 'done' | 'done-before' | 'no-archive' | 'interrupted' | 'failed';
  readonly pages: number;
  readonly items: number;
  readonly new: number;
  /** Publication of the oldest item that was seen. */
  readonly reachedBackTo: string | null;
  readonly error: string | null;
}

export interface BackfillReport {
  readonly since: string;
  readonly sources: readonly SourceBackfill[];
  readonly pages: number;
  readonly new: number;
}

/** What the program knows about its sources, and how it fills in what was before it watched. */
export interface Watching {
  sourceHealth(filter: HealthFilter): Promise<readonly SourceHealth[]>;
  /** What was attempted and done since a time ("7d", "2026-11-01"), per enabled source. Throws AppError "usage". */
  ledger(since: string): Promise<Ledger>;
  backfill(options: BackfillOptions): Promise<BackfillReport>;
}
