import { jurisdictionName, STANCE_LABELS, TOPIC_LABELS } from '../../core/labels.ts';
import type { MatrixCell } from '../../core/position-matrix.ts';
import { STANCES, TOPICS } from '../../core/types.ts';
import { type Html, html } from '../html.ts';
import { renderPage } from '../layout.ts';
import type { PageRoutes } from '../pages.ts';
import { listParam, param, placeParam, topicParam } from '../parts/params.ts';
import { disputed, stanceChip, statement } from '../parts/stance.ts';

/** `/matrix`: what is allowed where, as of any day; `/matrix/:code/:topic`: how one cell came about. */
export const matrixPages: PageRoutes = (web, { app }, view) => {
  web.get('/matrix', async c => {
    const asOf = param(c, 'as_of');
    const chosen = listParam(c, 'topic');
    const places = param(c, 'in');
    const jurisdictions = places === '' ? [] : await app.jurisdictionCodes(places);
    const query = { topics: chosen, jurisdictions, ...(asOf === '' ? {} : { asOf }) };
    const matrix = await view.recall(`matrix ${JSON.stringify(query)}`, () => app.positionMatrix(query));
    const main = html`<h1>Positions</h1>
<p class="lead">What is allowed where, as the best source said last. Each cell leads to its quotes and its history.</p>
<form class="ask" action="/matrix" aria-label="Choose what is shown">
<span class="field"><label for="in">Jurisdictions</label><input id="in" name="in" value="${places}" placeholder="all, or HK, Singapore" maxlength="300"></span>
<span class="field"><label for="topic">Activity</label><select id="topic" name="topic"><option value="">all</option>${TOPICS.map(topic => html`<option value="${topic}"${chosen.includes(topic) && html` selected`}>${TOPIC_LABELS[topic]}</option>`)}</select></span>
<span class="field"><label for="as_of">As of</label><input id="as_of" name="as_of" type="date" value="${asOf.slice(0, 10)}"></span>
<button type="submit">Show</button></form>
<p class="legend">As of ${view.day(matrix.asOf)}: ${STANCES.map(stance => html`${stanceChip(stance)} `)}</p>
${grid(matrix.cells, asOf)}`;
    return c.html(await renderPage({ title: 'Positions', path: '/matrix', main }));
  });

  web.get('/matrix/:code/:topic', async c => {
    const code = placeParam(c);
    const topic = topicParam(c);
    const asOf = param(c, 'as_of');
    const until = asOf === '' ? {} : { asOf };
    const { cells } = await app.positionMatrix({
      jurisdictions: [code],
      topics: [topic],
      history: true,
      ...until,
    });
    const all = await app.positionHistory(code, topic, ...(asOf === '' ? [] : [asOf]));
    const place = jurisdictionName(code);
    const name = TOPIC_LABELS[topic];
    const main = html`<h1>${name} in ${place}</h1>
<p class="lead"><a href="/jurisdiction/${code}">${place}</a> · <a href="/topic/${topic}">${name}</a>${asOf !== '' && html` · as of ${view.day(asOf)}`}</p>
${cells.length === 0 && html`<p class="none">No position was found: no item read so far states one in words that are understood.</p>`}
${cells.map(
  cell => html`<section class="cell"><h2>${cell.audience === null ? 'What holds' : `What holds for ${cell.audience}`}</h2>${statement(view, cell)}
${cell.conflicts.length > 0 && html`<h3>Says otherwise</h3>${cell.conflicts.map(one => statement(view, one))}`}
${cell.history.length > 1 && html`<h3>How it changed</h3><ol class="plain">${cell.history.map(one => html`<li>${stanceChip(one.stance)} <a href="/item/${one.itemId}">${view.day(one.date)}</a> <span class="muted">${view.sourceName(one.source)}</span></li>`)}</ol>`}</section>`,
)}
${all.length > 0 && html`<section aria-labelledby="all"><h2 id="all">Everything that was said</h2>${all.slice(0, 60).map(one => statement(view, one))}</section>`}`;
    return c.html(await renderPage({ title: `${name} in ${place}`, path: '/matrix', main }));
  });
};

function grid(cells: readonly MatrixCell[], asOf: string): Html {
  if (cells.length === 0)
    return html`<p class="none">No position is known for this choice. Positions appear as items that state them are read.</p>`;
  const topics = TOPICS.filter(topic => cells.some(cell => cell.topic === topic));
  const rows = Map.groupBy(cells, cell => cell.jurisdiction);
  const day = asOf === '' ? '' : `?as_of=${encodeURIComponent(asOf)}`;
  const content = (code: string, all: readonly MatrixCell[]) =>
    all.map(cell => {
      const words = `${STANCE_LABELS[cell.stance]}${cell.audience === null ? '' : ` for ${cell.audience}`}`;
      const dispute = disputed(cell);
      return html`<a class="stance ${cell.stance}" href="/matrix/${code}/${cell.topic}${day}">${words}${dispute !== null && html` <span class="dispute">${dispute}</span>`}</a> `;
    });
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Positions by jurisdiction and activity"><table class="matrix">
<thead><tr><th scope="col">Jurisdiction</th>${topics.map(topic => html`<th scope="col"><a href="/topic/${topic}">${TOPIC_LABELS[topic]}</a></th>`)}</tr></thead>
<tbody>${[...rows].map(
    ([code, row]) =>
      html`<tr><th scope="row"><a href="/jurisdiction/${code}">${jurisdictionName(code)}</a></th>${topics.map(
        topic => {
          const found = row.filter(cell => cell.topic === topic);
          return found.length === 0
            ? html`<td class="h0"><span aria-hidden="true">·</span><span class="hidden">nothing known</span></td>`
            : html`<td>${content(code, found)}</td>`;
        },
      )}</tr>
`,
  )}</tbody></table></div>`;
}
