import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import { AppError, errorText } from '../core/errors.ts';

/** The files that make up one SQLite database in WAL mode. */
const PARTS = ['', '-wal', '-shm'] as const;

/**
 * Puts a backup in the place of the database. The database that was there is kept beside it under a name with `stamp`; nothing is deleted.
 * Returns where it went, or null when there was none.
 * @throws AppError "restore" when the backup is not sound, or the database is in use.
 */
export async function restoreSqlite(backup: string, file: string, stamp: string): Promise<string | null> {
  checkBackup(backup);
  if (path.resolve(backup) === path.resolve(file))
    throw new AppError('restore', `${backup} is the database itself.`);
  await mkdir(path.dirname(file), { recursive: true });
  const incoming = `${file}.incoming`;
  await copyFile(backup, incoming);
  if (!existsSync(file)) {
    await rename(incoming, file);
    return null;
  }
  settle(file);
  const kept = `${file}.before-restore-${stamp}`;
  for (const part of PARTS) if (existsSync(file + part)) await rename(file + part, kept + part);
  await rename(incoming, file);
  return kept;
}

function checkBackup(backup: string): void {
  if (!existsSync(backup)) throw new AppError('restore', `There is no file ${backup}.`);
  try {
    const database = new Database(backup, { readonly: true });
    try {
      const result: unknown = database.pragma('integrity_check', { simple: true });
      if (result !== 'ok') throw new Error(String(result));
      database.prepare('select count(*) from items').get();
    } finally {
      database.close();
    }
  } catch (cause) {
    throw new AppError(
      'restore',
      `${backup} is not a sound backup of regbeat (${errorText(cause)}); nothing was changed.`,
      { cause },
    );
  }
}

/** Makes sure that nobody uses the database, and folds its log into it. A damaged database is moved aside as it is. */
function settle(file: string): void {
  let database: Database.Database | null = null;
  try {
    database = new Database(file, { timeout: 500 });
    database.pragma('locking_mode = exclusive');
    database.exec('begin exclusive; commit');
    database.pragma('wal_checkpoint(truncate)');
  } catch (cause) {
    const code: unknown = cause instanceof Error ? Reflect.get(cause, 'code') : null;
    if (String(code).startsWith('SQLITE_BUSY')) {
      throw new AppError('restore', `${file} is in use: stop regbeat first; nothing was changed.`, {
        retry: 'later',
        cause,
      });
    }
  } finally {
    database?.close();
  }
}
