import { AppError } from '../../core/errors.ts';
import type { KeptReport } from '../../core/report-archive.ts';
import { EXPORT_FORMATS } from '../../export/exporters.ts';
import { weekOf } from '../../query/iso-week.ts';
import { html } from '../html.ts';
import { renderPage } from '../layout.ts';
import type { PageRoutes } from '../pages.ts';
import { param } from '../parts/params.ts';

const WEEK_MS = 7 * 86_400_000;
/** Weeks listed; older ones are in the folder. */
const WEEKS = 60;

/** `/reports`: weekly summaries that were written, and a form that writes one. */
export const reportsPages: PageRoutes = (web, { app, clock, settings }, view) => {
  /** Two at once would write the same files. */
  let writing: Promise<unknown> = Promise.resolve();

  web.get('/reports', async c => {
    const kept = await app.keptReports();
    const weeks = [...Map.groupBy(kept, one => one.week)].slice(0, WEEKS);
    const made = param(c, 'made');
    const last = weekOf(new Date(clock().getTime() - WEEK_MS).toISOString(), settings.timeZone).label;
    const main = html`<h1>Weekly reports</h1>
<p class="lead">One week as a document to file: what happened, with quotes, sources and coverage, and a manifest that shows whether a file was changed.</p>
${made !== '' && html`<p class="done" role="status">The report of ${made.slice(0, 20)} is written.</p>`}
<form class="ask" method="post" action="/reports" aria-label="Write a report">
<span class="field"><label for="week">Week</label><input id="week" name="week" value="${last}" pattern="\\d{4}-W\\d{2}" required maxlength="10"></span>
<fieldset><legend>Formats</legend>${EXPORT_FORMATS.map(format => html`<label class="check"><input type="checkbox" name="format" value="${format}" checked> ${format.toUpperCase()}</label> `)}</fieldset>
<button type="submit">Write it</button></form>
${weeks.length === 0 ? html`<p class="none">None was written yet.</p>` : weeks.map(([week, files]: [string, readonly KeptReport[]]) => html`<section class="week"><h2>${week}</h2><ul class="files">${files.map(file => html`<li><a href="/reports/${file.name}" download>${label(file)}</a> <span class="muted">${size(file.bytes)}, ${view.moment(file.writtenAt)}</span></li>`)}</ul></section>`)}`;
    return c.html(await renderPage({ title: 'Weekly reports', path: '/reports', main }));
  });

  web.get('/reports/:name', async c => {
    const name = c.req.param('name');
    const bytes = await app.keptReport(name);
    c.header('Content-Type', 'application/octet-stream');
    c.header('Content-Disposition', `attachment; filename="${name}"`);
    return c.body(new Uint8Array(bytes));
  });

  web.post('/reports', async c => {
    const form = await c.req.parseBody({ all: true });
    const week = typeof form.week === 'string' ? form.week.slice(0, 20) : '';
    const formats = [form.format].flat().filter(value => typeof value === 'string');
    if (formats.length === 0) throw new AppError('format', 'Choose at least one format.');
    const write = () => app.weeklyFiles({ week, formats });
    const mine = writing.then(write, write);
    writing = mine.catch(() => undefined);
    const { week: written } = await mine;
    return c.redirect(`/reports?made=${encodeURIComponent(written)}`, 303);
  });
};

function label({ name }: KeptReport): string {
  if (name.endsWith('.manifest.json')) return 'Manifest';
  return name.split('.').slice(1).join('.').toUpperCase();
}

function size(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
