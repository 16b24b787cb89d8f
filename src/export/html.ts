import { createHash } from 'node:crypto';
import { escapeHtml as esc } from '../core/escape-html.ts';
import type { WeeklyReport } from '../query/report-model.ts';
import type { Block, Line, Section, Span, StoryCard } from './document.ts';
import { type ExportFile, toTextFile } from './export-file.ts';
import { heatCells } from './heat-cells.ts';
import { HTML_STYLE } from './html-style.ts';
import { toDocument } from './to-document.ts';

/** Shades of the heat map, as html-style.ts has them. */
const HEAT_SHADES = 6;

/** The report as one page that needs nothing else: no script, no network, its one style allowed by hash. */
export function toHtml(report: WeeklyReport): ExportFile {
  const styleHash = createHash('sha256').update(HTML_STYLE).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;
  const document = toDocument(report);
  const contents = document.sections.map(({ id, title }) => `<li><a href="#${id}">${esc(title)}</a></li>`);
  const warning =
    document.warning === null ? '' : `\n<p class="flag" role="note">${esc(document.warning)}</p>`;
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${esc(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${esc(document.title)}</title>
<style>${HTML_STYLE}</style>
</head>
<body>
<header>
<h1>${esc(document.title)}</h1>
${document.lines.map(line => `<p class="facts">${esc(line)}</p>`).join('\n')}${warning}
</header>
<nav aria-label="Contents">
<ul>
${contents.join('\n')}
</ul>
</nav>
<main>
${document.sections.map(toSection).join('\n')}
</main>
</body>
</html>
`;
  return toTextFile(report, 'html', 'text/html', html);
}

function toSection({ id, title, blocks }: Section): string {
  return `<section id="${id}">\n<h2>${esc(title)}</h2>\n${blocks.map(toBlock).join('\n')}\n</section>`;
}

function toBlock(block: Block): string {
  switch (block.type) {
    case 'text':
      return `<p>${inline(block.line)}</p>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      const items = block.items.map(
        ({ line, note }) => `<li>${inline(line)}${note === null ? '' : `<p>${inline(note)}</p>`}</li>`,
      );
      return `<${tag}>\n${items.join('\n')}\n</${tag}>`;
    }
    case 'table':
      return table(block);
    case 'group':
      return `<h3>${esc(block.title)}</h3>\n${block.blocks.map(toBlock).join('\n')}`;
    case 'story':
      return card(block.story);
    case 'heat-map':
      return heatMap(block);
  }
}

function table({ columns, rows }: Extract<Block, { type: 'table' }>): string {
  const head = columns.map(
    column => `<th scope="col"${column.numeric === true ? ' class="n"' : ''}>${esc(column.title)}</th>`,
  );
  const body = rows.map(cells => {
    const row = cells.map((cell, at) => {
      if (at === 0) return `<th scope="row">${inline(cell)}</th>`;
      return `<td${columns[at]?.numeric === true ? ' class="n"' : ''}>${inline(cell)}</td>`;
    });
    return `<tr>${row.join('')}</tr>`;
  });
  const label = `Table: ${columns.map(column => column.title).join(', ')}`;
  return `<div class="table" tabindex="0" role="region" aria-label="${esc(label)}"><table>
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table></div>`;
}

function heatMap({ map, alt }: Extract<Block, { type: 'heat-map' }>): string {
  const shades = heatCells(map, HEAT_SHADES);
  const rows = map.rows.map(({ title }, row) => {
    const cells = (map.counts[row] ?? []).map(
      (count, column) => `<td class="h${shades[row]?.[column] ?? 0}">${count === 0 ? '–' : count}</td>`,
    );
    return `<tr><th scope="row">${esc(title)}</th>${cells.join('')}</tr>`;
  });
  const head = map.columns.map(({ title }) => `<th scope="col">${esc(title)}</th>`);
  return `<p class="facts">${esc(alt)}</p>
<div class="table" tabindex="0" role="region" aria-label="Stories by jurisdiction and topic"><table class="heat">
<thead><tr><td></td>${head.join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>`;
}

function card(story: StoryCard): string {
  return [
    `<article id="s-${esc(story.id)}">`,
    `<h4>${inline([story.title])}</h4>`,
    `<p class="facts">${esc(story.facts)}</p>`,
    ...story.flags.map(flag => `<p class="flag">${esc(flag)}</p>`),
    ...(story.quote === null ? [] : [quote(story.quote)]),
    ...(story.points.length === 0
      ? []
      : [`<ul>\n${story.points.map(point => `<li>${inline(point)}</li>`).join('\n')}\n</ul>`]),
    '</article>',
  ].join('\n');
}

function quote({ text, language }: Span): string {
  const lang = language === undefined ? '' : ` lang="${esc(language)}"`;
  return `<blockquote dir="auto"${lang}>${esc(text)}</blockquote>`;
}

function inline(line: Line): string {
  return line.map(word).join('');
}

/** Titles come in any language and direction; `bdi` keeps each to itself. */
function word({ text, url, story, language, tone }: Span): string {
  const plain = esc(text);
  const words = language === undefined ? plain : `<bdi lang="${esc(language)}">${plain}</bdi>`;
  if (story !== undefined) return `<a href="#s-${esc(story)}">${words}</a>`;
  if (url !== undefined && url !== null)
    return `<a class="out" href="${esc(url)}" rel="noopener noreferrer">${words}</a>`;
  if (tone === undefined) return words;
  return `<span class="${tone === 'faint' ? 'facts' : 'flag'}">${words}</span>`;
}
