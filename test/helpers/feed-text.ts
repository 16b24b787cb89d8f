export interface FeedEntry {
  readonly title: string;
  readonly link?: string;
  readonly guid?: string;
  /** As it stands in pubDate. */
  readonly date?: string;
  readonly description?: string;
}

/** An RSS 2.0 document; null leaves the end tags away, as a document that was cut off after an entry. */
export function rss(entries: readonly FeedEntry[], end: string | null = '</channel></rss>'): string {
  const body = entries.map(entry => {
    const fields = [
      `<title>${escapeXml(entry.title)}</title>`,
      entry.link === undefined ? '' : `<link>${escapeXml(entry.link)}</link>`,
      entry.guid === undefined ? '' : `<guid isPermaLink="false">${escapeXml(entry.guid)}</guid>`,
      entry.date === undefined ? '' : `<pubDate>${escapeXml(entry.date)}</pubDate>`,
      entry.description === undefined ? '' : `<description>${escapeXml(entry.description)}</description>`,
    ];
    return `<item>${fields.join('')}</item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>News of the authority</title><link>https://authority.example/</link>${body.join('\n')}${end ?? ''}`;
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Entry number `n` of a list: distinct words, link, guid, and a date `n` hours before noon of 20 November 2026. */
export function entry(n: number, overrides: Partial<FeedEntry> = {}): FeedEntry {
  return {
    title: `Authority decides case ${n} on stablecoin issuers and their reserves`,
    link: `https://authority.example/news/${n}`,
    guid: `case-${n}`,
    date: new Date(Date.UTC(2026, 10, 20, 12) - n * 3_600_000).toUTCString(),
    description: `In case ${n} the authority requires that issuers of stablecoins hold their reserves with banks and publish report ${n} every month.`,
    ...overrides,
  };
}

/** Entries `from` to `to`, both included. */
export function entries(from: number, to: number): FeedEntry[] {
  return Array.from({ length: to - from + 1 }, (_, index) => entry(from + index));
}
