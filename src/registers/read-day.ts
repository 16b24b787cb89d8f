import { parseDate } from '../core/dates.ts';

/** How a register writes its dates. */
export interface DayRule {
  readonly language: string;
  /** Luxon formats, tried first. */
  readonly formats: readonly string[];
}

/** Day 0 of spreadsheets that count as Lotus 1-2-3 did. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

/**
 * The calendar day of a cell as "2025-05-28": 28/05/2025, 01/12/.2025, 2025-05-28, 28.5.2025, a spreadsheet's 45805, dates in words. Figures are
 * day-first unless only the other order gives a day; Buddhist years are folded. Null for anything else. Never throws.
 */
export function readDay(text: string, rule: DayRule): string | null {
  const cell = text.trim();
  if (cell === '' || cell.length > 120) return null;
  if (rule.formats.length > 0) {
    const declared = parseDate(cell, { timeZone: 'UTC', language: rule.language, formats: rule.formats });
    if (declared !== null && !/^\d{4}-\d\d-\d\d/.test(cell) && !/^\d+$/.test(cell))
      return dayOf(declared.instant.slice(0, 10));
  }
  const iso = /^(\d{4})[-./]{1,2}(\d{1,2})[-./]{1,2}(\d{1,2})(?!\d)/.exec(cell);
  if (iso) return toDay(iso[1], iso[2], iso[3]);
  const figures = /^(\d{1,2})\s?[-./]{1,2}\s?(\d{1,2})\s?[-./]{1,2}\s?(\d{4})(?!\d)/.exec(cell);
  if (figures)
    return (
      (monthFirst(rule.language) ? toDay(figures[3], figures[1], figures[2]) : null) ??
      toDay(figures[3], figures[2], figures[1]) ??
      toDay(figures[3], figures[1], figures[2])
    );
  // 1 January 1982 to 31 December 2064: what a column of dates can hold.
  if (/^\d{5}(?:\.\d+)?$/.test(cell)) {
    const serial = Math.floor(Number(cell));
    return serial >= 29_952 && serial <= 60_266
      ? new Date(EXCEL_EPOCH + serial * DAY_MS).toISOString().slice(0, 10)
      : null;
  }
  if (/^\d+$/.test(cell) && cell.length < 8) return null;
  const read = parseDate(cell, { timeZone: 'UTC', language: rule.language });
  return read === null || read.precision === 'month' || read.precision === 'year'
    ? null
    : dayOf(read.instant.slice(0, 10));
}

function monthFirst(language: string): boolean {
  return language === 'en-US';
}

function dayOf(day: string): string | null {
  const [year, month, date] = day.split('-');
  return toDay(year, month, date);
}

/** A day that exists, in the years that a register can name. */
function toDay(yearText = '', monthText = '', dayText = ''): string | null {
  const written = Number(yearText);
  const year = written > 2400 ? written - 543 : written;
  const month = Number(monthText);
  const day = Number(dayText);
  if (year < 1800 || year > 2100 || month < 1 || month > 12 || day < 1) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 ? date.toISOString().slice(0, 10) : null;
}
