import { type Locale, t } from '../core/locale.ts';
import { placeLabel, topicLabel } from '../core/locale-labels.ts';
import type { HeatMap } from '../core/message.ts';
import { compareText } from '../core/story-groups.ts';
import { TOPICS, type Topic } from '../core/types.ts';
import type { DigestStory } from './select-stories.ts';
import { storyJurisdictions, storyTopics } from './story-block.ts';

/** More rows and columns cannot be read on a telephone. */
const MOST_ROWS = 10;
const MOST_COLUMNS = 10;
/** Fewer cells make no picture. */
const LEAST_STORIES = 4;
const NAMED = 3;

/** How many stories concern which jurisdiction and topic, the busiest first; null where there is too little for a picture. */
export function toHeatMap(stories: readonly DigestStory[], locale: Locale): HeatMap | null {
  const places = new Map<string, number>();
  const topics = new Map<Topic, number>();
  const cells = new Map<string, number>();
  const count = <K>(map: Map<K, number>, key: K) => void map.set(key, (map.get(key) ?? 0) + 1);
  let told = 0;
  for (const story of stories) {
    const about = storyTopics(story);
    const where = storyJurisdictions(story);
    if (about.length === 0 || where.length === 0) continue;
    told += 1;
    for (const place of where) count(places, place);
    for (const topic of about) count(topics, topic);
    for (const place of where) for (const topic of about) count(cells, `${place} ${topic}`);
  }
  if (told < LEAST_STORIES) return null;
  const rows = [...places]
    .sort(([a, x], [b, y]) => y - x || compareText(a, b))
    .slice(0, MOST_ROWS)
    .map(([code]) => code);
  const columns = [...topics]
    .sort(([a, x], [b, y]) => y - x || TOPICS.indexOf(a) - TOPICS.indexOf(b))
    .slice(0, MOST_COLUMNS)
    .map(([topic]) => topic);
  const counts = rows.map(place => columns.map(topic => cells.get(`${place} ${topic}`) ?? 0));
  const most = rows
    .flatMap((place, row) =>
      columns.map((topic, column) => ({ place, topic, count: counts[row]?.[column] ?? 0 })),
    )
    .filter(cell => cell.count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, NAMED)
    .map(cell =>
      t(locale, 'chart.cell', {
        place: placeLabel(locale, cell.place),
        topic: topicLabel(locale, cell.topic),
        count: cell.count,
      }),
    );
  return {
    kind: 'heat-map',
    title: t(locale, 'chart.title'),
    alt: t(locale, 'chart.alt', { count: told, most: most.join('; ') }),
    locale,
    rows: rows.map(code => placeLabel(locale, code)),
    columns: columns.map(topic => topicLabel(locale, topic)),
    counts,
  };
}
