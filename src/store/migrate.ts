import type Database from 'better-sqlite3';
import { AppError } from '../core/errors.ts';
import type { Clock } from '../core/ports.ts';

/** One step of the schema's history. Its version is its place in the list, from 1. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

const LEDGER =
  'create table if not exists schema_migrations (version integer primary key, name text not null, applied_at text not null)';

/** The schema version of a database; 0 for an empty one. */
export function schemaVersion(database: Database.Database): number {
  const known = database
    .prepare("select 1 from sqlite_schema where type = 'table' and name = 'schema_migrations'")
    .get();
  if (known === undefined) return 0;
  return Number(database.prepare('select max(version) from schema_migrations').pluck().get() ?? 0);
}

/**
 * Brings a database to the newest schema, each migration in one transaction, and returns the version reached.
 * Throws AppError "database-newer" for a file of a newer version, "database-foreign" for a file that is somebody else's database.
 */
export function migrate(
  database: Database.Database,
  migrations: readonly Migration[],
  clock: Clock,
  file: string,
): number {
  refuseForeign(database, file);
  for (;;) {
    const done = schemaVersion(database);
    if (done > migrations.length) {
      throw new AppError(
        'database-newer',
        `The database ${file} was written by a newer version of regbeat (schema ${done}; this one knows up to ${migrations.length}). Update regbeat, or point it at another data folder.`,
        { context: { found: done, known: migrations.length } },
      );
    }
    const next = migrations[done];
    if (next === undefined) return done;
    database
      .transaction(() => {
        // Another process may have migrated while this one waited for the lock.
        if (schemaVersion(database) !== done) return;
        database.exec(LEDGER);
        database.exec(next.sql);
        database
          .prepare('insert into schema_migrations (version, name, applied_at) values (?, ?, ?)')
          .run(done + 1, next.name, clock().toISOString());
      })
      .immediate();
  }
}

function refuseForeign(database: Database.Database, file: string): void {
  const names = database.prepare("select name from sqlite_schema where type = 'table'").pluck().all();
  if (names.length === 0 || names.includes('schema_migrations')) return;
  throw new AppError(
    'database-foreign',
    `The file ${file} is a database of another program. Choose another data folder (REGBEAT_DATA_DIR).`,
    { context: { tables: names.slice(0, 10) } },
  );
}
