import { jurisdictionName } from '../../core/labels.ts';
import { truncate } from '../../core/text.ts';
import type { SourceHealth } from '../../core/watching.ts';
import { type Html, html } from '../html.ts';
import { renderPage } from '../layout.ts';
import type { PageRoutes } from '../pages.ts';
import { table } from '../parts/figure.ts';
import { healthChip, isTrouble } from '../parts/health.ts';
import { lagFigure } from '../parts/lags.ts';
import { searchHref } from '../parts/links.ts';
import { param } from '../parts/params.ts';

const LAG_DAYS = 90;
const PER_PAGE = 100;

/** `/sources`: how every source is, the worst first, what the ledger says, and how fast the press follows. */
export const sourcesPage: PageRoutes = (web, { app }, view) => {
  web.get('/sources', async c => {
    const all = await view.recall('health', () => app.sourceHealth({}));
    const ledger = await app.ledger('7d');
    const reads = new Map(ledger.sources.map(line => [line.sourceId, line]));
    const lags = await app.pressLags(LAG_DAYS);
    const troubled = all.filter(source => isTrouble(source.state));
    const others = all.filter(source => !isTrouble(source.state));
    const from = Math.min(Number(/^\d{1,4}$/.exec(param(c, 'from'))?.[0] ?? 0), others.length);
    const rows = (sources: readonly SourceHealth[]) =>
      sources.map(source => {
        const line = reads.get(source.id);
        return [
          html`<a href="${searchHref(`source:${source.id} relevant:any`)}">${source.name}</a><br><code>${source.id}</code>`,
          healthChip(source.state),
          source.jurisdiction === null ? '' : jurisdictionName(source.jurisdiction),
          view.moment(source.lastReadAt),
          line === undefined || line.attempts === 0 ? '–' : `${line.done} of ${line.attempts}`,
          line?.itemsNew ?? 0,
          html`<span class="muted">${truncate(source.evidence ?? '', 160)}</span>`,
        ];
      });
    const columns = [
      'Source',
      'State',
      'Jurisdiction',
      'Last read',
      'Reads, 7 days',
      'New items',
      'What shows it',
    ];
    const gaps = ledger.sources.reduce((sum, line) => sum + line.openGaps, 0);
    const main = html`<h1>Sources</h1>
<p class="lead"><strong>${all.length}</strong> sources are read; <strong>${troubled.length}</strong> ${troubled.length === 1 ? 'is' : 'are'} in trouble. In the last seven days ${gaps === 0 ? 'no gap stayed open' : html`<strong>${gaps}</strong> ${gaps === 1 ? 'gap' : 'gaps'} stayed open`}.</p>
${troubled.length > 0 && html`<section aria-labelledby="trouble"><h2 id="trouble">In trouble</h2><div class="scroll" tabindex="0" role="group" aria-label="Sources in trouble">${table(columns, rows(troubled))}</div></section>`}
<section aria-labelledby="lags"><h2 id="lags">How fast the press follows</h2>${await lagFigure(view, lags, LAG_DAYS)}</section>
<section aria-labelledby="all"><h2 id="all">All others</h2><div class="scroll" tabindex="0" role="group" aria-label="All other sources">${table(columns, rows(others.slice(from, from + PER_PAGE)))}</div>
${pager(others.length, from)}</section>`;
    return c.html(await renderPage({ title: 'Sources', path: '/sources', main }));
  });
};

function pager(count: number, from: number): Html | null {
  if (count <= PER_PAGE) return null;
  const before = Math.max(0, from - PER_PAGE);
  const next = from + PER_PAGE;
  return html`<nav class="pager" aria-label="Pages">${from > 0 && html`<a href="/sources?from=${before}#all">Those before</a>`}${next < count && html`<a rel="next" href="/sources?from=${next}#all">The next ${Math.min(PER_PAGE, count - next)}</a>`}</nav>`;
}
