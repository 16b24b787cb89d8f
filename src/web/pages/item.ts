import type { StoredItem } from '../../core/types.ts';
import { type Html, html } from '../html.ts';
import { renderPage } from '../layout.ts';
import type { PageRoutes } from '../pages.ts';
import { hostOf, outLink, placeLink, topicLink } from '../parts/links.ts';
import { markedParagraphs, markedText } from '../parts/marked-text.ts';
import { claims, whyTable } from '../parts/why.ts';
import type { View } from '../view.ts';

/** Characters of a text that a page begins with: some ten pages of print. */
const SHOWN = 24_000;
const SHOWN_ALL = 1_000_000;

const TEXT_FROM = {
  page: 'the page behind the link',
  feed: 'the feed',
  summary: 'the feed’s summary',
  title: 'the title only',
} as const;

/** `/item/:id`: the words with the evidence marked in them, the tags with their reasons, and the versions. */
export const itemPage: PageRoutes = (web, { app }, view) => {
  web.get('/item/:id', async c => {
    const item = await app.item(c.req.param('id').slice(0, 100));
    const versions = await app.versions(item.id);
    const snapshots = await app.snapshots(item.id);
    const { classification: tags, text } = item;
    const whole = c.req.query('all') === '1';
    const shown = whole ? SHOWN_ALL : SHOWN;
    const main = html`<article class="item">
<p class="over">${facts(view, item)}</p>
<h1 lang="${item.language}" dir="auto">${markedText(tags, 'title', item.title)}</h1>
<p class="under big">${tags.jurisdictions.filter(tag => tag.role === 'primary').map(tag => html`<span>${placeLink(tag.code)}</span>`)}${tags.topics.map(tag => html`<span>${topicLink(tag.id)}</span>`)}${tags.authorities.slice(0, 4).map(tag => html`<span>${tag.name}</span>`)}</p>
<p class="actions">${item.url !== null && html`<span class="out">${outLink(item.url, `Read it at ${hostOf(item.url)}`)}</span> `}<a href="/story/${item.storyId}">Its story</a></p>
${claims(tags)}
<section aria-labelledby="text"><h2 id="text">Text <span class="muted">from ${TEXT_FROM[item.textFrom]}</span></h2>
<div class="prose" lang="${item.language}" dir="auto">${text.trim() === '' ? html`<p class="none">There is no text beyond the title.</p>` : markedParagraphs(tags, text, shown)}</div>
${text.length > shown && html`<p class="more"><a href="/item/${item.id}?all=1#text">The rest of the text (${Math.round((text.length - shown) / 1000)},000 more characters)</a></p>`}</section>
<section aria-labelledby="why"><h2 id="why">Why it is tagged so</h2>${whyTable(tags)}</section>
<section aria-labelledby="versions"><h2 id="versions">Versions</h2>
<ol class="plain">${versions.toReversed().map(one => html`<li><strong>Version ${one.version}</strong> <span class="muted">seen ${view.moment(one.seenAt)}</span><br><span dir="auto">${one.title}</span></li>`)}</ol>
${snapshots.length > 0 && html`<h3>Documents kept as evidence</h3><ul class="plain">${snapshots.map(one => html`<li>${view.moment(one.fetchedAt)} · ${one.contentType ?? 'unknown kind'} · ${one.bytes.toLocaleString('en')} bytes<br><code class="hash">SHA-256 ${one.sha256}</code></li>`)}</ul>`}
</section></article>`;
    return c.html(await renderPage({ title: item.title.slice(0, 120), path: '/search', main }));
  });
};

function facts(view: View, item: StoredItem): Html {
  const source = view.source(item.sourceId);
  return html`<span class="kind">${item.classification.kind.id.replaceAll('-', ' ')}</span> <time datetime="${item.publishedAt ?? item.firstSeenAt}">${item.publishedAt === null ? `first seen ${view.moment(item.firstSeenAt)}` : item.datePrecision === 'instant' ? view.moment(item.publishedAt) : view.day(item.publishedAt)}</time> <span>${view.sourceName(item.sourceId)}</span>${source !== undefined && source.publisher !== source.name && html` <span>${source.publisher}</span>`}${item.tier === 'official' && html` <span class="official">official</span>`}${!item.classification.relevant && html` <span class="unsure">judged not to be about crypto-assets</span>`}`;
}
