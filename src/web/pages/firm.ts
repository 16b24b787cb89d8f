import type { FirmEventKind, FirmProfile } from '../../core/firms.ts';
import { jurisdictionName } from '../../core/labels.ts';
import type { RegisteredFirm } from '../../core/registers.ts';
import { truncate } from '../../core/text.ts';
import { type Html, html } from '../html.ts';
import { renderPage } from '../layout.ts';
import type { PageRoutes } from '../pages.ts';
import { hostOf, outLink } from '../parts/links.ts';
import { param } from '../parts/params.ts';
import type { View } from '../view.ts';

const EVENTS = 80;
const WORDS: Readonly<Record<FirmEventKind, string>> = {
  licence: 'Licence',
  warning: 'Warning',
  enforcement: 'Enforcement',
  register: 'Register',
  news: 'News',
};

/** `/firm?name=`: who a firm is, where it is licensed, and what happened to it. */
export const firmPage: PageRoutes = (web, { app }, view) => {
  web.get('/firm', async c => {
    const name = param(c, 'name');
    if (name === '') return c.redirect('/registers', 303);
    const answer = await app.firm(name.slice(0, 300), { limit: EVENTS });
    if (answer.found === 'several') {
      const main = html`<h1>Several firms are called so</h1><ul class="plain">${answer.candidates.slice(0, 50).map(one => html`<li><a href="/firm?name=${encodeURIComponent(one.id)}">${one.name}</a> <span class="muted">${one.items} items</span></li>`)}</ul>`;
      return c.html(await renderPage({ title: 'Firms', path: '/registers', main }));
    }
    const { firm } = answer;
    const main = html`<h1>${firm.name}</h1>
<p class="lead">${firm.aliases.length > 0 && html`Also called ${firm.aliases.slice(0, 6).join(', ')}. `}${firm.lei !== null && html`LEI <code>${firm.lei}</code>. `}Named in ${firm.items.toLocaleString('en')} ${firm.items === 1 ? 'item' : 'items'}.</p>
<section aria-labelledby="licences"><h2 id="licences">On registers</h2>${firm.registers.length === 0 ? html`<p class="none">No register that is read lists it. That does not mean that it has no licence.</p>` : firm.registers.map(one => listing(view, one))}</section>
${timeline(view, firm)}
${firm.related.length > 0 && html`<section aria-labelledby="related"><h2 id="related">Others with similar names</h2><ul class="plain">${firm.related.slice(0, 12).map(one => html`<li><a href="/firm?name=${encodeURIComponent(one.id)}">${one.name}</a> <span class="muted">${one.items} items</span></li>`)}</ul></section>`}`;
    return c.html(await renderPage({ title: firm.name.slice(0, 120), path: '/registers', main }));
  });
};

function listing(view: View, firm: RegisteredFirm): Html {
  const facts: [string, string | null][] = [
    ['Licence', firm.licence],
    ['Authority', firm.authority],
    ['Home', firm.homeState === null ? null : jurisdictionName(firm.homeState)],
    ['Status', firm.status],
    ['Granted', firm.grantedOn],
    ['Withdrawn', firm.withdrawnOn],
    [
      'Services',
      firm.services.map(({ letter, name }) => (letter === null ? name : `(${letter}) ${name}`)).join('; '),
    ],
    ['Passported to', firm.hostStates.join(', ')],
  ];
  return html`<article class="entry"><h3><a href="/registers?id=${encodeURIComponent(firm.register)}">${view.sourceName(firm.register)}</a>${firm.removedAt !== null && html` <span class="unsure">no longer listed since ${view.day(firm.removedAt)}</span>`}</h3>
<dl class="facts"><div><dt>Name</dt><dd>${firm.legalName ?? firm.name}</dd></div>${facts.filter(([, value]) => value !== null && value !== '').map(([name, value]) => html`<div><dt>${name}</dt><dd>${truncate(value ?? '', 600)}</dd></div>`)}${firm.website !== null && html`<div><dt>Website</dt><dd>${outLink(firm.website, hostOf(firm.website) || firm.website)}</dd></div>`}</dl></article>`;
}

function timeline(view: View, firm: FirmProfile): Html {
  return html`<section aria-labelledby="timeline"><h2 id="timeline">What happened</h2>${
    firm.timeline.length === 0
      ? html`<p class="none">Nothing is stored.</p>`
      : firm.timeline.map(
          event => html`<article class="entry"><p class="over"><span class="kind">${WORDS[event.kind]}</span> <time datetime="${event.at}">${view.day(event.at)}</time></p>
<h3 dir="auto">${event.itemId === null ? event.title : html`<a href="/item/${event.itemId}">${truncate(event.title, 240)}</a>`}</h3>
<p class="words" dir="auto">${truncate(event.quote, 300)}</p><p class="under"><span class="source">${view.sourceName(event.source)}</span>${event.jurisdictions.slice(0, 3).map(code => html`<span>${jurisdictionName(code)}</span>`)}</p></article>
`,
        )
  }</section>`;
}
