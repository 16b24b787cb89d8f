import { jurisdictionName } from '../../core/labels.ts';
import type { RegisterCount, RegisterEvent, RegisterSummary } from '../../core/registers.ts';
import { truncate } from '../../core/text.ts';
import { html } from '../html.ts';
import { renderPage } from '../layout.ts';
import type { PageRoutes } from '../pages.ts';
import { figure, NARROW, table, WIDE } from '../parts/figure.ts';
import { param } from '../parts/params.ts';
import type { View } from '../view.ts';

const CHANGES = 60;
const FOUND = 40;
const WORDS = { listed: 'listed', granted: 'granted', changed: 'changed', withdrawn: 'withdrawn' } as const;

/** `/registers`: who is licensed, how many there are, and what changed; `?id=` one register, `?q=` a firm. */
export const registersPages: PageRoutes = (web, { app }, view) => {
  web.get('/registers', async c => {
    const id = param(c, 'id');
    const query = param(c, 'q');
    const all = await app.registers.list();
    const chosen = all.find(register => register.id === id);
    const counts = await app.registers.counts(chosen === undefined ? undefined : chosen.id);
    const events = await app.registers.diff({
      since: '365d',
      limit: 5_000,
      ...(chosen === undefined ? {} : { id: chosen.id }),
    });
    const found = query === '' ? [] : await app.registers.firms(query, FOUND);
    const newest = events.toReversed().slice(0, CHANGES);
    const main = html`<h1>${chosen === undefined ? 'Registers' : chosen.name}</h1>
<p class="lead">${chosen === undefined ? 'Lists of licensed firms, compared with every new version.' : html`${chosen.jurisdiction !== null && html`<a href="/jurisdiction/${chosen.jurisdiction}">${jurisdictionName(chosen.jurisdiction)}</a> · `}${chosen.entries === null ? 'not read yet' : `${chosen.entries.toLocaleString('en')} entries`} · <a href="/registers">all registers</a>`}</p>
<form class="ask" action="/registers" role="search" aria-label="Find a firm"><span class="field wide-field"><label for="firm">Firm, LEI or licence</label><input id="firm" name="q" type="search" value="${query}" maxlength="300"></span><button type="submit">Find</button></form>
${query !== '' && html`<section aria-labelledby="found"><h2 id="found">Firms</h2>${found.length === 0 ? html`<p class="none">No register that is read knows it. <a href="/firm?name=${encodeURIComponent(query)}">Look for it in the news</a>.</p>` : html`<ul class="plain">${found.map(firm => html`<li><a href="/firm?name=${encodeURIComponent(firm.lei ?? firm.name)}">${truncate(firm.name, 160)}</a> <span class="muted">${view.sourceName(firm.register)}${firm.removedAt !== null && ', no longer listed'}${firm.lei !== null && ` · LEI ${firm.lei}`}</span></li>`)}</ul>`}</section>`}
${chosen?.held !== null && chosen?.held !== undefined && html`<p class="problem">The snapshot of ${view.moment(chosen.held.at)} is held and not applied: ${chosen.held.detail}</p>`}
${await countsFigure(view, all, counts)}
<section aria-labelledby="changes"><h2 id="changes">What changed</h2>${
      newest.length === 0
        ? html`<p class="none">Nothing has changed since the first snapshot, in the last twelve months.</p>`
        : html`<div class="scroll" tabindex="0" role="group" aria-label="Changes">${table(
            ['Firm', 'Change', 'Seen', 'Register', 'What'],
            newest.map(event => [
              html`<a href="/firm?name=${encodeURIComponent(event.lei ?? event.name)}">${truncate(event.name, 90)}</a>`,
              html`<span class="change ${event.kind}">${WORDS[event.kind]}</span>`,
              view.day(event.at),
              view.sourceName(event.register),
              fields(event),
            ]),
          )}</div>`
    }</section>
${
  chosen === undefined &&
  html`<section aria-labelledby="lists"><h2 id="lists">All registers</h2>${
    all.length === 0
      ? html`<p class="none">None is configured.</p>`
      : html`<div class="scroll" tabindex="0" role="group" aria-label="All registers">${table(
          ['Register', 'Jurisdiction', 'Entries', 'Added', 'Removed', 'Changed', 'Last snapshot'],
          all.map(one => [
            html`<a href="/registers?id=${encodeURIComponent(one.id)}">${one.name}</a>`,
            one.jurisdiction === null ? '' : jurisdictionName(one.jurisdiction),
            one.entries ?? '–',
            one.added,
            one.removed,
            one.changed,
            html`${view.day(one.lastSnapshot)}${one.held !== null && html` <span class="unsure">one is held</span>`}`,
          ]),
        )}</div>`
  }</section>`
}`;
    return c.html(await renderPage({ title: chosen?.name ?? 'Registers', path: '/registers', main }));
  });
};

function fields(event: RegisterEvent): string {
  return event.fields
    .slice(0, 3)
    .map(
      ({ field, before, after }) =>
        `${field}: ${truncate(before.join(', ') || '–', 50)} → ${truncate(after.join(', ') || '–', 50)}`,
    )
    .join('; ');
}

/** Entries over time of the largest registers. */
async function countsFigure(view: View, all: readonly RegisterSummary[], counts: readonly RegisterCount[]) {
  const byRegister = Map.groupBy(counts, count => count.register);
  const series = [...byRegister]
    .map(([id, points]) => ({
      name: truncate(all.find(one => one.id === id)?.name ?? id, 34),
      points: points.map(({ at, entries }) => ({ at, count: entries })),
    }))
    .sort((a, b) => (b.points.at(-1)?.count ?? 0) - (a.points.at(-1)?.count ?? 0))
    .slice(0, 6);
  if (series.length === 0) return html`<p class="none">No register has been read yet.</p>`;
  const title = 'Entries on registers';
  const draw = (id: string, width: number) =>
    view.drawing(['counts', id, width, series], async () => {
      const { countChart } = await import('../../charts/count-chart.ts');
      return countChart(series, { id, width, title });
    });
  const rows = counts
    .slice(-60)
    .toReversed()
    .map(one => [
      view.sourceName(one.register),
      view.day(one.at),
      one.entries,
      one.added,
      one.removed,
      one.changed,
    ]);
  return html`<section aria-labelledby="counts"><h2 id="counts">How many</h2>${figure({
    caption: title,
    wide: await draw('counts', WIDE),
    narrow: await draw('counts-phone', NARROW),
    table: table(['Register', 'Snapshot', 'Entries', 'Added', 'Removed', 'Changed'], rows),
  })}</section>`;
}
