import type { DocumentFormat } from '../core/types.ts';

/**
 * Namespaces by URI (lower case, without a trailing slash or "#"), as the prefix that this reader calls them by. The empty
 * prefix holds what all feed formats share.
 */
const PREFIX_BY_URI: Readonly<Record<string, string>> = {
  'http://www.w3.org/2005/atom': '',
  'http://purl.org/atom/ns': '',
  'http://purl.org/atom-blog/ns': '',
  'http://purl.org/pie': '',
  'http://purl.org/echo': '',
  'http://example.com/newformat': '',
  'http://example.com/necho': '',
  'uri/of/echo/namespace': '',
  'http://purl.org/rss/1.0': '',
  'http://purl.org/rss/1.0/modules/rss091': '',
  'http://my.netscape.com/rdf/simple/0.9': '',
  'http://channel.netscape.com/rdf/simple/0.9': '',
  'http://blogs.law.harvard.edu/tech/rss': '',
  'http://cyber.law.harvard.edu/rss': '',
  'http://purl.org/net/rss1.1': '',
  'http://purl.org/dc/elements/1.1': 'dc',
  'http://purl.org/dc/elements/1.0': 'dc',
  'http://purl.org/dc/terms': 'dcterms',
  'http://purl.org/rss/1.0/modules/content': 'content',
  'http://www.itunes.com/dtds/podcast-1.0.dtd': 'itunes',
  'http://example.com/dtds/podcast-1.0.dtd': 'itunes',
  'http://search.yahoo.com/mrss': 'media',
  'http://rssnamespace.org/feedburner/ext/1.0': 'feedburner',
  'http://www.w3.org/1999/02/22-rdf-syntax-ns': 'rdf',
  'http://www.w3.org/1999/xhtml': 'xhtml',
  'http://www.w3.org/xml/1998/namespace': 'xml',
  'http://www.w3.org/2000/svg': 'svg',
  'http://www.w3.org/1998/math/mathml': 'math',
};

/** Prefixes in common use where the document forgot to declare them. */
const USUAL: Readonly<Record<string, string>> = {
  atom: '',
  atom10: '',
  atom03: '',
  a10: '',
  rss: '',
  rss1: '',
  dcterm: 'dcterms',
};

/** The prefix this reader uses for a namespace, or null for one it does not know. */
export function prefixOf(uri: string): string | null {
  const folded = uri.trim().toLowerCase();
  if (folded === '' || folded.includes('backend.userland.com/rss')) return '';
  return PREFIX_BY_URI[folded.replace(/[/#]$/, '')] ?? null;
}

/** Where a prefix was not declared, or its namespace is unknown: what it usually means. */
export function usualPrefix(prefix: string): string {
  return USUAL[prefix] ?? prefix;
}

/** Fields whose value is text or markup, and the type they have when none is given. */
export const CONTENT_FIELDS: Readonly<Record<string, readonly [field: ContentField, type: string]>> = {
  title: ['title', 'text/plain'],
  'dc:title': ['title', 'text/plain'],
  'media:title': ['media-title', 'text/plain'],
  description: ['summary', 'text/html'],
  'dc:description': ['summary', 'text/html'],
  'media:description': ['media-summary', 'text/html'],
  abstract: ['summary', 'text/plain'],
  'dcterms:abstract': ['summary', 'text/plain'],
  summary: ['summary', 'text/plain'],
  'itunes:summary': ['summary', 'text/plain'],
  'itunes:subtitle': ['subtitle', 'text/plain'],
  subtitle: ['subtitle', 'text/plain'],
  tagline: ['subtitle', 'text/plain'],
  rights: ['ignored', 'text/plain'],
  'dc:rights': ['ignored', 'text/plain'],
  copyright: ['ignored', 'text/plain'],
  info: ['ignored', 'text/plain'],
  content: ['content', 'text/plain'],
  'content:encoded': ['content', 'text/html'],
  fullitem: ['content', 'text/html'],
  body: ['content', 'application/xhtml+xml'],
  'xhtml:body': ['content', 'application/xhtml+xml'],
};
export type ContentField =
  | 'title'
  | 'media-title'
  | 'summary'
  | 'media-summary'
  | 'subtitle'
  | 'content'
  | 'ignored';

/** Fields whose value is one short text. */
export const LEAF_FIELDS: Readonly<Record<string, LeafField>> = {
  link: 'link',
  'feedburner:origlink': 'original-link',
  guid: 'guid',
  id: 'guid',
  pubdate: 'published',
  published: 'published',
  issued: 'published',
  'dcterms:issued': 'published',
  updated: 'updated',
  modified: 'updated',
  lastbuilddate: 'updated',
  'dc:date': 'updated',
  'dcterms:modified': 'updated',
  created: 'created',
  'dcterms:created': 'created',
  category: 'category',
  'dc:subject': 'category',
  'media:category': 'category',
  keywords: 'category',
  tags: 'keywords',
  'itunes:keywords': 'keywords',
  'media:keywords': 'keywords',
  language: 'language',
  'dc:language': 'language',
  comments: 'ignored',
  'wfw:commentrss': 'ignored',
  generator: 'ignored',
  docs: 'ignored',
  webmaster: 'ignored',
  'dc:publisher': 'ignored',
  'dc:contributor': 'ignored',
  'dc:identifier': 'ignored',
  expirationdate: 'ignored',
};
export type LeafField =
  | 'link'
  | 'original-link'
  | 'guid'
  | 'published'
  | 'updated'
  | 'created'
  | 'category'
  | 'keywords'
  | 'language'
  | 'ignored'
  | 'name'
  | 'email';

/** Elements that hold a person: as text, or as name and email elements. */
export const PERSON_FIELDS: ReadonlySet<string> = new Set([
  'author',
  'dc:author',
  'dc:creator',
  'itunes:author',
  'managingeditor',
]);

/** Where a person's name stands inside such an element. */
export const PERSON_NAMES: ReadonlySet<string> = new Set(['name', 'itunes:name', 'foaf:name']);

/** Root elements, and the format that each begins. */
export const ROOTS: Readonly<Record<string, DocumentFormat>> = {
  rss: 'rss',
  'rdf:rdf': 'rdf',
  rdf: 'rdf',
  feed: 'atom',
  channel: 'cdf',
};

/** Elements whose insides say nothing about the item or feed they stand in. */
export const SKIPPED: ReadonlySet<string> = new Set([
  'image',
  'textinput',
  'source',
  'contributor',
  'itunes:owner',
  'cloud',
  'skiphours',
  'skipdays',
  'rdf:seq',
  'svg:svg',
  'math:math',
  'media:credit',
  'media:player',
]);

const LEAF_BREAKERS: ReadonlySet<string> = new Set([
  ...Object.keys(LEAF_FIELDS),
  ...Object.keys(CONTENT_FIELDS),
  ...PERSON_FIELDS,
  'item',
  'entry',
  'channel',
  'enclosure',
]);
/** Of these, what HTML or a text may hold as well. */
const ALSO_HTML: ReadonlySet<string> = new Set([
  'title',
  'link',
  'body',
  'summary',
  'content',
  'id',
  'tags',
  'info',
  'abstract',
  'keywords',
  'docs',
  'subtitle',
  'language',
  'xhtml:body',
]);

/**
 * Whether the start of an element shows that the field before it was never closed: "<title>One<link>...". Inside a title or
 * date everything that a feed knows does; inside a description only what HTML does not have.
 */
export function breaksField(name: string, field: ContentField | LeafField | 'person'): boolean {
  if (!LEAF_BREAKERS.has(name)) return false;
  if (field === 'person') return name !== 'link' && name !== 'id';
  if (
    field === 'summary' ||
    field === 'content' ||
    field === 'media-summary' ||
    field === 'subtitle' ||
    field === 'ignored'
  ) {
    return !ALSO_HTML.has(name);
  }
  return true;
}
