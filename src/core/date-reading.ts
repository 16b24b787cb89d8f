import { DateTime } from 'luxon';
import { gregorianYear } from './date-calendars.ts';
import type { DateOptions, ParsedDate } from './dates.ts';
import type { DatePrecision } from './types.ts';

/** Years that a publication date can have. Anything else is a defect of the source, not a date. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2100;

/** What has been read so far. */
export interface Reading {
  year?: number;
  month?: number;
  day?: number;
  /** Day of the year, 1 to 366. */
  ordinal?: number;
  time?: { hour: number; minute: number; second: number; ms: number };
  half?: 'am' | 'pm';
  offset?: number;
  zone?: string;
  /** Numbers still to be told apart, as written. */
  numbers: string[];
  /** The month may have been a weekday ("mar" is mardi and mars). */
  doubtfulMonth: boolean;
}

/** Whether nothing of a date has been read yet. */
export function untouched(reading: Reading): boolean {
  return reading.year === undefined && reading.month === undefined && reading.numbers.length === 0;
}

/** Notes a date in figures; false when there is one already or it cannot be one. */
export function setDate(reading: Reading, year: number, month: number, day?: number): boolean {
  if (reading.year !== undefined || (reading.month !== undefined && !reading.doubtfulMonth)) return false;
  if (month < 1 || month > 12 || (day !== undefined && (day < 1 || day > 31))) return false;
  reading.year = year;
  reading.month = month;
  if (day !== undefined) reading.day = day;
  return true;
}

/** Notes a time of day, up to 24:00; false when there is one already or it cannot be one. */
export function setTime(reading: Reading, hour: number, minute: number, second: number, ms: number): boolean {
  const midnight = hour === 24 && minute === 0 && second === 0;
  if (reading.time !== undefined || minute > 59 || second > 60 || (hour > 23 && !midnight)) return false;
  reading.time = { hour, minute, second, ms };
  return true;
}

/** 70 to 99 are of the last century, everything before of this one. */
export function twoDigitYear(text: string | undefined): number {
  const year = Number(text);
  return year < 70 ? 2000 + year : 1900 + year;
}

/** Tells day and year apart beside a month's name: four figures are the year, else the day comes first (RFC 822). */
export function settleNumbers(reading: Reading): boolean {
  const { numbers } = reading;
  if (numbers.length === 0) return reading.year !== undefined;
  if (reading.year !== undefined || numbers.some(number => number.length === 3)) return false;
  const yearAt = numbers.findIndex(number => number.length === 4);
  if (numbers.length === 1) {
    reading.year = Number(numbers[0]);
    return yearAt === 0;
  }
  const dayAt = yearAt === 0 ? 1 : 0;
  const year = numbers[1 - dayAt] ?? '';
  reading.year = year.length === 4 ? Number(year) : twoDigitYear(year);
  reading.day = Number(numbers[dayAt]);
  return reading.month !== undefined && year.length !== 1 && reading.day >= 1 && reading.day <= 31;
}

/** What was read as an instant, or null when there is no such day or time. */
export function toInstant(reading: Reading, options: DateOptions): ParsedDate | null {
  const { month, day, ordinal, time } = reading;
  const year = gregorianYear(reading.year ?? 0, options);
  const precision = dayKnown(reading) ? (time ? 'instant' : 'day') : month === undefined ? 'year' : 'month';
  if (!inBounds(year) || (time !== undefined && precision !== 'instant')) return null;
  const date = ordinal === undefined ? { year, month: month ?? 1, day: day ?? 1 } : { year, ordinal };
  const zone = reading.offset === undefined ? (reading.zone ?? options.timeZone) : 'UTC';
  const hour = toHour(reading);
  if (hour === null) return null;
  const start = DateTime.fromObject({ ...date, hour: hour % 24, minute: time?.minute ?? 0 }, { zone });
  if (!start.isValid) return null;
  const extra = (hour === 24 ? 86_400_000 : 0) + (time?.second ?? 0) * 1000 + (time?.ms ?? 0);
  return toParsedDate(start.toMillis() + extra - (reading.offset ?? 0) * 60_000, precision);
}

function dayKnown(reading: Reading): boolean {
  return reading.day !== undefined || reading.ordinal !== undefined;
}

function toHour(reading: Reading): number | null {
  const hour = reading.time?.hour ?? 0;
  if (reading.half === undefined || reading.time === undefined) return hour;
  if (reading.half === 'am' && hour > 12) return null;
  if (reading.half === 'am') return hour === 12 ? 0 : hour;
  return hour < 12 ? hour + 12 : hour;
}

/** Milliseconds since 1970 as a date, or null out of bounds. */
export function toParsedDate(ms: number, precision: DatePrecision): ParsedDate | null {
  const date = new Date(ms);
  // A day at the edge of the bounds may start in the year before in UTC.
  const near = date.getUTCFullYear();
  return near >= FIRST_YEAR - 1 && near <= LAST_YEAR + 1 ? { instant: date.toISOString(), precision } : null;
}

/** Whether a year is one that a publication can have. */
export function inBounds(year: number): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}
