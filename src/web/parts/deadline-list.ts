import { calendarText } from '../../core/day-text.ts';
import type { Deadline } from '../../core/deadlines.ts';
import { DATE_LABELS, jurisdictionName } from '../../core/labels.ts';
import { truncate } from '../../core/text.ts';
import { type Html, html } from '../html.ts';
import type { View } from '../view.ts';

/** Deadlines as a list: the day, what is due, and whose. */
export function deadlineList(deadlines: readonly Deadline[], none: string): Html {
  if (deadlines.length === 0) return html`<p class="none">${none}</p>`;
  return html`<ol class="dates">${deadlines.map(
    one =>
      html`<li><time datetime="${one.date}">${calendarText(one.date)}</time><div><a href="/item/${one.itemId}">${truncate(one.title, 140)}</a><p class="under"><span>${DATE_LABELS[one.kind]}</span><span>${daysLeft(one)}</span>${one.jurisdictions.slice(0, 3).map(code => html`<span>${jurisdictionName(code)}</span>`)}${one.unconfirmed && html`<span class="unsure">unconfirmed</span>`}${one.moved.length > 0 && html`<span class="unsure">moved</span>`}</p></div></li>
`,
  )}</ol>`;
}

/** "in 3 days", "today", "12 days ago". */
export function daysLeft({ daysLeft: days }: Pick<Deadline, 'daysLeft'>): string {
  if (days === 0) return 'today';
  const size = Math.abs(days);
  const words = `${size} ${size === 1 ? 'day' : 'days'}`;
  return days > 0 ? `in ${words}` : `${words} ago`;
}

/** Everything about deadlines: who says so, in which words, what it was before, and who says otherwise. */
export function deadlineDetails(view: View, one: Deadline): Html {
  return html`<article class="entry"><p class="over"><span class="kind">${DATE_LABELS[one.kind]}</span> <time datetime="${one.date}">${calendarText(one.date)}</time> <span>${daysLeft(one)}</span>${one.unconfirmed && html` <span class="unsure">unconfirmed</span>`}</p>
<h3 dir="auto"><a href="/item/${one.itemId}">${truncate(one.title, 300)}</a></h3>
<blockquote dir="auto">${truncate(one.quote, 400)}</blockquote>
<p class="under"><span class="source">${view.sourceName(one.source)}</span>${one.published !== null && html`<span>${view.day(one.published)}</span>`}${one.jurisdictions.slice(0, 4).map(code => html`<span><a href="/jurisdiction/${code}">${jurisdictionName(code)}</a></span>`)}${one.alsoSaidBy.length > 0 && html`<span>said by ${one.alsoSaidBy.length} more</span>`}</p>
${one.moved.map(before => html`<p class="note">Moved: it was ${calendarText(before.date)} (${view.sourceName(before.source)}, ${view.day(before.published)}).</p>`)}
${one.conflicts.map(other => html`<p class="note">${view.sourceName(other.source)} says <a href="/item/${other.itemId}">${calendarText(other.date)}</a> instead.</p>`)}
</article>`;
}
