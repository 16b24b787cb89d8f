import { type ParsedDate, parseDate } from '../core/dates.ts';
import type { Item, Note, RawItem, SourceDef } from '../core/types.ts';

export type ItemDates = Pick<Item, 'publishedAt' | 'datePrecision' | 'dateFrom' | 'updatedAt'>;

/** A date that lies further ahead than any time zone or embargo explains. */
const FUTURE_MS = 2 * 86_400_000;
/** A day in an address: /2026/09/30/ or /2026-09-30-title. */
const URL_DAY =
  /\/((?:19|20)\d{2})\/(\d{1,2})\/(\d{1,2})(?=\/|$)|\/((?:19|20)\d{2})-(\d{2})-(\d{2})(?=[/-]|$)/;

/**
 * When an item was published and last changed. The feed's own date first, then its date of change, then a day that stands in
 * the address; null when there is none, never the present. A date more than two days ahead is kept as published, with a note:
 * regulators do announce ahead, and a clamped date would be an invented one.
 */
export function readDates(
  raw: RawItem,
  url: string | null,
  def: Pick<SourceDef, 'timeZone' | 'language' | 'dateFormats'>,
  now: Date,
  note: (code: string, message: string) => void,
): ItemDates {
  const read = (text: string | null, what: string): ParsedDate | null => {
    if (text === null || text.trim() === '') return null;
    const date = parseDate(text, {
      timeZone: def.timeZone,
      language: def.language,
      formats: def.dateFormats,
    });
    if (date === null) note('date-unreadable', `${what} cannot be read: "${text.slice(0, 60)}"`);
    return date;
  };
  const published = read(raw.dateText, 'date');
  const updated = read(raw.updatedText, 'date of change');
  const inUrl = published === null && updated === null && url !== null ? dayInUrl(url, def.timeZone) : null;
  const date = published ?? updated ?? inUrl;
  if (date !== null && Date.parse(date.instant) > now.getTime() + FUTURE_MS) {
    note('date-in-future', `date lies in the future: ${date.instant}`);
  }
  return {
    publishedAt: date?.instant ?? null,
    datePrecision: date?.precision ?? null,
    dateFrom: date === null ? null : inUrl === null ? 'feed' : 'url',
    updatedAt: updated?.instant ?? null,
  };
}

function dayInUrl(url: string, timeZone: string): ParsedDate | null {
  const match = URL_DAY.exec(URL.parse(url)?.pathname ?? '');
  if (match === null) return null;
  const [year = '', month = '', day = ''] = match.slice(match[1] === undefined ? 4 : 1);
  return parseDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, { timeZone });
}

/** Notes of one item, collected into a list. */
export function noteTo(notes: Note[], item: number): (code: string, message: string) => void {
  return (code, message) => notes.push({ code, message, item });
}
