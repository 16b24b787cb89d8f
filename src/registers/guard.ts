import type { Hold, RegisterDiff } from '../core/registers.ts';

/** Share of entries that may leave a register at once: more is more often a broken list than a purge. */
export const MAX_REMOVED_SHARE = 0.2;

/** What a snapshot is judged by before it is applied. */
export interface SnapshotFacts {
  readonly rows: number;
  /** Entries with an identity. */
  readonly entries: number;
  /** Columns that the register's rule names and the snapshot lacks. */
  readonly missingColumns: readonly string[];
  /** The header was there with every column: a table without rows may then be an empty register. */
  readonly headerSeen: boolean;
  /** Entries before; null for the first snapshot. */
  readonly before: number | null;
}

/** Why a snapshot must not be applied by itself, or null. */
export function guard(facts: SnapshotFacts, diff: RegisterDiff | null): Hold | null {
  if (facts.missingColumns.length > 0) {
    return {
      reason: 'columns-missing',
      detail: `The columns changed: ${facts.missingColumns.map(name => `"${name}"`).join(', ')} ${facts.missingColumns.length === 1 ? 'is' : 'are'} missing. Bring the register's rule up to date.`,
    };
  }
  if (facts.entries === 0 && (facts.before === null ? !facts.headerSeen : facts.before > 0)) {
    return {
      reason: 'zero-rows',
      detail:
        facts.rows === 0
          ? `The list is empty${facts.before ? `, it had ${facts.before} entries` : ''}.`
          : `None of ${facts.rows} rows names a firm.`,
    };
  }
  const removed = diff?.removed.length ?? 0;
  const before = facts.before ?? 0;
  if (removed > before * MAX_REMOVED_SHARE) {
    return {
      reason: 'removals',
      detail: `${removed} of ${before} entries would be removed, more than ${MAX_REMOVED_SHARE * 100} %.`,
    };
  }
  return null;
}
