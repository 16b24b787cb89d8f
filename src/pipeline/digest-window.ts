import { DateTime } from 'luxon';
import type { DigestOptions, Window } from '../core/application.ts';
import { AppError } from '../core/errors.ts';

/**
 * The window that a digest covers: [since, until). A date without a time is a whole day in `timeZone`, so `until` 2026-06-18 includes
 * that day. Without dates it is the day or week that ends now.
 * @throws AppError "usage" for a date that is none, or a window that ends before it begins.
 */
export function digestWindow(options: DigestOptions, now: Date, timeZone: string): Window {
  const until = options.until
    ? toInstant('--until', options.until, timeZone, true)
    : DateTime.fromJSDate(now);
  const since = options.since
    ? toInstant('--since', options.since, timeZone, false)
    : until.setZone(timeZone).minus(options.period === 'weekly' ? { weeks: 1 } : { days: 1 });
  if (since >= until)
    throw new AppError('usage', `The window ends (${isoOf(until)}) before it begins (${isoOf(since)}).`);
  return { since: isoOf(since), until: isoOf(until) };
}

/** The latest moment not after `now` at which the clock in `timeZone` showed `hour` o'clock: when the last scheduled digest was due. */
export function lastDigestTime(now: Date, timeZone: string, hour: number): Date {
  const local = DateTime.fromJSDate(now, { zone: timeZone });
  const today = local.startOf('day').set({ hour });
  return (today <= local ? today : today.minus({ days: 1 })).toJSDate();
}

function toInstant(option: string, text: string, timeZone: string, endOfDay: boolean): DateTime {
  const time = DateTime.fromISO(text, { zone: timeZone });
  if (!time.isValid)
    throw new AppError('usage', `${option} ${text} is not a date: write 2026-06-18 or 2026-06-18T09:00.`);
  return endOfDay && /^\d{4}-?\d{2}-?\d{2}$/.test(text.trim()) ? time.plus({ days: 1 }) : time;
}

function isoOf(time: DateTime): string {
  return time.toUTC().toJSDate().toISOString();
}
