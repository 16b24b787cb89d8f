import { DateTime, IANAZone } from 'luxon';
import { gregorianYear, isMonthFirst, spellOutCjk, toAsciiDigits } from './date-calendars.ts';
import { readWithFormats } from './date-formats.ts';
import { foldWord, meaningOf, monthOf } from './date-words.ts';
import type { DatePrecision } from './types.ts';

export interface DateOptions {
  /** IANA zone for dates that carry none. */
  readonly timeZone: string;
  /** BCP 47 language of the text; decides between names and between day-first and month-first. */
  readonly language?: string;
  /** Luxon format strings, tried first and in this order. */
  readonly formats?: readonly string[];
}

export interface ParsedDate {
  /** ISO 8601 in UTC with milliseconds. For a day, month or year: where it starts in its zone. */
  readonly instant: string;
  readonly precision: DatePrecision;
}

/** Years that a publication date can have. Anything else is a defect of the source, not a date. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2100;
const MAX_LENGTH = 120;

/**
 * Reads a date as feeds, APIs and pages write it: RFC 822 and W3CDTF with their usual deviations, asctime, Unix seconds and milliseconds,
 * "/Date(...)/", dates with month names in some twenty-five languages, Chinese, Japanese (with eras), Korean, Thai (Buddhist years) and
 * Taiwanese (Republic years) forms. Without a zone of its own it is read in `options.timeZone`. "09/10/2026" is day-first except for English
 * of the United States; when that order gives no date, there is none (a source with the other order needs `formats`).
 * Null, never the present, for anything that is no date or outside 1970 to 2100. Never throws.
 */
export function parseDate(text: string, options: DateOptions): ParsedDate | null {
  if (text.length > MAX_LENGTH * 4 || !IANAZone.isValidZone(options.timeZone)) return null;
  const plain = toAsciiDigits(text.normalize('NFKC'))
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/([+-]\d{2}:?\d{2}) ?\([^()]*\) ?$/, '$1')
    .trim();
  if (plain === '' || plain.length > MAX_LENGTH) return null;
  return readFormats(plain, options) ?? readEpoch(plain) ?? readWords(spellOutCjk(plain, options), options);
}

// ---------------------------------------------------------------- declared formats, counted seconds

function readFormats(text: string, options: DateOptions): ParsedDate | null {
  const { timeZone, language = 'en', formats = [] } = options;
  const read = readWithFormats(text, formats, { timeZone, language });
  return read !== null && inBounds(read.date.year) ? result(read.date.toMillis(), read.precision) : null;
}

function readEpoch(text: string): ParsedDate | null {
  const dotNet = /^\/?Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/?$/.exec(text)?.[1];
  if (dotNet !== undefined) return result(Number(dotNet), 'instant');
  const seconds = /^\d{9,10}(?:\.\d{1,9})?$/.exec(text)?.[0];
  if (seconds !== undefined) return result(Math.round(Number(seconds) * 1000), 'instant');
  return /^\d{13}$/.test(text) ? result(Number(text), 'instant') : null;
}

// ---------------------------------------------------------------- dates in words and figures

/** What has been read so far. */
interface Reading {
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

type Step = (match: RegExpExecArray, reading: Reading, options: DateOptions) => boolean;

/** In this order; the first that matches at a position is taken, false means the text is no date. All patterns are linear. */
const STEPS: readonly (readonly [RegExp, Step])[] = [
  [/(\d{4})(-|\/|\. ?)(0?\d{1,2})(-|\/|\. ?)(\d{1,2})(?!\d)\.?/y, stepYearFirst],
  [/(\d{1,2})(-|\/|\. ?)(\d{1,2})(-|\/|\. ?)(\d{4}|\d{2})(?![\d:])\.?/y, stepYearLast],
  [/(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(?:[.,]\d+)?)?(?!\d)/y, stepCompact],
  [/(\d{2})(\d{2})(\d{2})(?!\d)/y, (m, r) => setDate(r, twoDigitYear(m[1]), Number(m[2]), Number(m[3]))],
  [/(\d{4})-?(\d{3})(?!\d)|(\d{2})-(\d{3})(?!\d)/y, stepOrdinal],
  [/(\d{4})[-/](\d{1,2})(?![\d:])/y, (m, r) => setDate(r, Number(m[1]), Number(m[2]))],
  [/(\d{1,2})[-/](\d{4})(?!\d)/y, (m, r) => setDate(r, Number(m[2]), Number(m[1]))],
  [/^-(\d{2})-?(\d{2})$/y, (m, r) => setDate(r, twoDigitYear(m[1]), Number(m[2]))],
  [/(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?![\d:])/y, stepTime],
  [/(\d{1,2}) ?[hH] ?(\d{2})?(?![\p{L}\d])/uy, stepTime],
  [/(\d{1,2})\.(\d{2})(?= ?uhr\b)/iy, stepTime],
  [/(\d{1,2})(?:\.(\d{2}))?(?= ?[ap]\.?m\b)/iy, stepTime],
  [/([+-])(\d{1,2})(?::?(\d{2}))?(?![\d:])/y, stepOffset],
  [
    /(\d{1,4})(?:(?:st|nd|rd|th|er|re|o|a|°)(?!\p{L})|\.)?(?!\d)/iuy,
    (m, r) => r.numbers.push(m[1] ?? '') < 3,
  ],
  [/[A-Z][A-Za-z_]+\/[A-Za-z_/+\-0-9]*[A-Za-z0-9]/y, stepZoneName],
  [/\p{L}[\p{L}\p{M}]*(?:\.[\p{L}\p{M}]+)*[.:]?/uy, stepWord],
  [/[\s,.\-/·•|()[\]'’،、。]/y, () => true],
];

function readWords(text: string, options: DateOptions): ParsedDate | null {
  const reading: Reading = { numbers: [], doubtfulMonth: false };
  for (let at = 0; at < text.length; ) {
    const next = stepAt(text, at, reading, options);
    if (next === null) return null;
    at = next;
  }
  return settleNumbers(reading) ? toInstant(reading, options) : null;
}

function stepAt(text: string, at: number, reading: Reading, options: DateOptions): number | null {
  for (const [pattern, step] of STEPS) {
    // Offsets and zones only mean something after a time; before it, a sign is a dash.
    if (step === stepOffset && reading.time === undefined) continue;
    const match = matchAt(pattern, text, at);
    if (match !== null) return step(match, reading, options) ? at + match[0].length : null;
  }
  return null;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function stepYearFirst(match: RegExpExecArray, reading: Reading): boolean {
  if (match[2]?.trim() !== match[4]?.trim()) return false;
  return setDate(reading, Number(match[1]), Number(match[3]), Number(match[5]));
}

function stepYearLast(match: RegExpExecArray, reading: Reading, options: DateOptions): boolean {
  const [, first = '', mark = '', second = '', otherMark = '', last = ''] = match;
  if (mark.trim() !== otherMark.trim()) return false;
  // ISO 8601 allows two-digit years, always first and with hyphens: "03-12-31".
  if (mark === '-' && last.length === 2)
    return setDate(reading, twoDigitYear(first), Number(second), Number(last));
  const year = last.length === 2 ? twoDigitYear(last) : Number(last);
  const [month, day] = isMonthFirst(options) && mark.trim() !== '.' ? [first, second] : [second, first];
  return setDate(reading, year, Number(month), Number(day));
}

function stepCompact(match: RegExpExecArray, reading: Reading): boolean {
  const [, year, month, day, hour, minute, second = '0'] = match;
  if (!setDate(reading, Number(year), Number(month), Number(day))) return false;
  return hour === undefined || setTime(reading, Number(hour), Number(minute), Number(second), 0);
}

function stepOrdinal(match: RegExpExecArray, reading: Reading): boolean {
  if (!untouched(reading)) return false;
  reading.year = match[1] === undefined ? twoDigitYear(match[3]) : Number(match[1]);
  reading.ordinal = Number(match[2] ?? match[4]);
  return reading.ordinal >= 1 && reading.ordinal <= 366;
}

function stepTime(match: RegExpExecArray, reading: Reading): boolean {
  const fraction = match[4] === undefined ? 0 : Math.floor(Number(`0.${match[4]}`) * 1000);
  return setTime(reading, Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0), fraction);
}

function stepOffset(match: RegExpExecArray, reading: Reading): boolean {
  const hours = Number(match[2]);
  const minutes = Number(match[3] ?? 0);
  // "GMT+8": the figures refine the name, which stood for an offset of zero.
  if ((reading.offset ?? 0) !== 0 || reading.zone !== undefined || hours > 14 || minutes > 59) return false;
  reading.offset = (match[1] === '-' ? -1 : 1) * (hours * 60 + minutes);
  return true;
}

function stepZoneName(match: RegExpExecArray, reading: Reading): boolean {
  if (!IANAZone.isValidZone(match[0])) return false;
  if (reading.offset === undefined) reading.zone = match[0];
  return true;
}

function stepWord(match: RegExpExecArray, reading: Reading, options: DateOptions): boolean {
  const language = options.language ?? 'en';
  const folded = foldWord(match[0]);
  const written = match[0].replace(/[.:]/g, '');
  const context = { timeZone: options.timeZone, language, afterTime: reading.time !== undefined };
  const meaning = meaningOf(written, folded, context);
  const month = monthOf(folded, language);
  if (
    month !== null &&
    (reading.month === undefined || reading.doubtfulMonth) &&
    reading.year === undefined
  ) {
    reading.doubtfulMonth =
      reading.month === undefined && meaning?.is === 'weekday' && reading.numbers.length === 0;
    reading.month = month;
    return true;
  }
  if (meaning?.is === 'am' || meaning?.is === 'pm') {
    reading.half = meaning.is;
  } else if (meaning?.is === 'offset') {
    reading.offset ??= meaning.minutes;
  } else if (meaning?.is === 'zone' && reading.offset === undefined) {
    reading.zone = meaning.zone;
  }
  return meaning !== null;
}

// ---------------------------------------------------------------- putting it together

function untouched(reading: Reading): boolean {
  return reading.year === undefined && reading.month === undefined && reading.numbers.length === 0;
}

function setDate(reading: Reading, year: number, month: number, day?: number): boolean {
  if (reading.year !== undefined || (reading.month !== undefined && !reading.doubtfulMonth)) return false;
  if (month < 1 || month > 12 || (day !== undefined && (day < 1 || day > 31))) return false;
  reading.year = year;
  reading.month = month;
  if (day !== undefined) reading.day = day;
  return true;
}

function setTime(reading: Reading, hour: number, minute: number, second: number, ms: number): boolean {
  const midnight = hour === 24 && minute === 0 && second === 0;
  if (reading.time !== undefined || minute > 59 || second > 60 || (hour > 23 && !midnight)) return false;
  reading.time = { hour, minute, second, ms };
  return true;
}

function twoDigitYear(text: string | undefined): number {
  const year = Number(text);
  return year < 70 ? 2000 + year : 1900 + year;
}

/** Tells day and year apart beside a month's name: four figures are the year, else the day comes first (RFC 822). */
function settleNumbers(reading: Reading): boolean {
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

function toInstant(reading: Reading, options: DateOptions): ParsedDate | null {
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
  return result(start.toMillis() + extra - (reading.offset ?? 0) * 60_000, precision);
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

function result(ms: number, precision: DatePrecision): ParsedDate | null {
  const date = new Date(ms);
  // A day at the edge of the bounds may start in the year before in UTC.
  const near = date.getUTCFullYear();
  return near >= FIRST_YEAR - 1 && near <= LAST_YEAR + 1 ? { instant: date.toISOString(), precision } : null;
}

function inBounds(year: number): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}
