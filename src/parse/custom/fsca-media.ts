import { type CheerioAPI, load } from 'cheerio';
import { inlineText } from '../../core/html.ts';
import { isTooDeep } from '../../core/markup-size.ts';
import type { ParsedDocument, RawItem } from '../../core/types.ts';
import { emptyDocument, noItems } from '../no-items.ts';
import { MAX_LENGTH } from '../read-html.ts';
import { absoluteLink } from '../resolve-url.ts';

const DAY =
  /(?<!\d)(\d{1,2})\s{0,3}(january|february|march|april|may|june|july|august|september|october|november|december)\s{0,3}(\d{4}|\d{2})(?!\d)/i;

/**
 * The media releases of South Africa's FSCA: rows that open their file by a script, under one fold for each year. The day stands
 * within the title ("17 July 2026", "14July26"); without one the year of the fold is all that is known.
 */
export function readFscaMedia(text: string, url: string | null): ParsedDocument {
  const html = text.slice(0, MAX_LENGTH);
  if (isTooDeep(html))
    return noItems('html', { code: 'page-too-deep', message: 'The page nests too deep to be read.' }, false);
  const $ = load(html);
  const rows = $('#media-releases .accordion-item tr[onclick]').toArray();
  const items = rows.flatMap(row => toItem($(row), url) ?? []);
  if (items.length === 0)
    return noItems('html', { code: 'selector-matched-nothing', message: 'No media release was found.' });
  return { ...emptyDocument('html'), link: url, items };
}

function toItem(row: ReturnType<CheerioAPI>, url: string | null): RawItem | null {
  const title = inlineText(row.find('td').first().html() ?? '');
  const path = /window\.open\(\s*['"]([^'"]{1,2000})['"]/.exec(row.attr('onclick') ?? '')?.[1];
  const link = path === undefined ? null : absoluteLink(url, path);
  if (title === '' || link === null) return null;
  const year = inlineText(row.closest('.accordion-item').find('.accordion-header').first().html() ?? '');
  return {
    title,
    link,
    guid: null,
    dateText: dayWithin(title) ?? /\b20\d{2}\b/.exec(year)?.[0] ?? null,
    updatedText: null,
    summary: null,
    content: null,
    authors: [],
    categories: [],
    language: null,
  };
}

function dayWithin(title: string): string | null {
  const [, day = '', month = '', year = ''] = DAY.exec(title) ?? [];
  return day === '' ? null : `${day} ${month} ${year.length === 2 ? `20${year}` : year}`;
}
