/** Hours of a week, from Monday 00:00 in the source's zone. */
const WEEK = 168;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** 1970-01-01 was a Thursday: hours from the Monday before it. */
const EPOCH_SHIFT = 72;
/** Publications that come within this time of each other are one batch: ten items at noon are one occasion. */
const BATCH_MINUTES = 60;
/** Batches remembered of one source. */
export const MOST_BATCHES = 120;
/** How many observations the assumed week of an office weighs against the observed one. */
const PRIOR = 6;
/** Rates look back this far, so that a source that slows down is asked less often within a month. */
const RATE_HOURS = 28 * 24;

/** When a source publishes, learned from when it published. */
export interface Cadence {
  /** Batches it was learned from. */
  readonly batches: number;
  /** Batches per active hour, over the last four weeks. */
  readonly rate: number;
  /** Active hours between two batches, ascending. */
  readonly gaps: readonly number[];
  /** Active hours from Monday 00:00 to the begin of each hour of the week; 168 at its end. */
  readonly week: readonly number[];
  /** Minutes that the source's zone is ahead of UTC. */
  readonly offset: number;
}

/** Adds instants (minutes since 1970) to a source's activity: sorted, one per batch, the newest of them. */
export function addActivity(known: readonly number[], found: readonly number[]): readonly number[] {
  if (found.length === 0) return known;
  const batches: number[] = [];
  for (const minute of [...known, ...found].sort((one, other) => one - other)) {
    const last = batches.at(-1);
    if (last === undefined || minute - last >= BATCH_MINUTES) batches.push(minute);
  }
  return batches.slice(-MOST_BATCHES);
}

/**
 * The cadence that an activity shows. An active hour is an hour weighted by how much is usually published in it, so that nights,
 * weekends and a desk that works from Sunday to Thursday need no rules of their own; a week has 168 of them.
 */
export function learnCadence(activity: readonly number[], now: Date, offset: number): Cadence {
  const week = cumulate(hourWeights(activity, offset));
  const at = (minute: number) => activeAt(week, minute + offset);
  const gaps: number[] = [];
  for (let index = 1; index < activity.length; index++) {
    gaps.push(at(activity[index] ?? 0) - at(activity[index - 1] ?? 0));
  }
  const present = now.getTime() / MINUTE_MS;
  const from = Math.max(activity[0] ?? present, present - RATE_HOURS * 60);
  const recent = activity.filter(minute => minute >= from).length;
  const hours = Math.max(24, at(present) - at(from));
  return {
    batches: activity.length,
    rate: activity.length === 0 ? 0 : (recent + 0.5) / hours,
    gaps: gaps.sort((one, other) => one - other),
    week,
    offset,
  };
}

/** Active hours between two instants. */
export function activeHours(cadence: Cadence, from: Date, to: Date): number {
  return (
    activeAt(cadence.week, to.getTime() / MINUTE_MS + cadence.offset) -
    activeAt(cadence.week, from.getTime() / MINUTE_MS + cadence.offset)
  );
}

/** The hours until so many active hours have passed, at most `most`. */
export function hoursUntilActive(cadence: Cadence, now: Date, active: number, most: number): number {
  let done = 0;
  for (let hour = 0; hour < most; hour++) {
    const begin = new Date(now.getTime() + hour * HOUR_MS);
    const share = activeHours(cadence, begin, new Date(begin.getTime() + HOUR_MS));
    if (done + share >= active) return hour + (active - done) / share;
    done += share;
  }
  return most;
}

function hourWeights(activity: readonly number[], offset: number): readonly number[] {
  const days = Array.from({ length: 7 }, (_, day) => PRIOR * (day < 5 ? 0.19 : 0.025));
  const hours = Array.from({ length: 24 }, (_, hour) => PRIOR * (hour >= 8 && hour < 19 ? 0.075 : 0.0135));
  for (const minute of activity) {
    const hour = hourOfWeek(minute + offset);
    const day = Math.floor(hour / 24);
    days[day] = (days[day] ?? 0) + 1;
    const of = Math.floor(hour % 24);
    // The hours beside it are likely too: a week has too many hours to see each.
    for (const [shift, share] of [
      [0, 0.5],
      [1, 0.25],
      [23, 0.25],
    ] as const) {
      const near = (of + shift) % 24;
      hours[near] = (hours[near] ?? 0) + share;
    }
  }
  const raw = Array.from({ length: WEEK }, (_, hour) => {
    return (days[Math.floor(hour / 24)] ?? 0) * (hours[hour % 24] ?? 0);
  });
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  return raw.map(weight => (weight * WEEK) / total);
}

function cumulate(weights: readonly number[]): readonly number[] {
  const sums = [0];
  for (const weight of weights) sums.push((sums.at(-1) ?? 0) + weight);
  return sums;
}

function hourOfWeek(localMinute: number): number {
  const hour = (localMinute / 60 + EPOCH_SHIFT) % WEEK;
  return hour < 0 ? hour + WEEK : hour;
}

/** Active hours since a Monday long ago. */
function activeAt(week: readonly number[], localMinute: number): number {
  const hours = localMinute / 60 + EPOCH_SHIFT;
  const weeks = Math.floor(hours / WEEK);
  const within = hours - weeks * WEEK;
  const whole = Math.floor(within);
  const begin = week[whole] ?? 0;
  const end = week[whole + 1] ?? WEEK;
  return weeks * WEEK + begin + (end - begin) * (within - whole);
}
