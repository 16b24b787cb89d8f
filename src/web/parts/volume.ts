import { TOPIC_LABELS } from '../../core/labels.ts';
import type { TopicVolume, WeekVolume } from '../../core/statistics.ts';
import { TOPICS } from '../../core/types.ts';
import { type Html, html } from '../html.ts';
import type { View } from '../view.ts';
import { figure, NARROW, table, WIDE } from './figure.ts';

/** Weeks that charts show. */
export const WEEKS = 26;
/** A phone shows half of them, so that each bar can be seen. */
const PHONE_WEEKS = 13;
const FEWEST = 8;

/** Items by week, with the table of all numbers. */
export async function volumeFigure(
  view: View,
  all: readonly (WeekVolume | TopicVolume)[],
  of: string,
): Promise<Html> {
  // What lies before the first read is not a time in which nothing was published.
  const begun = all.findIndex(week => week.items > 0);
  const weeks = begun < 0 ? all : all.slice(Math.min(begun, Math.max(0, all.length - FEWEST)));
  const draw = (id: string, width: number, shown: readonly (WeekVolume | TopicVolume)[]) =>
    view.drawing(['volume', id, width, of, shown], async () => {
      const { volumeChart } = await import('../../charts/volume-chart.ts');
      return volumeChart(shown, { id, width, of });
    });
  const topics = TOPICS.filter(topic =>
    weeks.some(week => 'topics' in week && (week.topics[topic] ?? 0) > 0),
  );
  const rows = [...weeks]
    .reverse()
    .map(week => [
      week.week,
      week.items,
      ...topics.map(topic => ('topics' in week ? (week.topics[topic] ?? 0) : 0)),
    ]);
  return figure({
    caption: `Items by week, ${of}`,
    wide: await draw('volume', WIDE, weeks),
    narrow: await draw('volume-phone', NARROW, weeks.slice(-PHONE_WEEKS)),
    table: table(['Week', 'Items', ...topics.map(topic => TOPIC_LABELS[topic])], rows),
    note: html`The last week is not over yet.`,
  });
}
