import type { AppError } from '../core/errors.ts';

/** The asker's mistakes, by the code of their AppError, as statuses of HTTP. Everything else is trouble of this machine. */
const MISTAKES: Readonly<Record<string, 400 | 404 | 422>> = {
  usage: 400,
  query: 400,
  cursor: 400,
  matrix: 400,
  week: 400,
  'time-zone': 400,
  'not-found': 404,
  'no-such-source': 404,
  'too-many-items': 422,
};

/** The status of an asker's mistake; null for trouble whose words (paths, addresses) are for the log only. */
export function mistakeStatus({ code }: AppError): 400 | 404 | 422 | null {
  return Object.hasOwn(MISTAKES, code) ? (MISTAKES[code] ?? null) : null;
}
