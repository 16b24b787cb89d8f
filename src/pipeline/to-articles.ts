import type { IngestOptions, Input } from '../core/application.ts';
import { AppError } from '../core/errors.ts';
import { inlineText } from '../core/html.ts';
import { cleanLine } from '../core/text.ts';
import type { Article, Note, ParsedDocument, RawItem, SourceDef } from '../core/types.ts';
import { extractArticle } from '../extract/extract-article.ts';
import { articleFromText } from '../normalise/article-from-text.ts';
import { contentHash } from '../normalise/content-hash.ts';
import { normaliseItems } from '../normalise/normalise-items.ts';
import { decodeBytes } from '../parse/decode.ts';
import { parseDocument } from '../parse/parse-document.ts';
import { parseHeadlines } from './parse-headlines.ts';
import { parseRecords } from './parse-records.ts';

/** Where items go that were given by hand and name no source. */
export const LOCAL_SOURCE: SourceDef = {
  id: 'local/ingest',
  name: 'Given by hand',
  publisher: 'local files',
  authority: null,
  jurisdiction: null,
  tier: 'press',
  type: 'news',
  format: 'rss',
  url: 'https://local.invalid/',
  method: 'GET',
  headers: {},
  language: 'en',
  timeZone: 'UTC',
  dateFormats: [],
  cryptoOnly: false,
  enabled: false,
  interval: { min: 60, max: 1440 },
};

/**
 * Articles of an input whose form is found out: a feed, JSON or JSON Lines records with titles, a Markdown list of links, an HTML page,
 * or plain text (one article). With a source whose list is JSON, HTML or CSV, its own rules read the input.
 */
export async function toArticles(
  input: Input,
  def: SourceDef,
  options: IngestOptions,
  now: Date,
): Promise<{ articles: readonly Article[]; notes: readonly Note[] }> {
  if (input.bytes.length === 0) throw new AppError('input', `${input.name} is empty.`);
  const text = decodeBytes(input.bytes, input.contentType, null).text;
  const document = await documentOf(input, text, def);
  if (document) {
    const { value, notes } = normaliseItems(dated(document, options.published), def, now);
    return { articles: value, notes: [...document.notes, ...notes] };
  }
  if (looksLikeHtml(text, input)) return fromPage(text, input, def, options, now);
  const article = articleFromText(text, {
    sourceId: def.id,
    publishedAt: options.published ?? null,
    language: def.language,
  });
  if (!article) throw new AppError('input', `${input.name} holds no readable text.`);
  return { articles: [{ ...article, url: input.url }], notes: [] };
}

async function documentOf(input: Input, text: string, def: SourceDef): Promise<ParsedDocument | null> {
  if (def !== LOCAL_SOURCE && def.read) return parseDocument(input, def);
  const records = parseRecords(text) ?? parseHeadlines(text);
  if (records) return records;
  const document = await parseDocument(input, null);
  return document.items.length > 0 ? document : null;
}

function looksLikeHtml(text: string, input: Input): boolean {
  if (/html/i.test(input.contentType ?? '') || /\.x?html?$/i.test(input.name)) return true;
  return /<(!doctype html|html|head|body)\b/i.test(text.slice(0, 2000));
}

function fromPage(html: string, input: Input, def: SourceDef, options: IngestOptions, now: Date) {
  const { value: text, notes } = extractArticle(html, def.page?.select);
  const title = inlineText(/<title[^>]*>([^<]{1,2000})/i.exec(html)?.[1] ?? '');
  const raw: RawItem = {
    title: cleanLine(title) || null,
    link: input.url,
    guid: null,
    dateText: options.published ?? null,
    updatedText: null,
    summary: null,
    content: null,
    authors: [],
    categories: [],
    language: null,
  };
  const page: ParsedDocument = {
    format: 'html',
    title: null,
    link: input.url,
    language: null,
    items: [raw],
    complete: true,
    nextUrl: null,
    notes,
  };
  const { value } = normaliseItems(page, def, now);
  const [article] = value;
  if (!article) throw new AppError('input', `${input.name} is a web page without a title or an article.`);
  if (!text) return { articles: [article], notes };
  // The page itself is what was given: other words in it are an edit.
  const words = { text, textFrom: 'page' as const, contentHash: contentHash(article.title, text) };
  return { articles: [{ ...article, ...words }], notes };
}

function dated(document: ParsedDocument, published: string | undefined): ParsedDocument {
  if (!published) return document;
  return {
    ...document,
    items: document.items.map(item => ({ ...item, dateText: item.dateText ?? published })),
  };
}
