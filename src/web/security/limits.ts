import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Clock } from '../../core/ports.ts';
import { refuse } from '../refuse.ts';
import type { WebEnv, WebSettings } from '../web-types.ts';
import { clientOf } from './client.ts';

/** Longest path with its query, in characters: a query of the longest kind that people write is a tenth of it. */
const LONGEST_URL = 8_000;
const LARGEST_BODY = 256 * 1024;
/** Clients remembered; beyond, the one that was quiet longest starts anew. */
const MOST_CLIENTS = 10_000;

/** Refuses addresses that are longer than any that the page makes. */
export function limitUrl(): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    if (c.req.url.length <= LONGEST_URL) return next();
    return refuse(c, 414, 'too-long', `An address may have ${LONGEST_URL} characters: shorten the query.`);
  };
}

/** Refuses bodies that are larger than any form or question. */
export function limitBody(): MiddlewareHandler<WebEnv> {
  return bodyLimit({
    maxSize: LARGEST_BODY,
    onError: c => refuse(c, 400, 'too-large', `A request may carry ${LARGEST_BODY / 1024} KB.`),
  });
}

/** A bucket of requests for each client, which fills up with time. */
export function limitRate(rate: WebSettings['rate'], clock: Clock): MiddlewareHandler<WebEnv> {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return async (c, next) => {
    const now = clock().getTime();
    const client = clientOf(c);
    const bucket = buckets.get(client) ?? { tokens: rate.burst, at: now };
    const gained = (Math.max(0, now - bucket.at) / 1000) * rate.perSecond;
    bucket.tokens = Math.min(rate.burst, bucket.tokens + gained);
    bucket.at = now;
    // Inserted anew, so that the first one is the one that was quiet longest.
    buckets.delete(client);
    buckets.set(client, bucket);
    const [oldest] = buckets.keys();
    if (buckets.size > MOST_CLIENTS && oldest !== undefined) buckets.delete(oldest);
    if (bucket.tokens < 1) {
      c.header('Retry-After', String(Math.ceil((1 - bucket.tokens) / rate.perSecond)));
      return refuse(c, 429, 'rate', 'Too many requests in a short time: wait a few seconds and try again.');
    }
    bucket.tokens -= 1;
    return next();
  };
}
