import type { FetchRequest, Validators } from '../core/types.ts';
import { ACCEPT_ENCODING } from './read-body.ts';

/** Header names in lower case; a name that came more than once has several values. */
export type ReplyHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, application/json;q=0.9, text/html;q=0.8, */*;q=0.5';

/** The connection's own headers: a source cannot set them. */
const NOT_OURS = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'keep-alive',
  'upgrade',
  'te',
  'trailer',
  'expect',
  'proxy-authorization',
  'proxy-connection',
  'accept-encoding',
]);

/** What may follow a redirect to another host. Everything else a source sets may be a key. */
const HARMLESS = new Set(['accept', 'accept-encoding', 'accept-language', 'content-type', 'user-agent']);

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const FIELD = /^[\t\x20-\x7e\x80-\xff]*$/;
const ENTITY_TAG = /^(?:W\/)?[\x20-\x7e]{1,2048}$/;

/** Every header of the first request. Names in lower case; unusable names and values from outside are left out. */
export function buildHeaders(request: FetchRequest, userAgent: string): Record<string, string> {
  const headers: Record<string, string> = {
    'user-agent': userAgent,
    accept: ACCEPT,
    'accept-encoding': ACCEPT_ENCODING,
  };
  if (request.body !== undefined) {
    headers['content-type'] = /^\s*[[{]/.test(request.body)
      ? 'application/json'
      : 'application/x-www-form-urlencoded';
  }
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    const key = name.toLowerCase();
    if (TOKEN.test(key) && FIELD.test(value) && !NOT_OURS.has(key)) headers[key] = value;
  }
  if ((request.method ?? 'GET') === 'GET') Object.assign(headers, conditions(request.validators ?? null));
  return headers;
}

/** The headers that may go to another host, or to the same one without TLS. */
export function harmlessHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => HARMLESS.has(name)));
}

/** The first value of a header, or null. */
export function headerOf(headers: ReplyHeaders, name: string): string | null {
  const value = headers[name];
  return (typeof value === 'string' ? value : value?.[0]) ?? null;
}

/** Every value of a header. */
export function headersOf(headers: ReplyHeaders, name: string): readonly string[] {
  const value = headers[name];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

/** The validators of an answer, kept as sent (a weak tag stays weak); what could not be sent back is null. */
export function readValidators(headers: ReplyHeaders): Validators {
  return {
    etag: sendable(headerOf(headers, 'etag')),
    lastModified: sendable(headerOf(headers, 'last-modified')),
  };
}

function conditions(validators: Validators | null): Record<string, string> {
  const etag = sendable(validators?.etag ?? null);
  const since = sendable(validators?.lastModified ?? null);
  return {
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(since === null ? {} : { 'if-modified-since': since }),
  };
}

function sendable(value: string | null): string | null {
  return value !== null && ENTITY_TAG.test(value) ? value : null;
}
