import { AsyncLocalStorage } from 'node:async_hooks';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import { Kysely } from 'kysely';
import { AppError } from '../core/errors.ts';
import type { Clock, Logger, Store, StoreOps } from '../core/ports.ts';
import { createAcks } from './acks.ts';
import { createDeadlines } from './deadlines.ts';
import { createEntities } from './entities.ts';
import { createFollows } from './follows.ts';
import { createItems } from './items.ts';
import { createKnowledge } from './knowledge.ts';
import { type Migration, migrate, schemaVersion } from './migrate.ts';
import { SQLITE_MIGRATIONS } from './migrations-sqlite.ts';
import { createOutbox } from './outbox.ts';
import { createRegisters } from './registers.ts';
import { createRobots } from './robots.ts';
import type { Db, Session, Tables } from './schema.ts';
import type { SearchIndex } from './search-index.ts';
import { createSqliteSearch } from './search-sqlite.ts';
import { createSettings } from './settings.ts';
import { createSnapshots } from './snapshots.ts';
import { createSources } from './sources.ts';
import { createSqliteDialect } from './sqlite-dialect.ts';
import { toStoreError } from './sqlite-errors.ts';
import { createStatistics } from './statistics.ts';
import { createStories } from './stories.ts';
import { createSubscriptions } from './subscriptions.ts';
import { createSqliteTotals, type Totals } from './totals-sqlite.ts';
import { createVerdicts } from './verdicts.ts';
import { verifySqlite } from './verify-sqlite.ts';

export interface StoreOptions {
  /** The database file; it and its folder are made when they do not exist. */
  readonly path: string;
  readonly logger?: Logger;
  readonly clock?: Clock;
  /** How long to wait for another process's write lock, in ms. Default 10,000. */
  readonly busyTimeoutMs?: number;
  /** Upper limit of the file, in pages of 4 KB. Default: the disk. */
  readonly maxPages?: number;
  /** Another schema history, for tests of the mechanism. */
  readonly migrations?: readonly Migration[];
}

/** The store on SQLite, with what only a file can do. */
export interface SqliteStore extends Store {
  readonly path: string;
  /** Schema version now, and what it was when the file was opened (0 for a new one). */
  readonly schemaVersion: number;
  readonly openedVersion: number;
  /** Writes a consistent copy while the store is in use. Throws AppError "backup-exists" when the file is there already. */
  backup(path: string): Promise<void>;
  /** Problems found in the whole database, one line each; none when it is sound. */
  verify(): Promise<readonly string[]>;
}

/**
 * Opens (or makes) the database and brings it to this version's schema. Two connections: one writes, one transaction at a time; one reads, and sees what
 * was committed last. Throws AppError when the file cannot be used: it says why and what to do.
 */
export async function openStore(options: StoreOptions): Promise<SqliteStore> {
  const { path: file, clock = () => new Date(), busyTimeoutMs = 10_000 } = options;
  const opened: Database.Database[] = [];
  try {
    await mkdir(path.dirname(file), { recursive: true });
    const writer = openConnection(file, busyTimeoutMs, opened);
    setUpWriter(writer, options);
    const openedVersion = schemaVersion(writer);
    const version = migrate(writer, options.migrations ?? SQLITE_MIGRATIONS, clock, file);
    if (openedVersion !== version) {
      options.logger?.info({ file, from: openedVersion, to: version }, 'database schema brought up to date');
    }
    const reader = openConnection(file, busyTimeoutMs, opened);
    reader.pragma('query_only = on');
    return createStore({ file, writer, reader, busyTimeoutMs, version, openedVersion });
  } catch (error) {
    for (const database of opened) database.close();
    throw toOpenError(error, file);
  }
}

function openConnection(file: string, busyTimeoutMs: number, opened: Database.Database[]): Database.Database {
  const database = new Database(file, { timeout: busyTimeoutMs });
  opened.push(database);
  database.pragma('foreign_keys = on');
  database.pragma('synchronous = normal');
  database.pragma('cache_size = -65536');
  database.pragma('temp_store = memory');
  return database;
}

function setUpWriter(writer: Database.Database, { maxPages }: StoreOptions): void {
  writer.pragma('journal_mode = wal');
  // 32 MB: with SQLite's 4 MB, half of the time of a bulk insert goes into copying the same pages again and again.
  writer.pragma('wal_autocheckpoint = 8000');
  // After a burst the log file shrinks back to this.
  writer.pragma('journal_size_limit = 67108864');
  if (maxPages !== undefined) writer.pragma(`max_page_count = ${Math.trunc(maxPages)}`);
}

/** A folder that cannot be made or entered is reported by Node, not by SQLite. */
function toOpenError(error: unknown, file: string): unknown {
  const known = toStoreError(error, file);
  if (known instanceof AppError || !(error instanceof Error)) return known;
  if (!('syscall' in error)) return error;
  return new AppError(
    'database-cannot-open',
    `The database ${file} cannot be opened or created (${error.message}). Check its folder, or choose another data folder (REGBEAT_DATA_DIR).`,
    { cause: error },
  );
}

interface Parts {
  readonly file: string;
  readonly writer: Database.Database;
  readonly reader: Database.Database;
  readonly busyTimeoutMs: number;
  readonly version: number;
  readonly openedVersion: number;
}

function createStore(parts: Parts): SqliteStore {
  const { file, writer, reader, busyTimeoutMs } = parts;
  const connect = (database: Database.Database): Db =>
    new Kysely<Tables>({ dialect: createSqliteDialect({ database, file, busyTimeoutMs }) });
  const writing = connect(writer);
  const reading = connect(reader);
  const search = createSqliteSearch();
  const inside = new AsyncLocalStorage<true>();

  function write<T>(work: (tx: Db) => Promise<T>): Promise<T> {
    if (inside.getStore() === true) {
      // It would wait for itself for ever.
      return Promise.reject(
        new AppError(
          'transaction-nested',
          'A transaction was begun inside another. Use the operations handed to the transaction.',
        ),
      );
    }
    return writing.transaction().execute(tx => inside.run(true, () => work(tx)));
  }

  let closing: Promise<void> | null = null;
  async function close(): Promise<void> {
    // Behind the transactions that are under way.
    await writing.connection().execute(async () => undefined);
    await writing.destroy();
    await reading.destroy();
    reader.close();
    writer.close();
  }

  return {
    ...createOps({ db: reading, write }, search, createSqliteTotals(reader)),
    path: file,
    schemaVersion: parts.version,
    openedVersion: parts.openedVersion,
    transaction: work => write(tx => work(createOps({ db: tx, write: inner => inner(tx) }, search, null))),
    backup: target => backUp(reader, target),
    verify: async () => verifySqlite(reader),
    close() {
      closing ??= close();
      return closing;
    },
  };
}

function createOps(session: Session, search: SearchIndex, totals: Totals | null): StoreOps {
  return {
    sources: createSources(session),
    items: createItems(session, search, totals),
    deadlines: createDeadlines(session),
    entities: createEntities(session),
    knowledge: createKnowledge(session),
    stories: createStories(session),
    outbox: createOutbox(session),
    acks: createAcks(session),
    robots: createRobots(session),
    registers: createRegisters(session),
    settings: createSettings(session),
    verdicts: createVerdicts(session),
    snapshots: createSnapshots(session),
    statistics: createStatistics(session, search),
    follows: createFollows(session),
    subscriptions: createSubscriptions(session),
  };
}

async function backUp(reader: Database.Database, target: string): Promise<void> {
  const exists = await access(target).then(
    () => true,
    () => false,
  );
  if (exists) {
    throw new AppError('backup-exists', `There is a file ${target} already. Choose another name.`);
  }
  try {
    await mkdir(path.dirname(target), { recursive: true });
    // A copy that was interrupted never carries the name of a backup.
    const partial = `${target}.partial`;
    await rm(partial, { force: true });
    await reader.backup(partial);
    await rename(partial, target);
  } catch (error) {
    throw toOpenError(error, target);
  }
}
