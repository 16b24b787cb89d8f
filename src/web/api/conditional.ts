import type { Context } from 'hono';
import { sha256 } from '../../core/ids.ts';
import type { WebEnv } from '../web-types.ts';

/** A body with what makes the next request for it conditional. */
export interface Conditional {
  readonly body: string;
  readonly type: string;
  /** Instant of the newest change in it; null when it has none. */
  readonly lastModified?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers with a body, or with 304 when the asker has it already. */
export function answerConditional(
  c: Context<WebEnv>,
  { body, type, lastModified = null, headers = {} }: Conditional,
): Response {
  const etag = `"${sha256(body).slice(0, 32)}"`;
  const modified = lastModified === null ? null : wholeSecond(lastModified);
  const all: Record<string, string> = { ...headers, ETag: etag, 'Cache-Control': 'private, no-cache' };
  if (modified !== null) all['Last-Modified'] = new Date(modified).toUTCString();
  if (isKnown(c, etag, modified)) return c.body(null, 304, all);
  return c.body(body, 200, { ...all, 'Content-Type': type });
}

/** As RFC 9110 has it: an ETag counts where there is one, else the date. */
function isKnown(c: Context<WebEnv>, etag: string, modified: number | null): boolean {
  const tags = c.req.header('if-none-match');
  if (tags !== undefined) {
    return tags.split(',').some(tag => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
  }
  const since = Date.parse(c.req.header('if-modified-since') ?? '');
  return modified !== null && since >= modified;
}

function wholeSecond(instant: string): number {
  return Math.floor(Date.parse(instant) / 1000) * 1000;
}
