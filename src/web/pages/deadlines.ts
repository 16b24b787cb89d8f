import type { Deadline } from '../../core/deadlines.ts';
import { DATE_LABELS, TOPIC_LABELS } from '../../core/labels.ts';
import { DATE_KINDS, TOPICS } from '../../core/types.ts';
import { html } from '../html.ts';
import { renderPage } from '../layout.ts';
import type { PageRoutes } from '../pages.ts';
import { deadlineDetails } from '../parts/deadline-list.ts';
import { listParam, param } from '../parts/params.ts';

const WINDOWS = {
  '30d': '30 days',
  '90d': '90 days',
  '6m': 'six months',
  '1y': 'one year',
  '3y': 'three years',
};
const LIMIT = 80;

/** `/deadlines`: what is due by when, month by month, with who says so. */
export const deadlinesPage: PageRoutes = (web, { app }, view) => {
  web.get('/deadlines', async c => {
    const within = param(c, 'within') || '90d';
    const places = param(c, 'in');
    const topics = listParam(c, 'topic');
    const kinds = DATE_KINDS.filter(kind => listParam(c, 'kind').includes(kind));
    const passed = c.req.query('passed') === '1';
    const request = {
      within,
      passed,
      limit: LIMIT,
      topics,
      ...(places === '' ? {} : { jurisdictions: await app.jurisdictionCodes(places) }),
      ...(kinds.length === 0 ? {} : { kinds }),
    };
    const report = await view.recall(`deadlines ${JSON.stringify(request)}`, () => app.deadlines(request));
    const months = Map.groupBy(report.deadlines, one => one.due.slice(0, 7));
    const main = html`<h1>Deadlines</h1>
<form class="ask" action="/deadlines" aria-label="Choose what is shown">
<span class="field"><label for="within">Within</label><select id="within" name="within">${Object.entries(WINDOWS).map(([value, name]) => html`<option value="${value}"${value === within && html` selected`}>${name}</option>`)}</select></span>
<span class="field"><label for="passed">When</label><select id="passed" name="passed"><option value="">ahead</option><option value="1"${passed && html` selected`}>already passed</option></select></span>
<span class="field"><label for="in">Jurisdictions</label><input id="in" name="in" value="${places}" placeholder="all, or EU, Japan" maxlength="300"></span>
<span class="field"><label for="topic">Topic</label><select id="topic" name="topic"><option value="">all</option>${TOPICS.map(topic => html`<option value="${topic}"${topics.includes(topic) && html` selected`}>${TOPIC_LABELS[topic]}</option>`)}</select></span>
<span class="field"><label for="kind">Kind</label><select id="kind" name="kind"><option value="">all</option>${DATE_KINDS.map(kind => html`<option value="${kind}"${kinds.includes(kind) && html` selected`}>${DATE_LABELS[kind]}</option>`)}</select></span>
<button type="submit">Show</button></form>
<p class="note">From ${view.day(report.from)} to ${view.day(report.to)}. Dates are as the sources give them: check the document before you rely on one.${report.deadlines.length === LIMIT && ` The first ${LIMIT} are shown: narrow the choice for the rest.`}</p>
${months.size === 0 && html`<p class="none">Nothing is known to be due in this time.</p>`}
${[...months].map(([month, all]: [string, readonly Deadline[]]) => html`<section class="month"><h2>${monthName(month)}</h2>${all.map(one => deadlineDetails(view, one))}</section>`)}`;
    return c.html(await renderPage({ title: 'Deadlines', path: '/deadlines', main }));
  });
};

function monthName(month: string): string {
  const names = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' });
  const time = Date.parse(month);
  return Number.isNaN(time) ? month : names.format(time);
}
