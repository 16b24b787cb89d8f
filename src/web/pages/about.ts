import { html } from '../html.ts';
import { renderPage } from '../layout.ts';
import type { PageRoutes } from '../pages.ts';
import { markdown } from '../parts/markdown.ts';

/** `/about`: what this is, how much it holds, and how right its tags are. */
export const aboutPage: PageRoutes = (web, { app, settings }, view) => {
  web.get('/about', async c => {
    const { items, relevant, stories } = await view.recall('counts', () => app.counts());
    const enabled = app.sources.filter(source => source.enabled).length;
    const main = html`<h1>About</h1>
<div class="prose"><p>regbeat reads regulators, legislatures, standard setters and the press on a schedule, keeps what concerns crypto-assets, says whom it concerns and what it is about, and puts the reports of one event together. Nothing shown here was written by a model: titles, quotes and dates are the sources’ own, and every tag names the words that gave it.</p></div>
<dl class="facts big"><div><dt>Items</dt><dd>${items.toLocaleString('en')}</dd></div><div><dt>About crypto-assets</dt><dd>${relevant.toLocaleString('en')}</dd></div><div><dt>Stories</dt><dd>${stories.toLocaleString('en')}</dd></div><div><dt>Sources read</dt><dd>${enabled.toLocaleString('en')}</dd></div><div><dt>Version</dt><dd>${settings.version}</dd></div><div><dt>Days and weeks in</dt><dd>${settings.timeZone}</dd></div></dl>
<section aria-labelledby="accuracy"><h2 id="accuracy">How right the tags are</h2>${settings.accuracy === null ? html`<p class="none">No measurement is at hand.</p>` : markdown(settings.accuracy)}</section>`;
    return c.html(await renderPage({ title: 'About', path: '/about', main }));
  });
};
