import type { FetchProblem } from './fetch-problem.ts';

/** Waits; rejects when the signal fires. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** Statuses that another try may not meet again: RFC 9110 section 15.5.9 and 15.6, RFC 6585 section 4. */
const TRANSIENT_STATUS = new Set([408, 429, 500, 502, 503, 504]);

const FIRST_WAIT = 500;
const LONGEST_WAIT = 8_000;
/** Milliseconds: a Retry-After up to here is waited out; a longer one is the schedule's business. */
export const PATIENCE = 10_000;
/** No server may silence a source for longer than this: a date in the year 3000 is a mistake. */
const LONGEST_SILENCE = 7 * 24 * 3_600_000;

const SECONDS = /^\d{1,10}$/;
const HTTP_DATE = /^[A-Za-z]{3,9},? /;

/** Whether a status is worth another try by itself. */
export function isTransientStatus(status: number): boolean {
  return TRANSIENT_STATUS.has(status);
}

/** Reads a Retry-After header (whole seconds or an HTTP date, RFC 9110 section 10.2.3). Null when absent, unreadable or past. */
export function parseRetryAfter(value: string | null, now: Date): Date | null {
  const text = value?.trim() ?? '';
  let at = Number.NaN;
  if (SECONDS.test(text)) at = now.getTime() + Number(text) * 1000;
  else if (HTTP_DATE.test(text)) at = Date.parse(text);
  if (!(at > now.getTime())) return null;
  return new Date(Math.min(at, now.getTime() + LONGEST_SILENCE));
}

/**
 * Milliseconds to wait before the next try, or null when there should be none. `attempt` counts the tries made (from 1),
 * `draw` is a random number in [0, 1): exponential back-off, half of it jitter.
 */
export function retryDelay(problem: FetchProblem, attempt: number, now: Date, draw: number): number | null {
  if (!problem.transient) return null;
  const backOff = Math.min(FIRST_WAIT * 2 ** (attempt - 1), LONGEST_WAIT) * (0.5 + draw / 2);
  if (problem.retryAfter === null) return backOff;
  const asked = problem.retryAfter.getTime() - now.getTime();
  return asked > PATIENCE ? null : Math.max(asked, backOff);
}
