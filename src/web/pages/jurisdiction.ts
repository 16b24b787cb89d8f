import { jurisdictionName, TOPIC_LABELS } from '../../core/labels.ts';
import type { MatrixCell } from '../../core/position-matrix.ts';
import { primaryJurisdictions } from '../../core/story-groups.ts';
import type { Topic } from '../../core/types.ts';
import { type Html, html } from '../html.ts';
import { renderPage } from '../layout.ts';
import type { PageRoutes } from '../pages.ts';
import { COUNTED, counted } from '../parts/counted.ts';
import { deadlineList } from '../parts/deadline-list.ts';
import { entry } from '../parts/entry.ts';
import { searchHref } from '../parts/links.ts';
import { placeParam } from '../parts/params.ts';
import { disputed, stanceChip } from '../parts/stance.ts';
import { timelineFigure } from '../parts/timeline.ts';
import { volumeFigure, WEEKS } from '../parts/volume.ts';
import type { View } from '../view.ts';

const NEWEST = 8;
/** Items that the timeline is drawn of: the newest. */
const TIMELINE = 120;

/** `/jurisdiction/:code`: what holds there, what happened, what is due, and who decides. */
export const jurisdictionPage: PageRoutes = (web, { app, clock }, view) => {
  web.get('/jurisdiction/:code', async c => {
    const code = placeParam(c);
    const query = `jurisdiction:${code}`;
    const { items, total } = await app.searchPage(query, { limit: TIMELINE, countTo: COUNTED + 1 });
    const { cells } = await app.positionMatrix({ jurisdictions: [code] });
    const { deadlines } = await view.recall(`due ${code}`, () =>
      app.deadlines({ jurisdictions: [code], within: '1y', limit: 12 }),
    );
    const weeks = await app.weeklyVolume(WEEKS, { jurisdiction: code });
    const { authorities } = await app.facets(query);
    const registers = (await app.registers.list()).filter(register => register.jurisdiction === code);
    const own = items.filter(item => primaryJurisdictions(item).includes(code));
    const name = jurisdictionName(code);
    const main = html`<h1>${name} <span class="muted code">${code}</span></h1>
<p class="lead"><a href="${searchHref(query)}">${counted(total)}</a> on crypto-assets name it.</p>
<div class="columns"><div>
<section aria-labelledby="positions"><h2 id="positions">What holds</h2>${positions(view, code, cells)}</section>
<section aria-labelledby="newest"><h2 id="newest">Newest</h2>${own.length === 0 ? html`<p class="none">Nothing is stored.</p>` : own.slice(0, NEWEST).map(item => entry(view, item))}
<p class="more"><a href="${searchHref(query)}">All of them</a></p></section></div>
<div class="side">
<section aria-labelledby="due"><h2 id="due">Due within a year</h2>${deadlineList(deadlines, 'Nothing is known to be due.')}</section>
<section aria-labelledby="authorities"><h2 id="authorities">Authorities</h2>${authorities.length === 0 ? html`<p class="none">None is named.</p>` : html`<ul class="facet">${authorities.slice(0, 8).map(one => html`<li><a href="${searchHref(`${query} authority:${/\s/.test(one.value) ? `"${one.value}"` : one.value}`)}"><span>${one.value}</span> <span class="n">${one.items}</span></a></li>`)}</ul><p class="note">As named in the newest items.</p>`}</section>
<section aria-labelledby="registers"><h2 id="registers">Registers</h2>${registers.length === 0 ? html`<p class="none">No register of it is read.</p>` : html`<ul class="plain">${registers.map(one => html`<li><a href="/registers?id=${encodeURIComponent(one.id)}">${one.name}</a> <span class="muted">${one.entries === null ? 'not read yet' : `${one.entries} entries`}</span></li>`)}</ul>`}</section>
</div></div>
<section aria-labelledby="timeline"><h2 id="timeline">What happened when</h2>${await timelineFigure(view, own, name, clock())}</section>
<section aria-labelledby="volume-heading"><h2 id="volume-heading">How much is published</h2>${await volumeFigure(view, weeks, name)}</section>`;
    return c.html(await renderPage({ title: name, path: '/matrix', main }));
  });
};

/** The position of each activity, everybody's before those of an audience. */
function positions(view: View, code: string, cells: readonly MatrixCell[]): Html {
  if (cells.length === 0)
    return html`<p class="none">No position was found yet: none of the items read so far states one in words that are understood.</p>`;
  const byTopic = Map.groupBy(cells, cell => cell.topic);
  return html`<dl class="positions">${[...byTopic].map(
    ([topic, all]: [Topic, readonly MatrixCell[]]) =>
      html`<div><dt><a href="/matrix/${code}/${topic}">${TOPIC_LABELS[topic]}</a></dt><dd>${all.map(cell => html`<span class="held">${stanceChip(cell.stance)}${cell.audience !== null && html` <span>for ${cell.audience}</span>`} <span class="muted">${view.day(cell.date)}, ${view.sourceName(cell.source)}${disputed(cell) !== null && `; ${disputed(cell)}`}</span></span> `)}</dd></div>
`,
  )}</dl>`;
}
