import { KIND_LABELS } from '../../core/labels.ts';
import { primaryJurisdictions, type StoryGroup } from '../../core/story-groups.ts';
import { toSentences, truncate } from '../../core/text.ts';
import type { StoredItem } from '../../core/types.ts';
import { type Child, type Html, html } from '../html.ts';
import type { View } from '../view.ts';
import { placeLink, topicLink } from './links.ts';

const QUOTED = 260;
/** Fewer words than this say too little: "Washington, the U.S." */
const SHORT = 70;
/** Enough of a text to find its first sentences in. */
const READ = 1_500;

/** One item in a list: what it is, who says it, when, and its first words. */
export function entry(view: View, item: StoredItem, extra: Child = null, below: Child = null): Html {
  const { classification: tags } = item;
  const places = primaryJurisdictions(item).slice(0, 3);
  return html`<article class="entry">
<p class="over"><span class="kind">${KIND_LABELS[tags.kind.id]}</span> <time datetime="${item.publishedAt ?? item.firstSeenAt}">${view.itemDay(item)}</time>${item.tier === 'official' && html` <span class="official">official</span>`}</p>
<h3 lang="${item.language}" dir="auto"><a href="/item/${item.id}">${truncate(item.title, 300)}</a></h3>
<p class="words" lang="${item.language}" dir="auto">${firstWords(item)}</p>
<p class="under"><span class="source">${view.sourceName(item.sourceId)}</span>${places.map(code => html`<span>${placeLink(code)}</span>`)}${tags.topics.slice(0, 3).map(topic => html`<span>${topicLink(topic.id)}</span>`)}${extra}</p>
${below}</article>`;
}

/** A story in a list: its head, and who else reported it. */
export function storyEntry(view: View, group: StoryGroup): Html {
  const others = group.reports.length;
  const more =
    others > 0 &&
    html`<span><a href="/story/${group.storyId}">also reported by ${others === 1 ? view.sourceName(group.reports[0]?.item.sourceId ?? '') : `${others} others`}</a></span>`;
  const unsure = group.unconfirmed && html`<span class="unsure">unconfirmed</span>`;
  return entry(view, group.head, [unsure, more]);
}

/** The first sentence or two, without what only repeats the title. */
export function firstWords(item: Pick<StoredItem, 'title' | 'summary' | 'text'>): string {
  const text = (item.summary ?? item.text).slice(0, READ);
  const sentences = toSentences(text.replace(/\s+/g, ' '));
  const start = sentences[0] !== undefined && item.title.startsWith(sentences[0].slice(0, 60)) ? 1 : 0;
  let words = '';
  for (const sentence of sentences.slice(start)) {
    if (words.length > SHORT && words.length + sentence.length > QUOTED) break;
    words = words === '' ? sentence : `${words} ${sentence}`;
  }
  return truncate(words, QUOTED);
}
