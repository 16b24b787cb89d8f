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

/** When digests fall due. */
export interface DigestTimes {
  /** IANA zone. */
  readonly timeZone: string;
  /** 0 to 23, by the clocks of the zone. */
  readonly hour: number;
  /** ISO weekday (1 is Monday) of a weekly digest; null: every day. */
  readonly weekday: number | null;
  /** ISO weekdays without a digest: what would be told then is told on the next day that is not quiet. */
  readonly quietDays: readonly number[];
}

/** Two weeks and a day: a weekly digest on a quiet day moves to one of the next six. */
const DAYS_LOOKED_AT = 15;

/**
 * The latest moment not after `now` at which a digest was due; null when there is none (every day is quiet). An hour that the clocks leave out in
 * spring is the one after it, an hour that they show twice counts the first time.
 */
export function lastDigestTime(now: Date, times: DigestTimes): Date | null {
  const local = DateTime.fromJSDate(now, { zone: times.timeZone });
  for (let back = 0; back <= DAYS_LOOKED_AT; back++) {
    const day = local.startOf('day').minus({ days: back });
    const moment = day.set({ hour: times.hour });
    if (moment <= local && isDigestDay(day, times)) return moment.toJSDate();
  }
  return null;
}

function isDigestDay(day: DateTime, { weekday, quietDays }: DigestTimes): boolean {
  if (quietDays.includes(day.weekday)) return false;
  if (weekday === null || day.weekday === weekday) return true;
  // A weekly digest whose day is quiet waits for the next day that is not.
  for (let back = 1; back < 7; back++) {
    const earlier = day.minus({ days: back }).weekday;
    if (!quietDays.includes(earlier)) return false;
    if (earlier === weekday) return true;
  }
  return false;
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
