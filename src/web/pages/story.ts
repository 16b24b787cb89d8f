import type { StoryMember } from '../../core/story-desk.ts';
import { html } from '../html.ts';
import { renderPage } from '../layout.ts';
import type { PageRoutes } from '../pages.ts';
import { entry } from '../parts/entry.ts';

const STEP = {
  stage: 'stage of the same matter',
  revision: 'text of the same document',
  chapter: 'part',
} as const;
/** Reports shown; a page has to stay light. */
const SHOWN = 60;

/** `/story/:id`: everybody who told of one event, who was first, and what came before and after. */
export const storyPage: PageRoutes = (web, { app }, view) => {
  web.get('/story/:id', async c => {
    const { story, members, confirmedAt, chain, decisions } = await app.storyView(
      c.req.param('id').slice(0, 100),
    );
    const [head, ...others] = members;
    const title = head?.item.title ?? 'Story';
    const main = html`<article>
<p class="over"><span class="kind">Story</span> <span>${story.items} ${story.items === 1 ? 'report' : 'reports'}</span> <span>from ${view.day(story.openedAt)}${view.day(story.lastItemAt) !== view.day(story.openedAt) && ` to ${view.day(story.lastItemAt)}`}</span> ${story.confirmed ? html`<span class="official">${confirmedAt === null ? 'official' : `confirmed ${view.moment(confirmedAt)}`}</span>` : html`<span class="unsure">unconfirmed: no authority has said it</span>`}</p>
<h1 dir="auto">${title}</h1>
${head !== undefined && html`<section aria-labelledby="head"><h2 id="head">${story.confirmed ? 'The document' : 'The first report'}</h2>${entry(view, head.item)}</section>`}
${others.length > 0 && html`<section aria-labelledby="reports"><h2 id="reports">Also reported by</h2>${others.slice(0, SHOWN).map(member => entry(view, member.item, lag(member), member.because !== null && html`<p class="because-line">Why here: ${member.because}</p>`))}${others.length > SHOWN && html`<p class="note">and ${others.length - SHOWN} more</p>`}</section>`}
${chain.length > 0 && html`<section aria-labelledby="chain"><h2 id="chain">The matter</h2><ol class="plain">${chain.map(step => html`<li><span class="muted">${step.direction === 'earlier' ? 'Earlier' : 'Later'} ${STEP[step.link.kind]}</span><br><a href="/story/${step.direction === 'earlier' ? step.link.toStoryId : step.link.storyId}">${step.head?.title ?? 'story'}</a>${step.head !== null && html` <span class="muted">${view.itemDay(step.head)}</span>`}<br><span class="muted">${step.link.because}</span></li>`)}</ol></section>`}
${decisions.length > 0 && html`<section aria-labelledby="decisions"><h2 id="decisions">What people decided</h2><ul class="plain">${decisions.map(one => html`<li>${one.what === 'split' ? 'Split off' : 'Merged'} on ${view.moment(one.at)}</li>`)}</ul></section>`}
</article>`;
    return c.html(await renderPage({ title: title.slice(0, 120), path: '/search', main }));
  });
};

function lag({ lagMinutes: minutes }: StoryMember) {
  if (minutes === null) return null;
  const size = Math.abs(minutes);
  const words =
    size < 90
      ? `${size} min`
      : size < 2_880
        ? `${Math.round(size / 60)} h`
        : `${Math.round(size / 1440)} days`;
  return html`<span>${words} ${minutes < 0 ? 'before' : 'after'} the document</span>`;
}
