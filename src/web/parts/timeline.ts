import { KIND_LABELS } from '../../core/labels.ts';
import { truncate } from '../../core/text.ts';
import type { StoredItem } from '../../core/types.ts';
import { type Html, html } from '../html.ts';
import type { View } from '../view.ts';
import { figure, NARROW, table, WIDE } from './figure.ts';

const DAY_MS = 86_400_000;
/** Shortest and longest time shown, in days. */
const SHORTEST = 120;
const LONGEST = 730;
/** Rows of the table behind the chart. */
const ROWS = 30;

/** When items of each kind were published, official and other. */
export async function timelineFigure(
  view: View,
  items: readonly StoredItem[],
  of: string,
  now: Date,
): Promise<Html> {
  const earliest = now.getTime() - LONGEST * DAY_MS;
  const points = items
    .map(item => ({
      at: item.publishedAt ?? item.firstSeenAt,
      kind: item.classification.kind.id,
      official: item.tier === 'official' || item.tier === 'standard-setter',
    }))
    .filter(({ at }) => Date.parse(at) >= earliest && Date.parse(at) <= now.getTime());
  const first = points.reduce((least, { at }) => Math.min(least, Date.parse(at)), now.getTime());
  const since = new Date(Math.min(first - DAY_MS, now.getTime() - SHORTEST * DAY_MS));
  since.setUTCHours(0, 0, 0, 0);
  const until = new Date(now.getTime() + DAY_MS);
  until.setUTCHours(0, 0, 0, 0);
  const span = { of, since: since.toISOString(), until: until.toISOString() };
  const draw = (id: string, width: number) =>
    view.drawing(['timeline', id, width, span, points], async () => {
      const { timelineChart } = await import('../../charts/timeline-chart.ts');
      return timelineChart(points, { id, width, ...span });
    });
  const rows = items
    .slice(0, ROWS)
    .map(item => [
      view.itemDay(item),
      KIND_LABELS[item.classification.kind.id],
      html`<a href="/item/${item.id}">${truncate(item.title, 120)}</a>`,
      view.sourceName(item.sourceId),
    ]);
  return figure({
    caption: `What happened when, ${of}`,
    wide: await draw('timeline', WIDE),
    narrow: await draw('timeline-phone', NARROW),
    table: table(['Day', 'Kind', 'Title', 'Source'], rows),
    note: points.length >= 100 ? html`The newest ${points.length} items.` : null,
  });
}
