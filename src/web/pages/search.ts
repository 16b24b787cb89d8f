import { AppError } from '../../core/errors.ts';
import { jurisdictionName, KIND_LABELS, TOPIC_LABELS } from '../../core/labels.ts';
import type { FacetCount, Facets } from '../../core/statistics.ts';
import type { Kind, Topic } from '../../core/types.ts';
import { type Child, type Html, html } from '../html.ts';
import { renderPage } from '../layout.ts';
import type { PageRoutes } from '../pages.ts';
import { COUNTED, counted } from '../parts/counted.ts';
import { entry } from '../parts/entry.ts';
import { searchHref } from '../parts/links.ts';
import { param } from '../parts/params.ts';
import { hasToken, toggleToken } from '../parts/query-text.ts';

const PER_PAGE = 25;
const FACET_VALUES = 8;
const SORTS = { new: 'newest first', old: 'oldest first', rank: 'best match first' } as const;
const TIER_NAMES: Readonly<Record<string, string>> = {
  official: 'Official',
  'standard-setter': 'Standard setters',
  press: 'Press',
  'law-firm': 'Law firms',
};

/** `/search`: the query language, facets, pages. */
export const searchPage: PageRoutes = (web, { app }, view) => {
  web.get('/search', async c => {
    const query = param(c, 'q');
    const cursor = param(c, 'after');
    const wanted = param(c, 'sort');
    const sort = wanted === 'old' || wanted === 'rank' ? wanted : 'new';
    const sorted = sort === 'new' || /(?:^|\s)sort:/.test(query) ? query : `${query} sort:${sort}`.trim();
    const more: Record<string, string> = sort === 'new' ? {} : { sort };
    const asked = await ask(async () => ({
      page: await app.searchPage(sorted, {
        limit: PER_PAGE,
        countTo: COUNTED + 1,
        ...(cursor === '' ? {} : { cursor }),
      }),
      facets: await app.facets(query),
    }));
    if (asked instanceof AppError) {
      const [first = '', ...rest] = asked.message.split('\n');
      const fault = html`<div class="problem" role="alert" id="fault"><p>${first}</p>${rest.length > 0 && html`<pre class="fault">${rest.join('\n')}</pre>`}</div>`;
      const main = html`<h1>Search</h1>${form(query, sort, true)}${fault}${help(true)}`;
      return c.html(await renderPage({ title: 'Search', path: '/search', main, ownSearch: true }), 400);
    }
    const { page, facets } = asked;
    const next = page.next ?? null;
    const main = html`<h1>Search</h1>${form(query, sort, false)}
<div class="columns results">
<section aria-labelledby="hits"><h2 id="hits" class="count">${counted(page.total)}</h2>
${page.items.length === 0 ? html`<p class="none">Nothing fits. Take words out, or look also at what was judged not to be about crypto-assets: <a href="${searchHref(`${query} relevant:any`.trim())}">relevant:any</a>.</p>` : page.items.map(item => entry(view, item, html`<span><a href="/story/${item.storyId}">story</a></span>`))}
<nav class="pager" aria-label="Pages">${cursor !== '' && html`<a href="${searchHref(query, more)}">First page</a>`}${next !== null && html`<a rel="next" href="${searchHref(query, { ...more, after: next })}">Next ${PER_PAGE}</a>`}</nav></section>
<aside class="side" aria-label="Narrow the search">${facetLists(query, more, facets)}${help(false)}${feeds(query)}</aside>
</div>`;
    const title = query === '' ? 'All items' : `Search: ${query.slice(0, 80)}`;
    return c.html(await renderPage({ title, path: '/search', main, ownSearch: true }));
  });

  web.get('/search/complete', async c => {
    const typed = param(c, 'q');
    c.header('Cache-Control', 'private, max-age=60');
    return c.json({ queries: typed === '' ? [] : await app.completeQuery(typed, 8) });
  });
};

/** A fault of the asker is shown beside the form, at its place; any other is thrown on. */
async function ask<T>(work: () => Promise<T>): Promise<T | AppError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && ['query', 'usage', 'cursor'].includes(error.code)) return error;
    throw error;
  }
}

function form(query: string, sort: keyof typeof SORTS, faulty: boolean): Html {
  return html`<form class="ask" action="/search" role="search" aria-label="Search">
<span class="field wide-field"><label for="q">Query</label>
<input id="q" name="q" type="search" value="${query}" maxlength="2000" list="completions" data-complete="/search/complete" autocomplete="off" autocapitalize="none" spellcheck="false"${faulty && html` aria-invalid="true" aria-describedby="fault"`}></span>
<datalist id="completions"></datalist>
<span class="field"><label for="sort">Order</label>
<select id="sort" name="sort">${Object.entries(SORTS).map(([value, name]) => html`<option value="${value}"${value === sort && html` selected`}>${name}</option>`)}</select></span>
<button type="submit">Search</button></form>`;
}

function facetLists(query: string, more: Readonly<Record<string, string>>, facets: Facets): Html {
  const list = (
    title: string,
    field: string,
    counts: readonly FacetCount[],
    name: (value: string) => string,
  ): Child =>
    counts.length > 0 &&
    html`<section><h3>${title}</h3><ul class="facet">${counts
      .slice(0, FACET_VALUES)
      .map(({ value, items }) => {
        const chosen = hasToken(query, field, value);
        return html`<li><a href="${searchHref(toggleToken(query, field, value), more)}"${chosen && html` aria-current="true"`}><span>${name(value)}</span> <span class="n">${chosen ? 'remove' : items}</span></a></li>
`;
      })}</ul></section>`;
  if (facets.counted === 0) return html``;
  return html`<h2>Narrow it</h2>
${list('Jurisdiction', 'jurisdiction', facets.jurisdictions, jurisdictionName)}
${list('Topic', 'topic', facets.topics, value => TOPIC_LABELS[value as Topic] ?? value)}
${list('Kind', 'kind', facets.kinds, value => KIND_LABELS[value as Kind] ?? value)}
${list('Authority', 'authority', facets.authorities, value => value)}
${list('Voice', 'tier', facets.tiers, value => TIER_NAMES[value] ?? value)}
<p class="note">Counted over the newest ${facets.counted} hits.</p>`;
}

/** The search as something to subscribe to. */
function feeds(query: string): Html {
  const link = (format: string, name: string) =>
    html`<li><a href="/feeds/search.${format}?${String(new URLSearchParams({ q: query }))}">${name}</a></li>`;
  return html`<section><h3>Follow this search</h3><ul class="files">${link('rss', 'RSS')}${link('atom', 'Atom')}${link('json', 'JSON Feed')}${link('ics', 'Deadlines (ICS)')}</ul></section>`;
}

function help(open: boolean): Html {
  const examples = [
    'stablecoins reserve jurisdiction:HK,SG',
    'topic:licenses kind:proposal since:30d',
    '"customer assets" authority:SEC -bitcoin',
    'is:unconfirmed tier:press since:7d',
    'position:banned topic:staking',
    'deadline:any firm:binance',
  ];
  return html`<details class="help"${open && html` open`}><summary>How to ask</summary>
<p>Words are looked for in titles and texts; fields narrow them. Several values with commas mean any of them, a minus means none.</p>
<ul>${examples.map(example => html`<li><a href="${searchHref(example)}"><code>${example}</code></a></li>`)}</ul>
<p>Fields: jurisdiction, topic, kind, authority, source, tier, is, position, deadline, firm, story, since, until, relevant, sort.</p></details>`;
}
