import { DateTime, IANAZone } from 'luxon';
import { AppError } from '../core/errors.ts';

/** One ISO 8601 week as it is lived in one time zone: from Monday 00:00 to the next Monday 00:00 there. */
export interface Week {
  /** "2026-W25". */
  readonly label: string;
  /** IANA zone. */
  readonly timeZone: string;
  /** First instant, included. */
  readonly since: string;
  /** End, excluded; the next week's `since`. */
  readonly until: string;
}

/**
 * The week that a label ("2026-W25", also "2026w25") names in a time zone. 53 is accepted only in years that have it.
 * @throws AppError "week" when the label names no week, "time-zone" when the zone is unknown.
 */
export function isoWeek(label: string, timeZone: string): Week {
  const zone = toZone(timeZone);
  const match = /^\s*(\d{4})-?W(\d{1,2})\s*$/i.exec(label);
  const weekYear = Number(match?.[1]);
  const weekNumber = Number(match?.[2]);
  const start = match === null ? null : monday(weekYear, weekNumber, zone);
  if (start === null) {
    throw new AppError(
      'week',
      `"${label.slice(0, 40)}" is not a week. Write it as year and ISO week: 2026-W25.`,
    );
  }
  const next = start.plus({ weeks: 1 }).startOf('day');
  return {
    label: `${String(weekYear).padStart(4, '0')}-W${String(weekNumber).padStart(2, '0')}`,
    timeZone,
    since: start.toUTC().toISO(),
    until: next.toUTC().toISO(),
  };
}

/**
 * The ISO week that an instant (ISO 8601) falls into in a time zone.
 * @throws AppError "time-zone" when the zone is unknown, "week" when the instant is unreadable.
 */
export function weekOf(instant: string, timeZone: string): Week {
  const moment = DateTime.fromISO(instant, { zone: toZone(timeZone) });
  if (!moment.isValid) {
    throw new AppError(
      'week',
      `"${instant.slice(0, 40)}" is not an instant. Write it as 2026-06-17T08:00:00Z.`,
    );
  }
  const year = String(moment.weekYear).padStart(4, '0');
  return isoWeek(`${year}-W${String(moment.weekNumber).padStart(2, '0')}`, timeZone);
}

/** The `count` weeks before a week in the same zone, newest first. */
export function weeksBefore(week: Week, count: number): Week[] {
  const start = DateTime.fromISO(week.since, { zone: toZone(week.timeZone) });
  return Array.from({ length: count }, (_, index) =>
    // Noon, so that no change of clocks can push the instant into a neighbouring week.
    weekOf(
      start
        .plus({ weeks: -(index + 1), hours: 12 })
        .toUTC()
        .toISO() ?? week.since,
      week.timeZone,
    ),
  );
}

/** The calendar day of an instant in a time zone: "2026-06-17". */
export function dayIn(instant: string, timeZone: string): string {
  return DateTime.fromISO(instant, { zone: toZone(timeZone) }).toISODate() ?? instant.slice(0, 10);
}

function toZone(timeZone: string): IANAZone {
  const zone = IANAZone.create(timeZone);
  if (zone.isValid) return zone;
  throw new AppError(
    'time-zone',
    `"${timeZone.slice(0, 40)}" is not a time zone. Use an IANA name such as Europe/London or Asia/Hong_Kong.`,
  );
}

function monday(weekYear: number, weekNumber: number, zone: IANAZone): DateTime<true> | null {
  const start = DateTime.fromObject({ weekYear, weekNumber, weekday: 1 }, { zone });
  return start.isValid ? start : null;
}
