import type { SourceDef } from '../core/types.ts';
import type { Cadence } from './cadence.ts';
import { hoursUntilActive } from './cadence.ts';

const MINUTE_MS = 60_000;
/** However long a source fails, it is asked once a day. */
const LONGEST_WAIT_MINUTES = 24 * 60;
/** A source is asked again when half a batch is to be expected of it. */
const EXPECTED_BATCHES = 0.5;
/** Batches that must have been seen before the cadence is believed. */
const FEWEST_BATCHES = 3;
/** Reads are spread by this share of their interval around the planned time. */
const SPREAD = 0.05;

/** What the time of the next read follows from. */
export interface ReadPlan {
  readonly interval: SourceDef['interval'];
  /** Null when nothing is known of it. */
  readonly cadence: Cadence | null;
  readonly now: Date;
  /** Failed reads in a row. */
  readonly failures: number;
  /** Instant before which the server does not want to be asked. */
  readonly retryAfter: string | null;
  /** Where in the spread this source stands, 0 to 1, fixed per source, so that restarts do not bunch. */
  readonly share: number;
}

/**
 * Minutes until half a batch is to be expected of a source, by its own weekdays and hours, within the bounds of its definition; the
 * shortest interval while nothing is known.
 */
export function adaptiveMinutes(interval: ReadPlan['interval'], cadence: Cadence | null, now: Date): number {
  const { min } = interval;
  const max = Math.max(min, interval.max);
  if (cadence === null || cadence.batches < FEWEST_BATCHES || cadence.rate <= 0) return min;
  const hours = hoursUntilActive(cadence, now, EXPECTED_BATCHES / cadence.rate, Math.ceil(max / 60));
  return Math.min(max, Math.max(min, hours * 60));
}

/**
 * When a source is read next. After a success by its cadence; after failures its shortest interval doubled per failure, up to one
 * day and never to nothing; and not before what the server asked for by Retry-After, of which a day is honoured.
 */
export function planRead(plan: ReadPlan): string {
  const { interval, failures, now, share } = plan;
  const max = Math.max(interval.min, interval.max);
  const [planned, lower, upper] =
    failures > 0
      ? [
          interval.min * 2 ** Math.min(failures, 12),
          interval.min,
          Math.max(LONGEST_WAIT_MINUTES, interval.min),
        ]
      : [adaptiveMinutes(interval, plan.cadence, now), interval.min, max];
  const bounded = Math.min(upper, Math.max(lower, planned));
  const from = Math.max(lower, bounded * (1 - SPREAD));
  const to = Math.min(upper, bounded * (1 + SPREAD));
  const at = now.getTime() + (from + (to - from) * share) * MINUTE_MS;
  const asked = plan.retryAfter === null ? 0 : Date.parse(plan.retryAfter);
  const honoured = Math.min(
    Number.isFinite(asked) ? asked : 0,
    now.getTime() + LONGEST_WAIT_MINUTES * MINUTE_MS,
  );
  return new Date(Math.max(at, honoured)).toISOString();
}
