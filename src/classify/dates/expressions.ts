import { type CalendarDate, exists } from '../../core/calendar-date.ts';
import { foldWord, monthOf } from '../../core/date-words.ts';
import { type Numbers, readNumber, readOrdinal } from './number-words.ts';

/** A date as a sentence writes it: parts that it leaves open are filled from the day of publication. */
export interface Written {
  readonly start: number;
  readonly end: number;
  readonly parts: Omit<CalendarDate, 'year'> & {
    readonly year: number | null;
    /** "next year", "this year": added to the year of publication. */
    readonly yearsAhead: number | null;
  };
  /** 1 when it can be read in one way only. */
  readonly certainty: number;
  readonly rule: string;
}

export interface Reading {
  readonly language: string;
  /** "3/4/2026" is the fourth of March. */
  readonly monthFirst: boolean;
}

type Read = (match: RegExpExecArray, reading: Reading) => Omit<Written, 'start' | 'end'> | null;

/** "next year" and its like, after a day and a month. */
const YEAR_AFTER =
  "(?:(?:,|\\.)?\\s+(?:de\\s+|del\\s+|do\\s+|of\\s+)?(\\d{4})(?!\\d)|,?\\s+(?:of\\s+)?(next year|this year|nächsten Jahres|dieses Jahres|de l['’]année prochaine|de cette année|del próximo año|de este año|do próximo ano|deste ano))?";

/** What a sentence must hold somewhere before a pattern is worth its while: asked once per sentence. */
const GATES = {
  figure: /\d/,
  year: /\d{4}/,
  part: /quarter|half/iu,
  short: /[QH][1-4]/,
  romance: /trimestre|semestre|quartal|halbjahr/iu,
  cjk: /[年月년월해]/,
} as const;
type Gate = keyof typeof GATES;

/** Each pattern is linear: bounded repeats of classes that do not overlap. */
const PATTERNS: readonly (readonly [RegExp, Read, Gate?])[] = [
  [/(?<!\d)((?:19|20)\d{2})([-./])(\d{1,2})\2(\d{1,2})(?!\d)/gu, m => ymd(m[1], m[3], m[4], 'iso'), 'figure'],
  [/(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d])/gu, readFigures, 'figure'],
  [
    new RegExp(
      `(?<![\\d,.:$€£%])(\\d{1,2})(?:\\s?(?:st|nd|rd|th|er|º|ª|°)(?!\\p{L})|\\.)?(?:\\s*(?:-|–|to|and|&|bis|au|et|y|e)\\s*\\d{1,2}(?:st|nd|rd|th|\\.)?)?\\s+(?:day of\\s+|of\\s+|de\\s+)?([\\p{L}\\p{M}]{3,14})\\.?${YEAR_AFTER}`,
      'gu',
    ),
    (m, { language }) => dayOfMonth(m[1], m[2], m[3], m[4], language),
    'figure',
  ],
  [
    new RegExp(
      `(?<!\\p{L})(\\p{Lu}\\p{L}{2,11})\\.?\\s+(\\d{1,2})(?:\\s?(?:st|nd|rd|th)(?!\\p{L}))?(?![\\d:])(?:\\s*(?:-|–|and|to)\\s*\\d{1,2}(?!\\d))?${YEAR_AFTER}`,
      'gu',
    ),
    (m, { language }) => dayOfMonth(m[2], m[1], m[3], m[4], language),
    'figure',
  ],
  [/(?<!\p{L})([\p{L}\p{M}]{3,14})\.?\s+(?:of\s+|de\s+|del\s+)?(\d{4})(?!\d)/gu, readMonth, 'year'],
  [
    /(?<=\b(?:in|by|from|until|till|before|late|early|mid|end of|end)[\s-])(January|February|March|April|May|June|July|August|September|October|November|December)\b(?!\s+\d)(?:,?\s+(?:of\s+)?(next year|this year))?/gu,
    (m, { language }) => openMonth(m[1], m[2], language),
  ],
  [
    /\b(first|second|third|fourth|1st|2nd|3rd|4th)\s+(quarter|half)(?:\s+of)?(?:\s+(?:the\s+year\s+)?(\d{4})(?!\d)|\s+(next year|this year))?/giu,
    m => part(m[2], readOrdinal(m[1] ?? ''), m[3], m[4]),
    'part',
  ],
  [
    /(?<![\p{L}\d])([QH])([1-4])(?:[\s/’'-]*(?:of\s+)?(\d{4})(?!\d)|\s+(next year|this year))?(?![\p{L}\d])/gu,
    m => part(m[1], Number(m[2]), m[3], m[4]),
    'short',
  ],
  [
    /(?<!\d)(\d{4})[\s-]?([QH])([1-4])(?![\p{L}\d])/gu,
    m => part(m[2], Number(m[3]), m[1], undefined),
    'short',
  ],
  [
    /(?<!\p{L})(\p{L}{5,10})\s+(trimestre|semestre|quartal|halbjahr)\s+(?:de\s+l['’]année\s+|de\s+|del\s+|d['’]|do\s+)?(\d{4})(?!\d)/giu,
    m => part(m[2], readOrdinal(m[1] ?? ''), m[3], undefined),
    'romance',
  ],
  [
    /(令和|平成|昭和|(?:中華)?民[國国])\s?(\d{1,3}|元)\s?年\s?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?[日號号])?/gu,
    readEra,
    'cjk',
  ],
  [
    /(?:(?<!\d)(\d{4})\s?[年년]\s?|(明年|來年|来年|翌年|今年|本年|내년|올해)(?:의|の)?\s?)?(?<!\d)(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日일號号])?/gu,
    readCjk,
    'cjk',
  ],
  [
    /(?:(?<!\d)(\d{4})\s?[年년]\s?|(明年|來年|来年|今年|내년|올해)(?:의|の)?\s?)第?([一二三四1-4])\s?(?:季度?|四半期|분기)/gu,
    m => part('q', readOrdinal(m[3] ?? ''), m[1], m[2]),
    'cjk',
  ],
  [
    /(?:(?<!\d)(\d{4})\s?[年년]\s?|(明年|來年|来年|今年|내년|올해)(?:의|の)?\s?)(上半[年期]|下半[年期]|상반기|하반기)/gu,
    m => part('h', /^[上상]/.test(m[3] ?? '') ? 1 : 2, m[1], m[2]),
    'cjk',
  ],
  [/(?<!\d)((?:19|20|25)\d{2})\s?[年년](?!\s?\d|[度間间])/gu, m => year(m[1]), 'cjk'],
  [
    /(?<=(?<!\p{L})(?:in|by|from|during|before|until|early|late|mid|end of|year|en|im|ab|em|année|año|ano|de|of)[\s-])(20\d{2})(?![\d\p{L}]|[-/.,]\d)/giu,
    m => year(m[1]),
    'year',
  ],
];

/** Words that are months and more often something else, unless they begin with a capital letter. */
const SHORT_MONTH = 3;

/**
 * Every date that a sentence writes out, in order, none inside another. `sentence` should be short (a few hundred characters). Days that do
 * not exist are left out, and so is what stands around them.
 */
export function findDates(sentence: string, reading: Reading): Written[] {
  const found: (Written & { readonly valid: boolean })[] = [];
  const open = new Map<Gate, boolean>();
  for (const [pattern, read, gate] of PATTERNS) {
    if (gate !== undefined) {
      const isOpen = open.get(gate) ?? GATES[gate].test(sentence);
      open.set(gate, isOpen);
      if (!isOpen) continue;
    }
    pattern.lastIndex = 0;
    for (let match = pattern.exec(sentence); match !== null; match = pattern.exec(sentence)) {
      const written = read(match, reading);
      if (written === null) continue;
      // 29 February of an open year may exist in the next leap year.
      const valid = exists({ ...written.parts, year: written.parts.year ?? 2024 });
      found.push({ ...written, start: match.index, end: match.index + match[0].trimEnd().length, valid });
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const apart: (Written & { readonly valid: boolean })[] = [];
  for (const one of found) {
    const last = apart.at(-1);
    if (last === undefined || one.start >= last.end) apart.push(one);
    // A longer one that begins inside an earlier one ("5 May" in "1-5 May 2026") says more.
    else if (one.end > last.end && one.parts.day !== undefined) apart[apart.length - 1] = one;
  }
  return apart.filter(one => one.valid).map(({ valid: _, ...written }) => written);
}

function written(
  parts: Partial<Written['parts']> & { readonly year: number | null },
  rule: string,
  certainty = 1,
): Omit<Written, 'start' | 'end'> {
  return { parts: { yearsAhead: null, ...parts }, rule, certainty };
}

function ymd(y: string | undefined, m: string | undefined, d: string | undefined, rule: string) {
  return written({ year: commonEra(Number(y)), month: Number(m), day: Number(d) }, rule);
}

function readFigures(match: RegExpExecArray, { monthFirst }: Reading) {
  const first = Number(match[1]);
  const second = Number(match[3]);
  const typed = match[4] ?? '';
  // "1.2.25" is as often a version or a paragraph.
  if (typed.length === 2 && match[2] === '.') return null;
  const year = typed.length === 2 ? 2000 + Number(typed) : commonEra(Number(typed));
  const [day, month] = monthFirst && match[2] !== '.' ? [second, first] : [first, second];
  if (month <= 12) return written({ year, month, day }, 'figures', day > 12 || day === month ? 0.9 : 0.75);
  // Only the other order makes a date of it.
  return day <= 12 ? written({ year, month: day, day: month }, 'figures', 0.6) : null;
}

function dayOfMonth(
  day: string | undefined,
  name: string | undefined,
  typedYear: string | undefined,
  ahead: string | undefined,
  language: string,
) {
  const month = toMonth(name ?? '', language);
  if (month === null) return null;
  const parts = { month, day: Number(day), year: typedYear ? commonEra(Number(typedYear)) : null };
  return written({ ...parts, yearsAhead: toYearsAhead(ahead) }, 'day');
}

function readMonth(match: RegExpExecArray, { language }: Reading) {
  const month = toMonth(match[1] ?? '', language);
  return month === null ? null : written({ year: commonEra(Number(match[2])), month }, 'month');
}

function openMonth(name: string | undefined, ahead: string | undefined, language: string) {
  const month = toMonth(name ?? '', language);
  return month === null
    ? null
    : written({ year: null, month, yearsAhead: toYearsAhead(ahead) }, 'month', 0.9);
}

function part(
  unit: string | undefined,
  number: Numbers,
  typedYear: string | undefined,
  ahead: string | undefined,
) {
  if (number === null) return null;
  const half = /^[hs]/i.test(unit ?? '');
  if (number < 1 || number > (half ? 2 : 4)) return null;
  const year = typedYear === undefined ? null : commonEra(Number(typedYear));
  const which = half ? { half: number } : { quarter: number };
  return written({ year, ...which, yearsAhead: toYearsAhead(ahead) }, half ? 'half' : 'quarter', 0.9);
}

const ERAS: Readonly<Record<string, number>> = { 令: 2018, 平: 1988, 昭: 1925, 民: 1911, 中: 1911 };

function readEra(match: RegExpExecArray) {
  const base = ERAS[(match[1] ?? '').charAt(0)];
  if (base === undefined) return null;
  const year = base + (match[2] === '元' ? 1 : Number(match[2]));
  return written({ year, month: Number(match[3]), ...dayPart(match[4]) }, 'era');
}

function readCjk(match: RegExpExecArray) {
  const year = match[1] === undefined ? null : commonEra(Number(match[1]));
  const ahead = toYearsAhead(match[2]);
  // "6月" alone counts months as often as it names one.
  if (year === null && ahead === null && match[4] === undefined) return null;
  return written({ year, yearsAhead: ahead, month: Number(match[3]), ...dayPart(match[4]) }, 'day');
}

function year(text: string | undefined) {
  return written({ year: commonEra(Number(text)) }, 'year', 0.85);
}

function dayPart(text: string | undefined): { day?: number } {
  return text === undefined ? {} : { day: Number(text) };
}

function toMonth(name: string, language: string): number | null {
  const small = name.charAt(0) === name.charAt(0).toLowerCase() && /^\p{Script=Latin}/u.test(name);
  if (small && (name === 'march' || name === 'may' || (name.length <= SHORT_MONTH && name !== 'mai'))) {
    return null;
  }
  return monthOf(foldWord(readNumber(name) === null ? name : ''), language);
}

function toYearsAhead(words: string | undefined): number | null {
  if (words === undefined) return null;
  return /next|nächst|prochaine|próximo|明年|來年|来年|翌年|내년/i.test(words) ? 1 : 0;
}

/** Buddhist years (2568 is 2025) as years of the common era. */
function commonEra(year: number): number {
  return year >= 2500 && year < 2643 ? year - 543 : year;
}
