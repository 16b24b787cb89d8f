import { escapeXml, type Feed, type FeedEntry, uuidOf } from './feed.ts';

/** A feed must say when it changed, also one that never had an entry. */
const NEVER = '1970-01-01T00:00:00.000Z';

/** Atom (RFC 4287). */
export function toAtom(feed: Feed): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${uuidOf(`feed ${new URL(feed.self).search}`)}</id>
<title>${escapeXml(feed.title)}</title>
<subtitle>${escapeXml(feed.description)}</subtitle>
<updated>${feed.changedAt ?? NEVER}</updated>
<link rel="self" type="application/atom+xml" href="${escapeXml(feed.self)}"/>
<link rel="alternate" type="text/html" href="${escapeXml(feed.home)}"/>
<author><name>regbeat</name></author>
<generator>regbeat</generator>
${feed.entries.map(toEntry).join('')}</feed>
`;
}

function toEntry(entry: FeedEntry): string {
  const authors = (entry.authors.length > 0 ? entry.authors : [entry.source]).map(
    name => `<author><name>${escapeXml(name)}</name></author>\n`,
  );
  const categories = entry.labels.map(label => `<category term="${escapeXml(label)}"/>\n`);
  return `<entry xml:lang="${escapeXml(entry.language)}">
<id>${entry.guid}</id>
<title>${escapeXml(entry.title)}</title>
<link rel="alternate" type="text/html" href="${escapeXml(entry.link)}"/>
<link rel="related" type="text/html" href="${escapeXml(entry.page)}"/>
<published>${entry.publishedAt}</published>
<updated>${entry.changedAt}</updated>
${authors.join('')}${categories.join('')}<content type="html">${escapeXml(entry.html)}</content>
</entry>
`;
}
