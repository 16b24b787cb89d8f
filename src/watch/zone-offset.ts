import { DateTime } from 'luxon';

/** Minutes that a zone is ahead of UTC at an instant; 0 for a zone that is not known. */
export function zoneOffset(timeZone: string, now: Date): number {
  const offset = DateTime.fromJSDate(now, { zone: timeZone }).offset;
  return Number.isFinite(offset) ? offset : 0;
}
