import { DateTime, type DurationLike } from 'luxon';

/** The time that a typed date covers; `from` and `to` are the same for an instant. */
export interface DateSpan {
  readonly from: DateTime<true>;
  readonly to: DateTime<true>;
}

const UNITS: Readonly<Record<string, (amount: number) => DurationLike>> = {
  h: hours => ({ hours }),
  d: days => ({ days }),
  w: weeks => ({ weeks }),
  m: months => ({ months }),
  y: years => ({ years }),
};

/** Written forms that cover a day, a month, a year or a week. */
const CALENDAR: readonly (readonly [pattern: RegExp, length: DurationLike])[] = [
  [/^\d{4}-\d{2}-\d{2}$/, { days: 1 }],
  [/^\d{4}-\d{2}$/, { months: 1 }],
  [/^\d{4}$/, { years: 1 }],
  [/^\d{4}-w\d{2}$/i, { weeks: 1 }],
];

/** Words that stand for a day. */
export const DAY_WORDS = ['today', 'yesterday', 'tomorrow', 'now'] as const;

/**
 * Reads a date of a query: "30d" (h, d, w, m for months, y: that long before now), "today", "yesterday", "tomorrow", "now", "2026-10-01",
 * "2026-10", "2026", "2026-W46" (whole days, in the zone), or an ISO instant. Null when it is none of these.
 */
export function parseDateSpan(typed: string, now: Date, timeZone: string): DateSpan | null {
  const here = DateTime.fromJSDate(now, { zone: timeZone });
  const text = typed.normalize('NFKC').toLowerCase();
  const ago = /^(\d{1,4})([hdwmy])$/.exec(text);
  if (ago !== null) {
    const back = UNITS[ago[2] ?? '']?.(Number(ago[1]));
    return back === undefined ? null : instant(here.minus(back));
  }
  if (text === 'now') return instant(here);
  const days = { today: 0, yesterday: -1, tomorrow: 1 }[text];
  if (days !== undefined) return spanOf(here.startOf('day').plus({ days }), { days: 1 });
  for (const [pattern, length] of CALENDAR) {
    if (pattern.test(text)) return spanOf(DateTime.fromISO(text.toUpperCase(), { zone: timeZone }), length);
  }
  if (!/^\d{4}-\d{2}-\d{2}t\d{2}:\d{2}/.test(text)) return null;
  return instant(DateTime.fromISO(text.toUpperCase(), { zone: timeZone }));
}

/** A date that exists for one that does not: "2026-02-30" becomes "2026-02-28". Null when it is not of that form. */
export function nearestDay(typed: string): string | null {
  const parts = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(typed);
  if (parts === null) return null;
  const year = Number(parts[1]);
  const month = Math.min(Math.max(Number(parts[2]), 1), 12);
  const last = DateTime.utc(year, month).daysInMonth ?? 28;
  const day = Math.min(Math.max(Number(parts[3]), 1), last);
  return DateTime.utc(year, month, day).toISODate();
}

function instant(at: DateTime): DateSpan | null {
  return isUsable(at) ? { from: at, to: at } : null;
}

function spanOf(from: DateTime, length: DurationLike): DateSpan | null {
  const to = from.plus(length);
  return isUsable(from) && isUsable(to) ? { from, to } : null;
}

/** Four-digit years only: what is written back must be readable again. */
function isUsable(at: DateTime): at is DateTime<true> {
  const utc = at.toUTC();
  return at.isValid && utc.year >= 1 && utc.year <= 9999;
}
