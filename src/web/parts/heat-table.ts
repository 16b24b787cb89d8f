import { jurisdictionName, TOPIC_LABELS } from '../../core/labels.ts';
import type { HeatCell } from '../../core/statistics.ts';
import { TOPICS, type Topic } from '../../core/types.ts';
import { type Html, html } from '../html.ts';
import { searchHref } from './links.ts';

/** Rows and columns that a page shows: the ones with most items. */
const ROWS = 14;
const COLUMNS = 10;
const LEVELS = 5;

/** Jurisdictions by topics, each cell a number on a ground that is the deeper the more there is, and a link to the items. */
export function heatTable(cells: readonly HeatCell[], days: number): Html {
  const rows = most(cells, cell => cell.jurisdiction, ROWS);
  const columns = most(cells, cell => cell.topic, COLUMNS);
  const topics = TOPICS.filter(topic => columns.includes(topic));
  if (rows.length === 0) return html`<p class="none">Nothing was published in this time.</p>`;
  const found = new Map(cells.map(cell => [`${cell.jurisdiction} ${cell.topic}`, cell.items]));
  const deepest = Math.max(...cells.map(cell => cell.items));
  const cell = (code: string, topic: Topic) => {
    const items = found.get(`${code} ${topic}`) ?? 0;
    if (items === 0)
      return html`<td class="h0"><span aria-hidden="true">·</span><span class="hidden">0</span></td>`;
    const level = 1 + Math.floor(((LEVELS - 1) * Math.log(items)) / Math.log(Math.max(2, deepest)));
    const query = `jurisdiction:${code} topic:${topic} since:${days}d`;
    return html`<td class="h${level}"><a href="${searchHref(query)}" aria-label="${jurisdictionName(code)}, ${TOPIC_LABELS[topic]}: ${items}">${items}</a></td>`;
  };
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Items by jurisdiction and topic">
<table class="heat">
<caption>Items of the last ${days} days by jurisdiction and topic</caption>
<thead><tr><th scope="col">Jurisdiction</th>${topics.map(topic => html`<th scope="col"><a href="/topic/${topic}">${TOPIC_LABELS[topic]}</a></th>`)}</tr></thead>
<tbody>${rows.map(
    code =>
      html`<tr><th scope="row"><a href="/jurisdiction/${code}">${jurisdictionName(code)}</a></th>${topics.map(topic => cell(code, topic))}</tr>
`,
  )}</tbody></table></div>`;
}

function most(cells: readonly HeatCell[], of: (cell: HeatCell) => string, count: number): string[] {
  const sums = new Map<string, number>();
  for (const cell of cells) sums.set(of(cell), (sums.get(of(cell)) ?? 0) + cell.items);
  return [...sums]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, count)
    .map(([value]) => value);
}
