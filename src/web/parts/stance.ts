import { STANCE_LABELS } from '../../core/labels.ts';
import type { MatrixCell, PositionStatement } from '../../core/position-matrix.ts';
import { truncate } from '../../core/text.ts';
import type { Stance } from '../../core/types.ts';
import { type Html, html } from '../html.ts';
import type { View } from '../view.ts';
import { hostOf, outLink } from './links.ts';

/** A stance as a chip: a colour, and its words. */
export function stanceChip(stance: Stance): Html {
  return html`<span class="stance ${stance}">${STANCE_LABELS[stance]}</span>`;
}

/** One statement with its words, who says it, and when. */
export function statement(view: View, one: PositionStatement): Html {
  return html`<article class="entry">
<p class="over">${stanceChip(one.stance)}${one.audience !== null && html` <span>for ${one.audience}</span>`} <time datetime="${one.date}">${view.day(one.date)}</time></p>
<blockquote dir="auto">${truncate(one.quote, 600)}</blockquote>
<p class="under"><span class="source">${view.sourceName(one.source)}</span><span><a href="/item/${one.itemId}">${truncate(one.title, 140)}</a></span>${one.url !== null && html`<span>${outLink(one.url, hostOf(one.url))}</span>`}</p>
</article>`;
}

/** How a cell is disputed, in a few words; null when it is not. */
export function disputed(cell: MatrixCell): string | null {
  const { conflicts } = cell;
  if (conflicts.length === 0) return null;
  return conflicts.length === 1 ? '1 source disagrees' : `${conflicts.length} sources disagree`;
}
