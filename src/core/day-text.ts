import { DateTime } from 'luxon';

/** An instant's day in a zone as people write it, "7 Apr 2025" or without its year "7 Apr"; null for what is no instant. */
export function dayText(
  instant: string,
  timeZone: string,
  options: { readonly year?: boolean } = {},
): string | null {
  const day = DateTime.fromISO(instant, { zone: timeZone, locale: 'en-US' });
  if (!day.isValid) return null;
  return day.toFormat(options.year === false ? 'd LLL' : 'd LLL yyyy');
}

/** A calendar date as people write it: "2025-04-07" is "7 Apr 2025", "2025-04" is "Apr 2025", anything else stays as it is. */
export function calendarText(date: string): string {
  const format = { 10: 'd LLL yyyy', 7: 'LLL yyyy' }[date.length];
  const day = format === undefined ? null : DateTime.fromISO(date, { zone: 'UTC', locale: 'en-US' });
  return day?.isValid === true && format !== undefined ? day.toFormat(format) : date;
}

/**
 * The calendar date that a day, month or year of the given precision was stored for, as the instant at which it began in its zone:
 * "2025-04-07", "2025-04", "2025". Without a zone the offset is read from the instant itself, which is right from UTC-11 to UTC+12. Null for
 * what is no instant.
 */
export function calendarDate(
  instant: string,
  precision: 'day' | 'month' | 'year',
  timeZone: string | null,
): string | null {
  const begun = DateTime.fromISO(instant, { zone: timeZone ?? 'UTC' });
  const inside = timeZone === null ? begun.plus({ hours: 12 }) : begun;
  return inside.isValid
    ? inside.toFormat({ day: 'yyyy-MM-dd', month: 'yyyy-MM', year: 'yyyy' }[precision])
    : null;
}
