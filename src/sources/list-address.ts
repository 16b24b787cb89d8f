import { DateTime } from 'luxon';
import type { SourceDef } from '../core/types.ts';

/** Placeholders that a url or body may hold. */
export const PLACEHOLDERS = ['year', 'year-1', 'month', 'day'] as const;

/**
 * The address and body to ask for now: {year}, {year-1}, {month} (two figures) and {day} (two figures) of today in
 * the source's time zone are filled in. Every other brace stays as it is.
 */
export function listAddress(
  def: Pick<SourceDef, 'url' | 'body' | 'timeZone'>,
  now: Date,
): { readonly url: string; readonly body?: string } {
  if (!`${def.url}${def.body ?? ''}`.includes('{'))
    return def.body === undefined ? { url: def.url } : { url: def.url, body: def.body };
  const today = DateTime.fromJSDate(now, { zone: def.timeZone });
  const values: Readonly<Record<string, string>> = {
    year: today.toFormat('yyyy'),
    'year-1': today.minus({ years: 1 }).toFormat('yyyy'),
    month: today.toFormat('MM'),
    day: today.toFormat('dd'),
  };
  const fill = (text: string) =>
    text.replace(/\{(year|year-1|month|day)\}/g, (found, name: string) => values[name] ?? found);
  return def.body === undefined ? { url: fill(def.url) } : { url: fill(def.url), body: fill(def.body) };
}
