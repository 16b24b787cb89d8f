import { coverageLine } from '../../core/coverage.ts';
import { escapeHtml } from '../../core/escape-html.ts';
import { t, toLocale } from '../../core/locale.ts';
import type { Block, HeatMap, Message, StoryBlock } from '../../core/message.ts';
import { cleanLine, cleanParagraphs } from '../../core/text.ts';
import {
  dateWords,
  placeWords,
  reportWords,
  shownUrl,
  storyTitle,
  type TextStyle,
  voiceWords,
} from './story-words.ts';

/** Nothing is loaded, run or sent from the page, whatever a title holds. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE = `:root{color-scheme:light dark;--text:#1c2126;--soft:#5b6670;--line:#d9dee3;--page:#fff;--link:#0b57d0;--warn:#8a5200}
@media (prefers-color-scheme:dark){:root{--text:#e4e8ec;--soft:#9aa5b0;--line:#39424b;--page:#14181c;--link:#8ab4f8;--warn:#e0a458}}
body{margin:2rem auto;max-width:46rem;padding:0 1rem;font:16px/1.5 system-ui,sans-serif;color:var(--text);background:var(--page)}
h1{font-size:1.5rem}h2{font-size:1.15rem;border-bottom:1px solid var(--line);padding-bottom:.25rem;margin-top:2rem}
h3{font-size:1rem;margin:1.5rem 0 0}p{margin:.25rem 0}a{color:var(--link)}
blockquote{margin:.5rem 0;padding-left:.75rem;border-left:3px solid var(--line)}
.soft,footer{color:var(--soft);font-size:.9rem}.warn{color:var(--warn);font-weight:600}
dl{display:flex;flex-wrap:wrap;gap:.5rem 2rem}dt{color:var(--soft);font-size:.85rem}dd{margin:0;font-size:1.25rem}
*{overflow-wrap:anywhere}.wide{overflow-x:auto}table{border-collapse:collapse;font-size:.85rem}th,td{padding:.2rem .4rem;text-align:right;border:1px solid var(--line)}th[scope=row]{text-align:left}`;

/** A message as one self-contained HTML page: every word escaped, no scripts, nothing loaded, light and dark. */
export function renderHtml(
  message: Message,
  options: { readonly timeZone?: string; readonly locale?: string } = {},
): string {
  const title = escapeHtml(cleanLine(message.title) || 'regbeat');
  const style = { timeZone: options.timeZone ?? 'UTC', locale: toLocale(options.locale ?? message.locale) };
  return `<!doctype html>
<html lang="${style.locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>
${STYLE}
</style>
</head>
<body>
<h1>${title}</h1>
${message.blocks.map(block => blockHtml(block, style)).join('\n')}
</body>
</html>
`;
}

function blockHtml(block: Block, style: TextStyle): string {
  const { locale } = style;
  switch (block.type) {
    case 'paragraph':
      return cleanParagraphs(block.text)
        .split('\n\n')
        .map(paragraph => `<p>${escapeHtml(paragraph)}</p>`)
        .join('\n');
    case 'facts': {
      const facts = block.facts.map(
        ({ label, value }) =>
          `<div><dt>${escapeHtml(cleanLine(label))}</dt><dd>${escapeHtml(cleanLine(value))}</dd></div>`,
      );
      return `<dl>${facts.join('')}</dl>`;
    }
    case 'section':
      return [heading(block.title), ...block.stories.map(story => storyHtml(story, style))].join('\n');
    case 'more': {
      const items = block.stories.map(
        story =>
          `<li>${link(storyTitle(story, style), story.url)} <span class="soft">${escapeHtml(cleanLine(story.source))}${story.unconfirmed ? `, ${t(locale, 'story.unconfirmed')}` : ''}</span></li>`,
      );
      return `${heading(block.title)}\n<ul>\n${items.join('\n')}\n</ul>`;
    }
    case 'list': {
      const items = block.lines.map(line => `<li>${escapeHtml(cleanLine(line))}</li>`);
      return `${heading(block.title)}\n<ul>\n${items.join('\n')}\n</ul>`;
    }
    case 'query':
      return `<p class="soft">${escapeHtml(t(locale, 'alert.matches', { query: cleanLine(block.query) }))}</p>`;
    case 'chart':
      return chartHtml(block.chart);
    case 'coverage':
      return `<footer><p>${escapeHtml(coverageLine(block.coverage, style))}.</p></footer>`;
  }
}

function heading(title: string): string {
  return `<h2>${escapeHtml(cleanLine(title))}</h2>`;
}

/** The numbers of a picture as a table, the larger the darker. */
function chartHtml({ title, rows, columns, counts }: HeatMap): string {
  const most = Math.max(1, ...counts.flat());
  const cell = (count: number) =>
    count === 0
      ? '<td></td>'
      : `<td style="background:rgb(11 87 208 / ${Math.round(15 + (45 * count) / most)}%)">${count}</td>`;
  const head = columns.map(name => `<th scope="col">${escapeHtml(cleanLine(name))}</th>`).join('');
  const body = rows.map(
    (name, row) =>
      `<tr><th scope="row">${escapeHtml(cleanLine(name))}</th>${(counts[row] ?? []).map(cell).join('')}</tr>`,
  );
  return `${heading(title)}\n<div class="wide"><table>\n<tr><td></td>${head}</tr>\n${body.join('\n')}\n</table></div>`;
}

function storyHtml(story: StoryBlock, style: TextStyle): string {
  const { locale } = style;
  const line = (words: readonly string[], name: string) =>
    words.length === 0 ? '' : `<p class="${name}">${escapeHtml(words.join(' · '))}</p>`;
  const names = story.alsoReportedBy.map(report => link(reportWords(report, locale), report.url)).join(', ');
  const id = cleanLine(story.itemId);
  const parts = [
    `<h3>${link(storyTitle(story, style), story.url)}</h3>`,
    line(voiceWords(story, style), story.unconfirmed ? 'warn' : 'soft'),
    line(placeWords(story, style), 'soft'),
    story.quote === null ? '' : `<blockquote>${escapeHtml(cleanLine(story.quote))}</blockquote>`,
    line(dateWords(story, style), 'warn'),
    names === ''
      ? ''
      : `<p class="soft">${escapeAround(t(locale, 'story.also', { names: SLOT }), names)}</p>`,
    id === '' ? '' : `<p class="soft">${escapeHtml(t(locale, 'story.id', { id }))}</p>`,
  ];
  return `<article>\n${parts.filter(part => part !== '').join('\n')}\n</article>`;
}

/** Stands in for what is HTML already while the text around it is escaped. */
const SLOT = '\u0000';

function escapeAround(text: string, html: string): string {
  return text.split(SLOT).map(escapeHtml).join(html);
}

function link(text: string, url: string | null): string {
  const href = shownUrl(url);
  const shown = escapeHtml(text);
  return href === null ? shown : `<a href="${escapeHtml(href)}" rel="noopener noreferrer">${shown}</a>`;
}
