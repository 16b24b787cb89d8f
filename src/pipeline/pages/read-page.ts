import { htmlToText } from '../../core/html.ts';
import type { Fetcher } from '../../core/ports.ts';
import type { FetchResult, Noted, SourceDef, StoredItem } from '../../core/types.ts';
import { extractArticle } from '../../extract/extract-article.ts';
import { extractPdf } from '../../extract/extract-pdf.ts';
import { decodeBytes } from '../../parse/decode.ts';
import { requestOf } from '../crawl/read-source.ts';

/** Texts of authorities in JSON are HTML or plain; shorter ones are a status line. */
const MIN_TEXT_CHARS = 40;

export type PageAnswer = Extract<FetchResult, { outcome: 'body' }>;

/** The address of an item's text: its link, or what the source's rule makes of its id and link. Null when it has neither. */
export function pageAddress(item: Pick<StoredItem, 'url' | 'keys'>, def: SourceDef): string | null {
  const template = def.page?.url;
  if (template === undefined) return item.url;
  const guid = item.keys.find(key => key.startsWith('guid:'))?.slice('guid:'.length) ?? null;
  if (template.includes('{id}') && guid === null) return item.url;
  return template
    .replaceAll('{id}', encodeURIComponent(guid ?? ''))
    .replaceAll('{link}', encodeURIComponent(item.url ?? ''));
}

/** Asks for the text of an item as the source's rule says. */
export function fetchPage(
  address: string,
  def: SourceDef,
  fetcher: Fetcher,
  signal?: AbortSignal,
): Promise<FetchResult> {
  const { robots, lenientHeaders } = requestOf(def, { url: address });
  // The list's own headers (a POST's content type, say) belong to addresses of the same service only.
  const headers = def.page?.url === undefined ? undefined : def.headers;
  return fetcher.fetch({ url: address, headers, robots, lenientHeaders, signal });
}

/** The text of what came: a page, a PDF, or a field of JSON. Null with a note that says why there is none. */
export async function readPage(answer: PageAnswer, def: SourceDef): Promise<Noted<string | null>> {
  const { bytes, contentType } = answer;
  if (startsWith(bytes, '%PDF-')) return extractPdf(bytes);
  if (!isText(contentType))
    return { value: null, notes: [{ code: 'page-not-text', message: `a file of type ${contentType}` }] };
  const { text } = decodeBytes(bytes, contentType, def.language);
  if (def.page?.path !== undefined) return textInJson(text, def.page.path);
  return extractArticle(text, def.page?.select);
}

function textInJson(text: string, path: string): Noted<string | null> {
  const none = (message: string) => ({ value: null, notes: [{ code: 'page-without-text', message }] });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return none('what came is no JSON');
  }
  for (const part of path.split('.')) value = isRecord(value) ? value[part] : undefined;
  const found = typeof value === 'string' ? htmlToText(value) : '';
  return found.length >= MIN_TEXT_CHARS ? { value: found, notes: [] } : none(`no text at ${path}`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function startsWith(bytes: Uint8Array, magic: string): boolean {
  // Some servers put white space or a byte order mark in front.
  return Buffer.from(bytes.subarray(0, 1024))
    .toString('latin1')
    .trimStart()
    .replace(/^ï»¿/, '')
    .startsWith(magic);
}

function isText(contentType: string | null): boolean {
  return contentType === null || contentType.trim() === '' || /html|xml|json|text\//i.test(contentType);
}
