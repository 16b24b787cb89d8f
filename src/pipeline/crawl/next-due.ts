import { createHash } from 'node:crypto';
import type { SourceState } from '../../core/ports.ts';
import type { SourceDef } from '../../core/types.ts';
import type { Cadence } from '../../watch/cadence.ts';
import { planRead } from '../../watch/plan-read.ts';
import type { ListRead } from './read-source.ts';

const MINUTE_MS = 60_000;
/** Clocks are corrected by seconds all the time. */
const CLOCK_TOLERANCE_MS = 5 * MINUTE_MS;
/** After an outage of this machine sources are asked soon, but not all at once. */
const AFTER_OUTAGE_MS = 10 * MINUTE_MS;

/** When a source is read next: see planRead. What this machine's outage kept from being read is tried again soon. */
export function nextDue(
  def: SourceDef,
  after: {
    readonly now: Date;
    readonly cadence: Cadence | null;
    readonly failures: number;
    readonly read: ListRead;
  },
): string {
  const { now, cadence, failures, read } = after;
  const share = createHash('sha256').update(def.id).digest().readUInt16BE(0) / 0xffff;
  if (read.outcome === 'failed' && read.fault === 'local')
    return new Date(now.getTime() + AFTER_OUTAGE_MS * (1 + share)).toISOString();
  const retryAfter = read.outcome === 'failed' ? read.retryAfter : null;
  return planRead({ interval: def.interval, cadence, now, failures, retryAfter, share });
}

/** Whether a source's next read is due. A source never read is; so is one that was read in the future, by a clock that was wrong. */
export function isDue(state: SourceState | undefined, now: Date): boolean {
  if (!state?.nextDueAt || Date.parse(state.nextDueAt) <= now.getTime()) return true;
  return state.lastAttemptAt !== null && Date.parse(state.lastAttemptAt) > now.getTime() + CLOCK_TOLERANCE_MS;
}
