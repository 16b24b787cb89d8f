import { setTimeout as delay } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { AppError } from '../core/errors.ts';
import { sqliteCode, toStoreError } from './sqlite-errors.ts';

/** Statements kept prepared per connection; longer SQL (bulk inserts) is not worth a place. */
const CACHED_STATEMENTS = 256;
const CACHED_SQL_LENGTH = 4_000;

const UNDONE = 'The database undid this step after an error. Nothing of it was stored; try it again.';

export interface SqliteDialectOptions {
  readonly database: Database.Database;
  readonly file: string;
  /** How long a transaction waits for another process's write lock, in ms. */
  readonly busyTimeoutMs: number;
}

/**
 * Kysely over one better-sqlite3 connection. Differs from the dialect that Kysely brings: transactions take the write lock at once
 * (BEGIN IMMEDIATE) and wait for it without stopping the event loop; whole numbers are bound as integers (better-sqlite3
 * binds them as reals, which FTS5 ignores in rowid ranges); statements are kept prepared; errors say what to do.
 */
export function createSqliteDialect(options: SqliteDialectOptions): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: db => new SqliteIntrospector(db),
    createDriver: () => createDriver(options),
  };
}

function createDriver(options: SqliteDialectOptions): Driver {
  const { database, file } = options;
  let begun = false;
  const connection = createConnection(database, file, () => begun && !database.inTransaction);
  return {
    init: async () => undefined,
    acquireConnection: async () => connection,
    async beginTransaction() {
      await beginImmediate(options);
      begun = true;
    },
    async commitTransaction() {
      await connection.executeQuery(CompiledQuery.raw('commit'));
      begun = false;
    },
    // SQLite rolls back by itself on some errors (full disk); a second rollback would hide the first error.
    async rollbackTransaction() {
      begun = false;
      if (database.inTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
    },
    releaseConnection: async () => undefined,
    destroy: async () => undefined,
  };
}

async function beginImmediate({ database, file, busyTimeoutMs }: SqliteDialectOptions): Promise<void> {
  const deadline = performance.now() + busyTimeoutMs;
  for (let wait = 5; ; wait = Math.min(wait * 2, 100)) {
    database.pragma('busy_timeout = 0');
    try {
      database.exec('begin immediate');
      return;
    } catch (error) {
      const busy = sqliteCode(error)?.startsWith('SQLITE_BUSY') === true;
      if (!busy || performance.now() >= deadline) throw toStoreError(error, file);
    } finally {
      database.pragma(`busy_timeout = ${busyTimeoutMs}`);
    }
    await delay(wait);
  }
}

function createConnection(
  database: Database.Database,
  file: string,
  isUndone: () => boolean,
): DatabaseConnection {
  const cache = new Map<string, Database.Statement>();
  function prepare(sql: string): Database.Statement {
    const known = cache.get(sql);
    if (known !== undefined) {
      cache.delete(sql);
      cache.set(sql, known);
      return known;
    }
    const statement = database.prepare(sql);
    if (sql.length <= CACHED_SQL_LENGTH) {
      cache.set(sql, statement);
      const oldest = cache.size > CACHED_STATEMENTS ? cache.keys().next().value : undefined;
      if (oldest !== undefined) cache.delete(oldest);
    }
    return statement;
  }
  return {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      // Whoever caught the error that undid the transaction must not write on outside of it.
      if (isUndone()) throw new AppError('transaction-undone', UNDONE);
      try {
        const statement = prepare(sql) as Database.Statement<unknown[], R>;
        const bound = parameters.map(toBound);
        if (statement.reader) return { rows: statement.all(bound) };
        const { changes } = statement.run(bound);
        return { rows: [], numAffectedRows: BigInt(changes) };
      } catch (error) {
        throw toStoreError(error, file);
      }
    },
    // Nothing in the store streams; results are bounded by LIMIT.
    async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
      yield* [];
      throw new Error('The store reads bounded pages; streaming is not supported.');
    },
  };
}

function toBound(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  return value;
}
