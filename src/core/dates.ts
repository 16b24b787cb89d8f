import { IANAZone } from 'luxon';
import { isMonthFirst, spellOutCjk, toAsciiDigits } from './date-calendars.ts';
import { readWithFormats } from './date-formats.ts';
import {
  inBounds,
  type Reading,
  setDate,
  setTime,
  settleNumbers,
  toInstant,
  toParsedDate,
  twoDigitYear,
  untouched,
} from './date-reading.ts';
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

const MAX_LENGTH = 120;

/**
 * Reads a date as feeds, APIs and pages write it: RFC 822 and W3CDTF with their usual deviations, asctime, Unix seconds and milliseconds,
 * "/Date(...)/", dates with month names in some twenty-five languages, Chinese, Japanese (with eras), Korean, Thai (Buddhist years) and
 * Taiwanese (Republic years) forms. Without a zone of its own it is read in `options.timeZone`. "09/10/2026" is day-first except for English
 * of the United States; when that order gives no date, there is none (a source with the other order needs `formats`).
 * Null, never the present, for anything that is no date or outside 1970 to 2100. Never throws.
 */
export function parseDate(text: string, options: DateOptions): ParsedDate | null {
  if (text.length > MAX_LENGTH * 4 || !IANAZone.create(options.timeZone).isValid) return null;
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
  return read !== null && inBounds(read.date.year)
    ? toParsedDate(read.date.toMillis(), read.precision)
    : null;
}

function readEpoch(text: string): ParsedDate | null {
  const dotNet = /^\/?Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/?$/.exec(text)?.[1];
  if (dotNet !== undefined) return toParsedDate(Number(dotNet), 'instant');
  const seconds = /^\d{9,10}(?:\.\d{1,9})?$/.exec(text)?.[0];
  if (seconds !== undefined) return toParsedDate(Math.round(Number(seconds) * 1000), 'instant');
  return /^\d{13}$/.test(text) ? toParsedDate(Number(text), 'instant') : null;
}

// ---------------------------------------------------------------- dates in words and figures

/** True when the match was understood, false when the text is no date, null when another step should look at it. */
type Step = (match: RegExpExecArray, reading: Reading, options: DateOptions) => boolean | null;

/** By the character they start at, in this order; the first that understands a position is taken. All patterns are linear. */
const DIGIT_STEPS: readonly (readonly [RegExp, Step])[] = [
  [/(\d{4})(-|\/|\. ?)(0?\d{1,2})(-|\/|\. ?)(\d{1,2})(?!\d)\.?/y, stepYearFirst],
  [/(\d{1,2})(-|\/|\. ?)(\d{1,2})(-|\/|\. ?)(\d{4}|\d{2})(?![\d:])\.?/y, stepYearLast],
  [/(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(?:[.,]\d+)?)?(?!\d)/y, stepCompact],
  [/(\d{2})(\d{2})(\d{2})(?!\d)/y, (m, r) => setDate(r, twoDigitYear(m[1]), Number(m[2]), Number(m[3]))],
  [/(\d{4})-?(\d{3})(?!\d)|(\d{2})-(\d{3})(?!\d)/y, stepOrdinal],
  [/(\d{4})[-/](\d{1,2})(?![\d:])/y, (m, r) => stepMonth(r, m[1], m[2])],
  [/(\d{1,2})[-/](\d{4})(?!\d)/y, (m, r) => stepMonth(r, m[2], m[1])],
  [/(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?![\d:])/y, stepTime],
  [/(\d{1,2}) ?[hH] ?(\d{2})?(?![\p{L}\d])/uy, stepTime],
  [/(\d{1,2})\.(\d{2})(?= ?uhr\b)/iy, stepTime],
  [/(?<=\b(?:klo|kl|pukul|jam|alle|ore)\.? )(\d{1,2})\.(\d{2})(?![\d.])/iy, stepTime],
  [/(?<=\dT)(\d{2})(?![\d.])/y, stepTime],
  [/(\d{1,2})(?:\.(\d{2}))?(?= ?[ap]\.?m\b)/iy, stepTime],
  [
    /(\d{1,4})(?:(?:st|nd|rd|th|er|re|o|a|°)(?!\p{L})|\.)?(?!\d)/iuy,
    (m, r) => r.numbers.push(m[1] ?? '') < 3,
  ],
];
const SIGN_STEPS: readonly (readonly [RegExp, Step])[] = [
  [/^-(\d{2})-?(\d{2})$/y, (m, r) => setDate(r, twoDigitYear(m[1]), Number(m[2]))],
  [/([+-])(\d{1,2})(?::?(\d{2}))?(?![\d:])/y, stepOffset],
  [/-/y, () => true],
];
const OTHER_STEPS: readonly (readonly [RegExp, Step])[] = [
  [/[A-Z][A-Za-z_]+\/[A-Za-z_/+\-0-9]*[A-Za-z0-9]/y, stepZoneName],
  [/\p{L}[\p{L}\p{M}]*(?:\.[\p{L}\p{M}]+)*[.:]?/uy, stepWord],
  [/[\s,./·•|()[\]'’،、。]/y, () => true],
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
  const first = text[at] ?? '';
  const steps =
    first >= '0' && first <= '9' ? DIGIT_STEPS : first === '+' || first === '-' ? SIGN_STEPS : OTHER_STEPS;
  for (const [pattern, step] of steps) {
    const match = matchAt(pattern, text, at);
    const understood = match === null ? null : step(match, reading, options);
    if (match !== null && understood !== null) return understood ? at + match[0].length : null;
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
  if (last.length === 2 && /^(?:ja|ko|zh|hu)\b/i.test(options.language ?? '')) {
    return setDate(reading, twoDigitYear(first), Number(second), Number(last));
  }
  const year = last.length === 2 ? twoDigitYear(last) : Number(last);
  const [month, day] = isMonthFirst(options) && mark.trim() !== '.' ? [first, second] : [second, first];
  return setDate(reading, year, Number(month), Number(day));
}

function stepCompact(match: RegExpExecArray, reading: Reading): boolean {
  const [, year, month, day, hour, minute, second = '0'] = match;
  if (!setDate(reading, Number(year), Number(month), Number(day))) return false;
  return hour === undefined || setTime(reading, Number(hour), Number(minute), Number(second), 0);
}

/** A month in figures, unless its name stands before: "Jul-15-2026" holds no fifteenth month. */
function stepMonth(reading: Reading, year: string | undefined, month: string | undefined): boolean | null {
  return reading.month === undefined ? setDate(reading, Number(year), Number(month)) : null;
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

function stepOffset(match: RegExpExecArray, reading: Reading): boolean | null {
  // Offsets only mean something after a time; before it, a sign is a dash.
  if (reading.time === undefined) return null;
  const hours = Number(match[2]);
  const minutes = Number(match[3] ?? 0);
  if (hours > 14 || minutes > 59 || reading.zone !== undefined) return false;
  const offset = (match[1] === '-' ? -1 : 1) * (hours * 60 + minutes);
  // "GMT+8": the figures refine the name, which stood for an offset of zero; "PDT (UTC-7)" only says it twice.
  if ((reading.offset ?? 0) !== 0 && reading.offset !== offset) return false;
  reading.offset = offset;
  return true;
}

function stepZoneName(match: RegExpExecArray, reading: Reading): boolean | null {
  if (!IANAZone.isValidZone(match[0])) return null;
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
