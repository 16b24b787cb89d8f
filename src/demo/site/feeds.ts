import { DateTime } from 'luxon';
import type { ShownItem } from './demo-item.ts';
import { escapeMarkup as esc } from './escape-markup.ts';
import { DISCLAIMER, type Publication } from './show-items.ts';

/** RSS 2.0. Undated items carry no pubDate. `declaration` names the encoding that the bytes will have. */
export function renderRss(
  publication: Publication,
  items: readonly ShownItem[],
  origin: string,
  encoding = 'utf-8',
): string {
  const entries = items.map(
    item => `<item>
<title>${esc(item.title)}</title>
<link>${esc(origin + item.linkPath)}</link>
<guid isPermaLink="false">${guid(publication, item)}</guid>
${item.publishedAt === null ? '' : `<pubDate>${toRfc822(item.publishedAt, publication)}</pubDate>\n`}<description>${esc(paragraphs(item))}</description>
</item>`,
  );
  return `<?xml version="1.0" encoding="${encoding}"?>
<rss version="2.0">
<channel>
<title>${esc(publication.name)}</title>
<link>${origin}${publication.folder}/</link>
<description>${esc(DISCLAIMER)}</description>
<language>${publication.language}</language>
${entries.join('\n')}
</channel>
</rss>
`;
}

/** Atom 1.0 with HTML content. An item without a date gets none, against the specification, as happens. */
export function renderAtom(publication: Publication, items: readonly ShownItem[], origin: string): string {
  const entries = items.map(item => {
    const published = item.publishedAt === null ? '' : toIso(item.publishedAt, publication);
    const updated = item.updatedAt === null ? published : toIso(item.updatedAt, publication);
    return `<entry>
<id>${guid(publication, item)}</id>
<title type="text">${esc(item.title)}</title>
<link rel="alternate" type="text/html" href="${esc(origin + item.linkPath)}"/>
<published>${published}</published>
<updated>${updated}</updated>
<content type="html">${esc(paragraphs(item))}</content>
</entry>`;
  });
  const newest = items[0]?.publishedAt ?? null;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${publication.language}">
<title>${esc(publication.name)}</title>
<subtitle>${esc(DISCLAIMER)}</subtitle>
<id>urn:demo:${publication.folder.slice(1)}</id>
<link rel="alternate" href="${origin}${publication.folder}/"/>
${newest === null ? '' : `<updated>${toIso(newest, publication)}</updated>\n`}${entries.join('\n')}
</feed>
`;
}

/** RSS 1.0: items stand beside the channel, dates are dc:date. */
export function renderRdf(publication: Publication, items: readonly ShownItem[], origin: string): string {
  const links = items.map(item => `<rdf:li rdf:resource="${esc(origin + item.linkPath)}"/>`);
  const entries = items.map(
    item => `<item rdf:about="${esc(origin + item.linkPath)}">
<title>${esc(item.title)}</title>
<link>${esc(origin + item.linkPath)}</link>
<description>${esc(item.paragraphs.join(' '))}</description>
${item.publishedAt === null ? '' : `<dc:date>${toIso(item.publishedAt, publication)}</dc:date>\n`}</item>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="${origin}${publication.folder}/">
<title>${esc(publication.name)}</title>
<link>${origin}${publication.folder}/</link>
<description>${esc(DISCLAIMER)}</description>
<items><rdf:Seq>
${links.join('\n')}
</rdf:Seq></items>
</channel>
${entries.join('\n')}
</rdf:RDF>
`;
}

/** JSON Feed 1.1. */
export function renderJsonFeed(
  publication: Publication,
  items: readonly ShownItem[],
  origin: string,
): string {
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: publication.name,
    description: DISCLAIMER,
    home_page_url: `${origin}${publication.folder}/`,
    language: publication.language,
    items: items.map(item => ({
      id: guid(publication, item),
      url: origin + item.linkPath,
      title: item.title,
      content_html: paragraphs(item),
      ...(item.publishedAt === null ? {} : { date_published: toIso(item.publishedAt, publication) }),
    })),
  };
  return `${JSON.stringify(feed, null, 1)}\n`;
}

/** "Mon, 15 Jun 2026 09:30:00 +0800" in the publisher's zone. */
function toRfc822(date: Date, publication: Publication): string {
  return DateTime.fromJSDate(date, { zone: publication.timeZone }).toRFC2822() ?? date.toUTCString();
}

/** "2026-06-15T09:30:00+08:00" in the publisher's zone. */
function toIso(date: Date, publication: Publication): string {
  return (
    DateTime.fromJSDate(date, { zone: publication.timeZone }).toISO({ suppressMilliseconds: true }) ??
    date.toISOString()
  );
}

function guid(publication: Publication, item: ShownItem): string {
  return `urn:demo:${publication.folder.slice(1)}:${item.slug}`;
}

function paragraphs(item: ShownItem): string {
  return item.paragraphs.map(text => `<p>${esc(text)}</p>`).join('\n');
}
