import type { Note, ParsedDocument, RawItem } from '../core/types.ts';
import { asMarkup } from './entities.ts';
import { readJsonText } from './json-text.ts';
import { absoluteLink, isWebAddress } from './resolve-url.ts';
import { sanitiseHtml } from './sanitise-html.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A non-empty text, or a number as text: ids are numbers in half of all JSON Feeds. */
function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

/** Reads JSON Feed 1.0 and 1.1; null when the text is JSON of another kind, or none. */
export function readJsonFeed(text: string, url: string | null): ParsedDocument | null {
  const reading = readJsonText(text);
  if (reading === null || !isFields(reading.value)) return null;
  const feed = reading.value;
  const isFeed = typeof feed.version === 'string' && /jsonfeed\.org/i.test(feed.version);
  if (!isFeed && !(Array.isArray(feed.items) && typeof feed.title === 'string')) return null;
  const notes: Note[] = [];
  if (!reading.complete)
    notes.push({ code: 'truncated', message: 'The document ends before its last bracket.' });
  const language = textOf(feed.language);
  const items = listOf(feed.items).flatMap((entry, index) => {
    if (isFields(entry)) return [toItem(entry, url, language)];
    notes.push({ code: 'item-unreadable', message: 'An item is not an object.', item: index });
    return [];
  });
  const link = textOf(feed.home_page_url);
  const next = textOf(feed.next_url);
  return {
    format: 'json-feed',
    title: textOf(feed.title),
    link: link === null ? null : absoluteLink(url, link),
    language,
    items,
    complete: reading.complete,
    nextUrl: next === null ? null : absoluteLink(url, next),
    notes,
  };
}

function toItem(entry: Fields, url: string | null, language: string | null): RawItem {
  const id = textOf(entry.id);
  const address =
    textOf(entry.url) ?? textOf(entry.external_url) ?? (id !== null && isWebAddress(id) ? id : null);
  const html = textOf(entry.content_html);
  const plain = textOf(entry.content_text);
  const content = html !== null ? sanitiseHtml(html, url) : plain !== null ? plainToHtml(plain) : null;
  const summary = textOf(entry.summary);
  return {
    title: textOf(entry.title),
    link: address === null ? null : absoluteLink(url, address),
    guid: id,
    dateText: textOf(entry.date_published),
    updatedText: textOf(entry.date_modified),
    summary: summary !== null ? plainToHtml(summary) : content,
    content,
    authors: authorsOf(entry),
    categories: listOf(entry.tags)
      .map(textOf)
      .filter(tag => tag !== null),
    language: textOf(entry.language) ?? language,
  };
}

function plainToHtml(text: string): string {
  return asMarkup(text).replace(/\r\n?|\n/g, '<br />\n');
}

function authorsOf(entry: Fields): readonly string[] {
  const people = listOf(entry.authors);
  return (people.length > 0 ? people : [entry.author])
    .map(person => (isFields(person) ? (textOf(person.name) ?? textOf(person.url)) : textOf(person)))
    .filter(name => name !== null);
}
