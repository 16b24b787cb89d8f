import { jurisdictionName, TOPIC_LABELS } from '../../core/labels.ts';
import { html } from '../html.ts';
import { renderPage } from '../layout.ts';
import type { PageRoutes } from '../pages.ts';
import { COUNTED, counted } from '../parts/counted.ts';
import { deadlineList } from '../parts/deadline-list.ts';
import { entry } from '../parts/entry.ts';
import { searchHref } from '../parts/links.ts';
import { topicParam } from '../parts/params.ts';
import { disputed, stanceChip } from '../parts/stance.ts';
import { volumeFigure, WEEKS } from '../parts/volume.ts';

const NEWEST = 12;

/** `/topic/:topic`: where it stands in each jurisdiction, what is new, what is due. */
export const topicPage: PageRoutes = (web, { app }, view) => {
  web.get('/topic/:topic', async c => {
    const topic = topicParam(c);
    const query = `topic:${topic}`;
    const { items, total } = await app.searchPage(query, { limit: NEWEST, countTo: COUNTED + 1 });
    const { cells } = await view.recall(`positions ${topic}`, () => app.positionMatrix({ topics: [topic] }));
    const { deadlines } = await view.recall(`due ${topic}`, () =>
      app.deadlines({ topics: [topic], within: '1y', limit: 12 }),
    );
    const weeks = await app.weeklyVolume(WEEKS, { topic });
    const { jurisdictions } = await app.facets(query);
    const name = TOPIC_LABELS[topic];
    const main = html`<h1>${name}</h1>
<p class="lead"><a href="${searchHref(query)}">${counted(total)}</a>.</p>
<div class="columns"><div>
<section aria-labelledby="positions"><h2 id="positions">Where it stands</h2>${cells.length === 0 ? html`<p class="none">No position was found yet.</p>` : html`<dl class="positions">${cells.map(cell => html`<div><dt><a href="/matrix/${cell.jurisdiction}/${topic}">${jurisdictionName(cell.jurisdiction)}</a></dt><dd>${stanceChip(cell.stance)}${cell.audience !== null && html` <span>for ${cell.audience}</span>`} <span class="muted">${view.day(cell.date)}, ${view.sourceName(cell.source)}${disputed(cell) !== null && `; ${disputed(cell)}`}</span></dd></div>`)}</dl>`}</section>
<section aria-labelledby="newest"><h2 id="newest">Newest</h2>${items.length === 0 ? html`<p class="none">Nothing is stored.</p>` : items.map(item => entry(view, item))}
<p class="more"><a href="${searchHref(query)}">All of them</a></p></section></div>
<div class="side"><section aria-labelledby="due"><h2 id="due">Due within a year</h2>${deadlineList(deadlines, 'Nothing is known to be due.')}</section>
<section aria-labelledby="places"><h2 id="places">Where it is talked of</h2>${jurisdictions.length === 0 ? html`<p class="none">Nowhere yet.</p>` : html`<ul class="facet">${jurisdictions.slice(0, 12).map(one => html`<li><a href="${searchHref(`${query} jurisdiction:${one.value}`)}"><span>${jurisdictionName(one.value)}</span> <span class="n">${one.items}</span></a></li>`)}</ul><p class="note">In the newest items.</p>`}</section></div></div>
<section aria-labelledby="volume-heading"><h2 id="volume-heading">How much is published</h2>${await volumeFigure(view, weeks, name)}</section>`;
    return c.html(await renderPage({ title: name, path: '/matrix', main }));
  });
};
