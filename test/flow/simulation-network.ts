import type { Fetcher } from '../../src/core/ports.ts';
import type { FetchFault, FetchRequest, FetchResult } from '../../src/core/types.ts';
import { DAY_MS, seeded, type VirtualItem, type VirtualSource, type World } from './simulation-world.ts';

const PAGE = 10;
/** After a move the old address redirects this long, then it is gone. */
const REDIRECTS_FOR = 10 * DAY_MS;

/** The network of a world: answers every request as its source would at the time of the clock. */
export function createNetwork(
  world: World,
  clock: () => Date,
): Fetcher & { readonly requests: () => number; down: ((host: string) => boolean) | null } {
  const byHome = new Map(world.sources.map(source => [pathOf(source.def.url), source]));
  const random = seeded(99);
  let requests = 0;
  const network = {
    down: null as ((host: string) => boolean) | null,
    requests: () => requests,
    close: async () => undefined,
    async fetch(request: FetchRequest): Promise<FetchResult> {
      requests++;
      const now = clock().getTime();
      const url = new URL(request.url);
      if (now >= world.outage[0] && now < world.outage[1])
        return failed('dns', null, 'could not be found (DNS)');
      if (network.down?.(url.hostname)) return failed('connect', null, 'could not be reached');
      const source = byHome.get(url.pathname.replace('/moved', ''));
      if (source === undefined) return failed('http-status', 404, 'answered 404 (Not Found)');
      return answer(source, url, request, now, random);
    },
  };
  return network;
}

function pathOf(url: string): string {
  return new URL(url).pathname;
}

function answer(
  source: VirtualSource,
  url: URL,
  request: FetchRequest,
  now: number,
  random: () => number,
): FetchResult {
  const { fault, from } = source;
  const begun = now >= from;
  const moved = url.pathname.startsWith('/moved');
  if (begun) {
    switch (fault) {
      case 'dies: server errors':
        return failed('http-status', 503, 'answered 503 (Service Unavailable)');
      case 'dies: name gone':
        return failed('dns', null, 'could not be found (DNS)');
      case 'blocks: 403':
        return failed('http-status', 403, 'answered 403 (Forbidden)');
      case 'fails on and off':
        if (random() < 0.45) return failed('timeout', null, 'did not answer in time');
        break;
      case 'down for two days':
        if (now < from + 2 * DAY_MS) return failed('http-status', 502, 'answered 502 (Bad Gateway)');
        break;
      case 'lies: bot check':
        return html(url, '<title>Just a moment...</title><p>Enable JavaScript and cookies to continue');
      case 'lies: other page':
        return html(url, '<title>Welcome</title><p>Our new site is here.');
      case 'lies: empty list':
        return list(source, url, request, now, []);
      case 'moves for good':
        if (!moved && now >= from + REDIRECTS_FOR)
          return failed('http-status', 404, 'answered 404 (Not Found)');
        break;
      default:
        break;
    }
  }
  const shown = source.items.filter(item => item.at <= now).toReversed();
  return list(source, url, request, now, shown);
}

function list(
  source: VirtualSource,
  url: URL,
  request: FetchRequest,
  now: number,
  shown: readonly VirtualItem[],
): FetchResult {
  const { fault, from } = source;
  const page = Number(url.searchParams.get('page') ?? '0');
  const items = shown.slice(page * PAGE, (page + 1) * PAGE);
  const edited = fault === 'edits an item' && now >= from;
  const undated = fault === 'loses its dates' && now >= from;
  const redirected = fault === 'moves for good' && now >= from && !url.pathname.startsWith('/moved');
  const finalUrl = redirected ? `${url.origin}/moved${url.pathname}${url.search}` : url.href;
  const etag = `"${items[0]?.id ?? 'none'}-${items.length}-${edited}-${undated}"`;
  if (request.validators?.etag === etag) {
    return { outcome: 'not-modified', status: 304, finalUrl, movedPermanently: redirected, ms: 1 };
  }
  const lastBefore = source.items.findLast(item => item.at < from)?.id;
  const next = (page + 1) * PAGE < shown.length ? `?page=${page + 1}` : undefined;
  const body = JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: source.def.name,
    next_url: next,
    items: items.map(item => ({
      id: item.id,
      url: `${url.origin}/items/${item.id}`,
      title: `Notice ${item.id}`,
      content_text: edited && item.id === lastBefore ? 'Corrected words.' : `Words of ${item.id}.`,
      ...(undated ? {} : { date_published: new Date(item.at).toISOString() }),
    })),
  });
  return {
    outcome: 'body',
    status: 200,
    bytes: Buffer.from(body),
    contentType: 'application/feed+json',
    finalUrl,
    validators: { etag, lastModified: null },
    movedPermanently: redirected,
    fetchedAt: new Date(now).toISOString(),
    ms: 1,
  };
}

function html(url: URL, body: string): FetchResult {
  return {
    outcome: 'body',
    status: 200,
    bytes: Buffer.from(`<!doctype html><html><body>${body}</body></html>`),
    contentType: 'text/html',
    finalUrl: url.href,
    validators: { etag: null, lastModified: null },
    movedPermanently: false,
    fetchedAt: new Date(0).toISOString(),
    ms: 1,
  };
}

function failed(fault: FetchFault, status: number | null, error: string): FetchResult {
  return { outcome: 'failed', fault, status, error, retryAfter: null, attempts: 1, ms: 1 };
}
