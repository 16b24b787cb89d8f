/** A calendar date as precise as the words that gave it. */
export interface CalendarDate {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
  readonly quarter?: number;
  readonly half?: number;
}

const FORM = /^(\d{4})(?:-(?:Q([1-4])|H([12])|(\d{2})(?:-(\d{2}))?))?$/;

/** "2025-04-07", "2025-04", "2025-Q3", "2025-H1" or "2025". */
export function formatCalendarDate(date: CalendarDate): string {
  const year = String(date.year).padStart(4, '0');
  if (date.quarter !== undefined) return `${year}-Q${date.quarter}`;
  if (date.half !== undefined) return `${year}-H${date.half}`;
  if (date.month === undefined) return year;
  const month = `${year}-${String(date.month).padStart(2, '0')}`;
  return date.day === undefined ? month : `${month}-${String(date.day).padStart(2, '0')}`;
}

/** Reads what formatCalendarDate writes; null for anything else and for days that do not exist. */
export function parseCalendarDate(text: string): CalendarDate | null {
  const [, year, quarter, half, month, day] = FORM.exec(text) ?? [];
  if (year === undefined) return null;
  const date: CalendarDate = {
    year: Number(year),
    ...(quarter === undefined ? {} : { quarter: Number(quarter) }),
    ...(half === undefined ? {} : { half: Number(half) }),
    ...(month === undefined ? {} : { month: Number(month) }),
    ...(day === undefined ? {} : { day: Number(day) }),
  };
  return exists(date) ? date : null;
}

/** Whether there is such a day or month: there is no 31 February. */
export function exists({ year, month, day }: CalendarDate): boolean {
  if (year < 1 || year > 9999) return false;
  if (month !== undefined && (month < 1 || month > 12)) return false;
  return day === undefined || (day >= 1 && day <= daysIn(year, month ?? 1));
}

/** The first day that a date covers, "2025-07-01" for "2025-Q3"; the text itself when it is no such date. */
export function firstDay(text: string): string {
  const date = parseCalendarDate(text);
  if (date === null) return text;
  const month = date.month ?? (date.quarter ?? 1) * 3 - 2 + (date.half === 2 ? 6 : 0);
  return formatCalendarDate({ year: date.year, month, day: date.day ?? 1 });
}

/** The last day that a date covers, "2025-09-30" for "2025-Q3"; the text itself when it is no such date. */
export function lastDay(text: string): string {
  const date = parseCalendarDate(text);
  if (date === null) return text;
  const month =
    date.month ??
    (date.quarter === undefined ? (date.half === undefined ? 12 : date.half * 6) : date.quarter * 3);
  return formatCalendarDate({ year: date.year, month, day: date.day ?? daysIn(date.year, month) });
}

/** Whole days from one day to another ("2025-04-07"), negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** A day some days, weeks, months or years after another; the end of a shorter month stands for a day that it lacks. */
export function addToDay(day: string, amount: number, unit: 'day' | 'week' | 'month' | 'year'): string {
  if (unit === 'day' || unit === 'week') {
    const ms = Date.parse(day) + amount * (unit === 'week' ? 7 : 1) * 86_400_000;
    return new Date(ms).toISOString().slice(0, 10);
  }
  const { year, month = 1, day: dayOfMonth = 1 } = parseCalendarDate(day) ?? { year: 1970 };
  const months = year * 12 + month - 1 + amount * (unit === 'year' ? 12 : 1);
  const then = { year: Math.floor(months / 12), month: (months % 12) + 1 };
  return formatCalendarDate({ ...then, day: Math.min(dayOfMonth, daysIn(then.year, then.month)) });
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
