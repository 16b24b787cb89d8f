import { AppError } from '../../core/errors.ts';
import type { Clock, Fetcher } from '../../core/ports.ts';
import type { FoundFeed } from '../../core/source-care.ts';
import type { FetchResult, SourceDef } from '../../core/types.ts';
import { canonicalUrl, isHttpUrl } from '../../core/url.ts';
import { normaliseItems } from '../../normalise/normalise-items.ts';
import { decodeBytes } from '../../parse/decode.ts';
import { parseDocument } from '../../parse/parse-document.ts';
import { findFeedLinks } from '../../sources/find-feed-links.ts';
import { toPreview } from './preview-source.ts';

const FEEDS = new Set<string>(['rss', 'atom', 'rdf', 'cdf', 'json-feed']);

interface FindDeps {
  readonly fetcher: Fetcher;
  readonly clock: Clock;
  readonly sources: readonly SourceDef[];
}
type Body = Extract<FetchResult, { outcome: 'body' }>;

/**
 * The feed at an address, or the feeds that the page there names, each read once for a preview; those without a single item come last.
 * @throws AppError "usage" for no web address, "no-feed" that says what was found instead.
 */
export async function findFeeds(url: string, deps: FindDeps): Promise<readonly FoundFeed[]> {
  if (!isHttpUrl(url)) throw new AppError('usage', `"${url}" is no http or https address.`);
  const answer = await deps.fetcher.fetch({ url, robots: false });
  if (answer.outcome !== 'body')
    throw noFeed(url, answer.outcome === 'failed' ? answer.error : 'sent no body');
  const itself = await readFeedAt(url, answer, deps);
  if (itself) return [itself];
  const html = decodeBytes(answer.bytes, answer.contentType, null).text;
  const found: FoundFeed[] = [];
  for (const link of findFeedLinks(html, answer.finalUrl)) {
    const feed = await deps.fetcher.fetch({ url: link, robots: false });
    if (feed.outcome !== 'body') continue;
    const read = await readFeedAt(link, feed, deps);
    if (read) found.push(read);
  }
  if (found.length === 0)
    throw noFeed(
      url,
      'is a page that names no feed. Lists without a feed need a read rule (CONTRIBUTING.md)',
    );
  return found.sort((one, other) => Number(one.items === 0) - Number(other.items === 0));
}

async function readFeedAt(
  url: string,
  answer: Body,
  { sources, clock }: FindDeps,
): Promise<FoundFeed | null> {
  const document = await parseDocument(
    { bytes: answer.bytes, contentType: answer.contentType, url: answer.finalUrl },
    null,
  );
  if (!FEEDS.has(document.format)) return null;
  const { value: articles } = normaliseItems(document, asSource(url), clock());
  return { url, ...toPreview(document, articles), knownAs: knownAs(url, sources) };
}

/** The id of the source that reads an address already, or null. */
export function knownAs(url: string, sources: readonly SourceDef[]): string | null {
  const wanted = canonicalUrl(url);
  return sources.find(def => canonicalUrl(def.url) === wanted)?.id ?? null;
}

/** Enough of a source to read an unknown feed: dates without a zone are taken for UTC. */
function asSource(url: string): SourceDef {
  return {
    id: 'own/preview/feed',
    name: url,
    publisher: url,
    authority: null,
    jurisdiction: null,
    tier: 'press',
    type: 'news',
    format: 'rss',
    url,
    method: 'GET',
    headers: {},
    language: 'en',
    timeZone: 'UTC',
    dateFormats: [],
    cryptoOnly: false,
    enabled: true,
    interval: { min: 15, max: 60 },
  };
}

function noFeed(url: string, what: string): AppError {
  return new AppError('no-feed', `No feed was found at ${url}: ${what}.`);
}
