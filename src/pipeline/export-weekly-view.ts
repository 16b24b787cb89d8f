import type { Clock, Store } from '../core/ports.ts';
import { type Week, weeksBefore } from '../query/iso-week.ts';
import type { ReportState } from '../query/report-parts.ts';

const HOUR_MS = 3_600_000;
/** What was first seen this long after the end of a week still belongs to it: sources are read at least every four hours. */
const GRACE_MS = 5 * HOUR_MS;
/** A read that began within the grace has ended by then. */
const SETTLED_MS = 6 * HOUR_MS;
/** The first round of reads, with its retries. */
const FIRST_ROUND_MS = 24 * HOUR_MS;

/** A week together with what counts as known of it. */
export interface WeekView {
  readonly week: Week;
  readonly state: ReportState;
  /** Only what was seen before this instant is known; null: everything that is stored. */
  readonly knownBy: string | null;
  /** From this instant on, what belongs to an earlier week was found too late for it; null: nothing was. */
  readonly lateFrom: string | null;
}

/** When regbeat read anything for the first time; null before that. */
export async function firstReadAt(store: Pick<Store, 'sources'>): Promise<string | null> {
  const states = await store.sources.states();
  const first = [...states.values()].flatMap(state => state.firstSuccessAt ?? []).sort()[0];
  return first ?? null;
}

/** Whether nothing that is stored later can change a week any more. */
export function isSettled(week: Week, now: Date): boolean {
  return now.getTime() >= Date.parse(week.until) + SETTLED_MS;
}

/** What is known of a week. The answer for a week that is settled does not depend on the clock. */
export function viewOf(week: Week, firstRead: string | null, clock: Clock): WeekView {
  if (firstRead === null || firstRead >= week.until) {
    const knownBy = firstRead === null ? null : later(firstRead, FIRST_ROUND_MS);
    return { week, state: 'retrospective', knownBy, lateFrom: null };
  }
  const [before] = weeksBefore(week, 1);
  const lateFrom = before === undefined || firstRead >= before.until ? null : later(before.until, GRACE_MS);
  if (isSettled(week, clock()))
    return { week, state: 'closed', knownBy: later(week.until, GRACE_MS), lateFrom };
  return { week, state: 'provisional', knownBy: later(week.until, GRACE_MS), lateFrom };
}

function later(instant: string, ms: number): string {
  return new Date(Date.parse(instant) + ms).toISOString();
}
