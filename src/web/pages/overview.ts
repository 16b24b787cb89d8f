import { groupStories } from '../../core/story-groups.ts';
import type { StoredItem, Tier } from '../../core/types.ts';
import { html } from '../html.ts';
import { renderPage } from '../layout.ts';
import type { PageRoutes } from '../pages.ts';
import { deadlineList } from '../parts/deadline-list.ts';
import { storyEntry } from '../parts/entry.ts';
import { failingSources } from '../parts/health.ts';
import { heatTable } from '../parts/heat-table.ts';
import { volumeFigure, WEEKS } from '../parts/volume.ts';

/** Items that are looked at for the stories on top, and stories shown. */
const ITEMS = 40;
const STORIES = 12;
const HEAT_DAYS = 30;

/** `/`: what is new, what is due, who is silent. */
export const overviewPage: PageRoutes = (web, { app, clock, settings }, view) => {
  web.get('/', async c => {
    const { items } = await app.searchPage('', { limit: ITEMS, countTo: ITEMS });
    const stories = newestStories(items).slice(0, STORIES);
    const weeks = await app.topicVolume(WEEKS);
    const heat = await app.heat(HEAT_DAYS);
    const { deadlines } = await view.recall('due soon', () => app.deadlines({ within: '45d', limit: 8 }));
    const failing = failingSources(view, await view.recall('health', () => app.sourceHealth({})));
    const [before, current] = weeks.slice(-2);
    const main = html`<h1 class="hidden">Overview</h1>
<p class="lead">${current === undefined ? null : html`<strong>${current.items}</strong> ${current.items === 1 ? 'item' : 'items'} on crypto-assets this week so far${before !== undefined && html`, <strong>${before.items}</strong> in the week before`}.`} <span class="muted">As of ${view.moment(clock().toISOString())} (${settings.timeZone}).</span></p>
<div class="columns">
<section aria-labelledby="new"><h2 id="new">What is new</h2>
${stories.length === 0 ? html`<p class="none">Nothing is stored yet. The first items appear when the first round of reading is done.</p>` : stories.map(story => storyEntry(view, story))}
<p class="more"><a href="/search?q=">All items, newest first</a></p></section>
<div class="side">
<section aria-labelledby="due"><h2 id="due">Due soon</h2>${deadlineList(deadlines, 'Nothing is known to be due in the next 45 days.')}
<p class="more"><a href="/deadlines">All deadlines</a></p></section>
<section aria-labelledby="failing"><h2 id="failing">Sources in trouble</h2>${failing}
<p class="more"><a href="/sources">All sources</a></p></section>
</div></div>
<section aria-labelledby="volume-heading"><h2 id="volume-heading">How much is published</h2>${await volumeFigure(view, weeks, 'all jurisdictions')}</section>
<section aria-labelledby="where"><h2 id="where">Where, and about what</h2>${heatTable(heat, HEAT_DAYS)}</section>`;
    return c.html(await renderPage({ title: 'Overview', path: '/', main }));
  });
};

/** The stories of some items, in the order of their newest item. */
function newestStories(items: readonly StoredItem[]) {
  const tiers = new Map<string, Tier>(items.map(item => [item.sourceId, item.tier]));
  return groupStories(items, id => tiers.get(id) ?? 'press');
}
