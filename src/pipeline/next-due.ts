import { createHash } from 'node:crypto';
import type { SourceState } from '../core/ports.ts';
import type { SourceDef } from '../core/types.ts';

const MINUTE_MS = 60_000;
/** However long a source fails, it is asked once a day. */
const LONGEST_WAIT_MS = 24 * 60 * MINUTE_MS;
/** Reads are spread by up to this share of the interval, so that sources of one interval do not all fall due at once. */
const SPREAD = 0.1;
/** Clocks are corrected by seconds all the time. */
const CLOCK_TOLERANCE_MS = 5 * MINUTE_MS;

/**
 * When a source is read next: its shortest interval after a success, doubled per failure in a row up to one day, and never
 * before what the server asked for by Retry-After. The spread is fixed per source, so restarts do not bunch.
 */
export function nextDue(def: SourceDef, now: Date, failures: number, retryAfter: string | null): string {
  const wait = Math.min(
    def.interval.min * MINUTE_MS * 2 ** Math.min(failures, 12),
    Math.max(LONGEST_WAIT_MS, def.interval.max * MINUTE_MS),
  );
  const share = createHash('sha256').update(def.id).digest().readUInt16BE(0) / 0xffff;
  const planned = now.getTime() + wait * (1 + SPREAD * share);
  const asked = retryAfter ? Math.min(Date.parse(retryAfter), now.getTime() + LONGEST_WAIT_MS) : 0;
  return new Date(Math.max(planned, asked)).toISOString();
}

/** Whether a source's next read is due. A source never read is; so is one that was read in the future, by a clock that was wrong. */
export function isDue(state: SourceState | undefined, now: Date): boolean {
  if (!state?.nextDueAt || Date.parse(state.nextDueAt) <= now.getTime()) return true;
  return state.lastAttemptAt !== null && Date.parse(state.lastAttemptAt) > now.getTime() + CLOCK_TOLERANCE_MS;
}
