import { calendarText, dayText } from './day-text.ts';
import { jurisdictionFlag, jurisdictionName } from './labels.ts';
import { type Locale, t } from './locale.ts';
import type { DateTag, Kind, Stance, Tier, Topic } from './types.ts';

/** A topic as readers of a language know it. */
export function topicLabel(locale: Locale, topic: Topic): string {
  return t(locale, `topic.${topic}`);
}

export function kindLabel(locale: Locale, kind: Kind): string {
  return t(locale, `kind.${kind}`);
}

export function stanceLabel(locale: Locale, stance: Stance): string {
  return t(locale, `stance.${stance}`);
}

/** What a date is for, in words that stand before the date. */
export function dateLabel(locale: Locale, kind: DateTag['kind']): string {
  return t(locale, `date.${kind}`);
}

export function tierLabel(locale: Locale, tier: Tier): string {
  return t(locale, `tier.${tier}`);
}

/** Special regions whose full names are official titles; readers know the short ones. */
const SHORT = new Set(['HK', 'MO']);

function regionName(locale: Locale, code: string): string {
  const style = SHORT.has(code) ? 'short' : 'long';
  return new Intl.DisplayNames([locale], { type: 'region', style, fallback: 'code' }).of(code) ?? code;
}

/** Name of a jurisdiction in a language: "HK" is "香港", "US-NY" "Vereinigte Staaten (NY)"; an unknown code stays as it is. */
export function placeLabel(locale: Locale, code: string): string {
  if (locale === 'en') return jurisdictionName(code);
  if (code === 'INT' || code === 'CN') return t(locale, `place.${code}`);
  const match = /^([A-Z]{2})(?:-([A-Z0-9]{1,3}))?$/.exec(code);
  if (match === null) return code;
  const name = regionName(locale, match[1] ?? code);
  return match[2] === undefined ? name : `${name} (${match[2]})`;
}

/** Flag and name: "🇭🇰 Hong Kong"; the name alone where there is no flag. */
export function flaggedPlace(locale: Locale, code: string): string {
  return `${jurisdictionFlag(code)} ${placeLabel(locale, code)}`.trim();
}

/** An instant's day in a zone: "7 Apr 2025", "2025年4月7日"; without its year where that is not wanted. Null for what is no instant. */
export function dayLabel(
  locale: Locale,
  instant: string,
  timeZone: string,
  options: { readonly year?: boolean } = {},
): string | null {
  if (locale === 'en') return dayText(instant, timeZone, options);
  const time = Date.parse(instant);
  if (Number.isNaN(time)) return null;
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'short',
    ...(options.year === false ? {} : { year: 'numeric' }),
  }).format(time);
}

/** A calendar date: "2025-04-07" is "7 Apr 2025", "2025-04" is "Apr 2025", anything else stays as it is. */
export function calendarLabel(locale: Locale, date: string): string {
  if (locale === 'en' || !/^\d{4}-\d{2}(?:-\d{2})?$/.test(date)) return calendarText(date);
  const time = Date.parse(date);
  if (Number.isNaN(time)) return date;
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'short',
    ...(date.length === 10 ? { day: 'numeric' } : {}),
  }).format(time);
}

/** A span of minutes with its sign, in the unit that suits it: "+35 min", "-2 hr", "+3 days". */
export function lagLabel(locale: Locale, minutes: number): string {
  const size = Math.abs(minutes);
  const [unit, per] =
    size < 90
      ? (['minute', 1] as const)
      : size < 36 * 60
        ? (['hour', 60] as const)
        : (['day', 1440] as const);
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    signDisplay: 'always',
    maximumFractionDigits: 0,
  }).format(Math.round(minutes / per));
}

/** A share of 0 to 1 as a percentage. */
export function shareLabel(locale: Locale, share: number): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

export function numberLabel(locale: Locale, value: number): string {
  return new Intl.NumberFormat(locale).format(value);
}

const LANGUAGE_SIGNS: ReadonlyMap<string, string> = new Map([
  ['zh', '中文'],
  ['ja', '日本語'],
  ['ko', '한국어'],
]);

/** What readers of a language look for among links: "EN", "中文", "DE". */
export function languageSign(tag: string): string {
  const language = tag.toLowerCase().split('-')[0] ?? '';
  return LANGUAGE_SIGNS.get(language) ?? language.slice(0, 3).toUpperCase();
}
