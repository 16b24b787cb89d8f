import { DateTime } from 'luxon';
import type { ShownItem } from './demo-item.ts';
import { escapeMarkup as esc } from './escape-markup.ts';
import { DISCLAIMER, hoursBefore, type Publication, type Round } from './show-items.ts';
import type { RegisterRow } from './west.ts';

/** An article's page, with the furniture that surrounds real ones. */
export function renderPage(publication: Publication, item: ShownItem): string {
  const date =
    item.publishedAt === null ? '' : `<p class="date">${toDay(item.publishedAt, publication)}</p>\n`;
  return `<!doctype html>
<html lang="${publication.language}">
<head>
<meta charset="utf-8">
<title>${esc(item.title)} | ${esc(publication.name)}</title>
</head>
<body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="${publication.folder}/">News</a></li><li><a href="/about">About</a></li></ul></nav></header>
<main>
<article>
<h1>${esc(item.title)}</h1>
${date}<div class="body">
${item.paragraphs.map(text => `<p>${esc(text)}</p>`).join('\n')}
</div>
</article>
</main>
<footer><p>${esc(DISCLAIMER)}</p></footer>
</body>
</html>
`;
}

/** A news page that lists titles with relative links and days; the words are on the articles' pages only. */
export function renderListing(publication: Publication, items: readonly ShownItem[]): string {
  const rows = items.map(item => {
    const day = item.publishedAt === null ? '' : toDay(item.publishedAt, publication);
    const link = item.linkPath.slice(publication.folder.length + 1);
    return `<li class="news-item"><span class="date">${day}</span> <a class="title" href="${esc(link)}">${esc(item.title)}</a></li>`;
  });
  return `<!doctype html>
<html lang="${publication.language}">
<head><meta charset="utf-8"><title>${esc(publication.name)}</title></head>
<body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/contact">Contact</a></li></ul></nav>
<main>
<h1>News</h1>
<ul class="news">
${rows.join('\n')}
</ul>
</main>
<footer><p>${esc(DISCLAIMER)}</p></footer>
</body>
</html>
`;
}

/** A JSON API as behind a news page: local times without offset, fields in an envelope. */
export function renderApi(publication: Publication, items: readonly ShownItem[], origin: string): string {
  const news = items.map(item => ({
    newsId: item.slug,
    headline: { en: item.title },
    publishDate:
      item.publishedAt === null
        ? null
        : DateTime.fromJSDate(item.publishedAt, { zone: publication.timeZone }).toFormat('yyyy-MM-dd HH:mm'),
    link: item.linkPath,
    body: item.paragraphs.map(text => `<p>${esc(text)}</p>`).join(''),
  }));
  return `${JSON.stringify({ note: DISCLAIMER, host: origin, data: { total: news.length, news } }, null, 1)}\n`;
}

/** The answer of a search API to a POSTed `{ "page": 0, "size": 20 }`: one page of results, newest first. Null for a bad request. */
export function renderSearch(
  publication: Publication,
  items: readonly ShownItem[],
  origin: string,
  body: string,
): string | null {
  const { page, size } = toPaging(body);
  if (page === null || size === null) return null;
  const results = items.slice(page * size, (page + 1) * size).map(item => ({
    title: item.title,
    url: origin + item.linkPath,
    published:
      item.publishedAt === null
        ? ''
        : DateTime.fromJSDate(item.publishedAt, { zone: publication.timeZone }).toFormat('dd/MM/yyyy HH:mm'),
    summary: item.paragraphs.join(' '),
  }));
  return `${JSON.stringify({ note: DISCLAIMER, total: items.length, page, results }, null, 1)}\n`;
}

function toPaging(body: string): { page: number | null; size: number | null } {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { page: null, size: null };
  }
  const field = (name: string): number | null => {
    const found: unknown =
      typeof value === 'object' && value !== null
        ? Object.getOwnPropertyDescriptor(value, name)?.value
        : null;
    return typeof found === 'number' && Number.isInteger(found) && found >= 0 && found <= 100 ? found : null;
  };
  return { page: field('page'), size: field('size') };
}

/** A register of licensed firms as CSV with a byte order mark, quoted commas and quotes, and days. */
export function renderRegister(
  publication: Publication,
  rows: readonly RegisterRow[],
  now: Date,
  round: Round,
): string {
  const quote = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows
    .filter(row => round === 2 || row.onlySecondRound === undefined)
    .map(row => {
      const day = DateTime.fromJSDate(hoursBefore(now, row.hoursAgo), { zone: publication.timeZone });
      return [row.number, row.firm, row.service, day.toFormat('yyyy-MM-dd')].map(quote).join(',');
    });
  return `\ufeff${['number,firm,service,granted', ...lines].join('\r\n')}\r\n`;
}

/** "15 June 2026" in the publisher's zone. */
function toDay(date: Date, publication: Publication): string {
  return DateTime.fromJSDate(date, { zone: publication.timeZone }).setLocale('en-GB').toFormat('d MMMM yyyy');
}
