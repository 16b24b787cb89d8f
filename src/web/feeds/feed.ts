import { escapeHtml } from '../../core/escape-html.ts';
import { sha256 } from '../../core/ids.ts';
import { DATE_LABELS, jurisdictionName, KIND_LABELS, TOPIC_LABELS } from '../../core/labels.ts';
import { cleanLine, stripInvisible } from '../../core/text.ts';
import type { StoredItem } from '../../core/types.ts';
import { firstSentence } from '../../query/report-story.ts';

/** One item as every feed format says it. Texts are clean lines, not escaped for any format. */
export interface FeedEntry {
  /** "urn:uuid:..." of the item's id: the same in every format, whatever the item's address or words become. */
  readonly guid: string;
  readonly itemId: string;
  readonly storyId: string;
  readonly title: string;
  /** http(s): the source's own address, else the item's page here. */
  readonly link: string;
  /** The item's page here. */
  readonly page: string;
  readonly publishedAt: string;
  /** When its words changed last, or were first seen. */
  readonly changedAt: string;
  readonly language: string;
  readonly authors: readonly string[];
  /** Jurisdictions, topics and kind, as people read them. */
  readonly labels: readonly string[];
  readonly source: string;
  /** Safe markup. */
  readonly html: string;
}

export interface Feed {
  readonly title: string;
  readonly description: string;
  /** Address of the feed itself, and of the page that shows the same. */
  readonly self: string;
  readonly home: string;
  /** Newest change of an entry; null for a feed without entries. */
  readonly changedAt: string | null;
  readonly entries: readonly FeedEntry[];
}

/** An item with when its current words were first seen. */
export interface FeedItem {
  readonly item: StoredItem;
  readonly changedAt: string;
  readonly sourceName: string;
}

const QUOTE_LENGTH = 600;

/** A feed of items that a query found. `origin` is where this page is served: "http://127.0.0.1:8787". */
export function buildFeed(
  items: readonly FeedItem[],
  { query, format, origin }: { readonly query: string; readonly format: string; readonly origin: string },
): Feed {
  const shown = cleanLine(query);
  const search = new URLSearchParams(query === '' ? {} : { q: query }).toString();
  const suffix = search === '' ? '' : `?${search}`;
  const entries = items.map(one => toEntry(one, origin));
  return {
    title: shown === '' ? 'regbeat: everything relevant' : `regbeat: ${shown}`,
    description:
      'What crypto regulators and the press say, with quotes and links to the sources. It is no legal advice.',
    self: `${origin}/feeds/search.${format}${suffix}`,
    home: `${origin}/search${suffix}`,
    changedAt: entries.map(entry => entry.changedAt).reduce(later, null),
    entries,
  };
}

function later(a: string | null, b: string): string {
  return a === null || a < b ? b : a;
}

function toEntry({ item, changedAt, sourceName }: FeedItem, origin: string): FeedEntry {
  const tags = item.classification;
  const page = `${origin}/item/${item.id}`;
  const places = tags.jurisdictions
    .filter(tag => tag.role === 'primary')
    .map(tag => jurisdictionName(tag.code));
  const labels = [...places, ...tags.topics.map(topic => TOPIC_LABELS[topic.id]), KIND_LABELS[tags.kind.id]];
  return {
    guid: uuidOf(item.id),
    itemId: item.id,
    storyId: item.storyId,
    title: cleanLine(item.title) || 'Untitled',
    link: httpUrl(item.url) ?? page,
    page,
    publishedAt: item.publishedAt ?? item.firstSeenAt,
    changedAt,
    language: /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(item.language) ? item.language : 'und',
    authors: item.authors.map(cleanLine).filter(name => name !== ''),
    labels,
    source: cleanLine(sourceName),
    html: toHtml(item, labels, cleanLine(sourceName)),
  };
}

function toHtml(item: StoredItem, labels: readonly string[], source: string): string {
  const { classification: tags } = item;
  const words = item.text.trim() === '' ? (item.summary ?? '') : item.text;
  const quote = firstSentence(words, item.title, QUOTE_LENGTH);
  const authorities = tags.authorities.map(authority => authority.name).join(', ');
  const facts = [source, ...labels, authorities].filter(text => text !== '').join(' · ');
  const dates = tags.dates.map(
    ({ kind, date, quote: said }) =>
      `<li>${escapeHtml(date)}: ${escapeHtml(DATE_LABELS[kind])}. “${escapeHtml(cleanLine(said))}”</li>`,
  );
  return [
    quote === null ? '' : `<blockquote><p>${escapeHtml(cleanLine(quote))}</p></blockquote>`,
    `<p>${escapeHtml(facts)}</p>`,
    dates.length === 0 ? '' : `<ul>${dates.join('')}</ul>`,
  ].join('');
}

/** A name-based UUID (version 8 of RFC 9562) of an item's id: readers know an item by it for ever. */
export function uuidOf(id: string): string {
  const hex = sha256(`regbeat item ${id}`);
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The address if it is an http(s) one, in its normal form; null for anything else. */
export function httpUrl(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed.href : null;
}

/** Text of XML 1.0, within an element or a quoted attribute. */
export function escapeXml(text: string): string {
  return escapeHtml(stripInvisible(text).replace(/[\ufffe\uffff]/g, '\ufffd'));
}
