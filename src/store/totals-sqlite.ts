import type Database from 'better-sqlite3';

/** Totals of searches, remembered for as long as the database does not change: the next page need not count again. */
export interface Totals {
  of(key: string, count: () => Promise<number>): Promise<number>;
}

const REMEMBERED = 500;

/**
 * Totals as seen by a connection that only reads: SQLite's data_version tells it that any other connection, of this process or another, has
 * committed something.
 */
export function createSqliteTotals(reader: Database.Database): Totals {
  const known = new Map<string, number>();
  let version: unknown = null;
  return {
    async of(key, count) {
      const current = reader.pragma('data_version', { simple: true });
      if (current !== version || known.size >= REMEMBERED) known.clear();
      version = current;
      const total = known.get(key) ?? (await count());
      // What was counted may already include a commit made meanwhile; the version then differs and it is forgotten.
      if (version === current) known.set(key, total);
      return total;
    },
  };
}
