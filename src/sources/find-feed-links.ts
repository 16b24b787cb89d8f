import { load } from 'cheerio/slim';
import { absoluteUrl } from '../core/url.ts';

const FEED_TYPES = /^application\/(?:rss|atom|rdf|feed)\+(?:xml|json)$/i;
/** Links that are called a feed, for pages that do not declare theirs. */
const FEED_LINK = /(?:^|[/._?=-])(?:rss|atom|feed|feeds)(?:[/._?=-]|$|\.xml)/i;
const MOST = 12;

/**
 * Addresses of feeds that a page names, best first, at most 12: those declared by `<link rel="alternate">`, then links that look like
 * feeds. `base` is the page's own address.
 */
export function findFeedLinks(html: string, base: string): readonly string[] {
  const $ = load(html);
  const from = absoluteUrl($('base[href]').attr('href') ?? '', base) ?? base;
  const declared = $('link[rel~="alternate" i][href]')
    .toArray()
    .filter(link => FEED_TYPES.test(($(link).attr('type') ?? '').split(';')[0]?.trim() ?? ''))
    .map(link => $(link).attr('href') ?? '');
  const linked = $('a[href]')
    .toArray()
    .map(link => $(link).attr('href') ?? '')
    .filter(href => FEED_LINK.test(href));
  const urls = [...declared, ...linked].flatMap(href => absoluteUrl(href, from) ?? []);
  return [...new Set(urls)].slice(0, MOST);
}
