import { escapeXml, type Feed, type FeedEntry } from './feed.ts';

/** RSS 2.0. */
export function toRss(feed: Feed): string {
  const changed = feed.changedAt === null ? '' : `<lastBuildDate>${rfc822(feed.changedAt)}</lastBuildDate>\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${escapeXml(feed.title)}</title>
<link>${escapeXml(feed.home)}</link>
<description>${escapeXml(feed.description)}</description>
<atom:link href="${escapeXml(feed.self)}" rel="self" type="application/rss+xml"/>
<generator>regbeat</generator>
<ttl>15</ttl>
${changed}${feed.entries.map(toItem).join('')}</channel>
</rss>
`;
}

function toItem(entry: FeedEntry): string {
  const creators = (entry.authors.length > 0 ? entry.authors : [entry.source]).map(
    name => `<dc:creator>${escapeXml(name)}</dc:creator>\n`,
  );
  const categories = entry.labels.map(label => `<category>${escapeXml(label)}</category>\n`);
  return `<item>
<title>${escapeXml(entry.title)}</title>
<link>${escapeXml(entry.link)}</link>
<guid isPermaLink="false">${entry.guid}</guid>
<pubDate>${rfc822(entry.publishedAt)}</pubDate>
${creators.join('')}${categories.join('')}<description>${escapeXml(entry.html)}</description>
</item>
`;
}

function rfc822(instant: string): string {
  return new Date(instant).toUTCString();
}
