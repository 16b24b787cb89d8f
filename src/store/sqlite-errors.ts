import { AppError, errorText } from '../core/errors.ts';

interface Plain {
  readonly code: string;
  readonly retry: 'no' | 'later';
  readonly message: (file: string) => string;
}

/** By result code of SQLite, extended codes included by prefix (https://www.sqlite.org/rescode.html). First match wins. */
const PLAIN: readonly (readonly [RegExp, Plain])[] = [
  [
    /^SQLITE_(BUSY|LOCKED)/,
    {
      code: 'database-busy',
      retry: 'later',
      message: file =>
        `The database ${file} is being written by another process. Wait for it to finish, or stop it, and try again.`,
    },
  ],
  [
    /^SQLITE_FULL/,
    {
      code: 'database-full',
      retry: 'later',
      message: file =>
        `There is no room left for the database ${file}. Nothing of this step was stored. Free some disk space and try again.`,
    },
  ],
  [
    /^SQLITE_(READONLY|PERM)/,
    {
      code: 'database-read-only',
      retry: 'no',
      message: file =>
        `The database ${file} cannot be written. Give this user write permission for the file and its folder, or choose another data folder (REGBEAT_DATA_DIR).`,
    },
  ],
  [
    /^SQLITE_(CORRUPT|NOTADB|FORMAT)/,
    {
      code: 'database-corrupt',
      retry: 'no',
      message: file =>
        `The file ${file} is damaged or is not a database. Move it away and restore a backup ("regbeat db restore"), or start with an empty one.`,
    },
  ],
  [
    /^SQLITE_CANTOPEN/,
    {
      code: 'database-cannot-open',
      retry: 'no',
      message: file =>
        `The database ${file} cannot be opened or created. Check that its folder exists and that this user may write there, or choose another data folder (REGBEAT_DATA_DIR).`,
    },
  ],
  [
    /^SQLITE_IOERR/,
    {
      code: 'database-io',
      retry: 'later',
      message: file =>
        `Reading or writing the database ${file} failed. Check the disk and that nothing else moves or removes the file, then try again.`,
    },
  ],
];

/** The SQLite result code of a thrown value, or null. */
export function sqliteCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' && error.code.startsWith('SQLITE_') ? error.code : null;
}

/** An error of SQLite as an AppError that says what to do; other errors come back as they are. */
export function toStoreError(error: unknown, file: string): unknown {
  const code = sqliteCode(error);
  if (code === null) return error;
  const known = PLAIN.find(([pattern]) => pattern.test(code))?.[1];
  if (known === undefined) return error;
  return new AppError(known.code, known.message(file), {
    retry: known.retry,
    cause: error,
    context: { sqlite: code, detail: errorText(error) },
  });
}
