const FIRST_MS = 2_000;
const CAP_MS = 15 * 60_000;

/** Milliseconds to wait after the given number of failed tries (1 or more): 2 s, 4 s, 8 s ... at most 15 minutes. */
export function backOff(tries: number): number {
  return Math.min(CAP_MS, FIRST_MS * 2 ** Math.min(20, Math.max(0, tries - 1)));
}

/** The instant `ms` after `now`, as ISO 8601 in UTC. */
export function later(now: Date, ms: number): string {
  return new Date(now.getTime() + ms).toISOString();
}
