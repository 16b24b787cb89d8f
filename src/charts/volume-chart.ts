import { TOPIC_LABELS } from '../core/labels.ts';
import type { TopicVolume, WeekVolume } from '../core/statistics.ts';
import { TOPICS, type Topic } from '../core/types.ts';
import { countAxis, DASHES, FONT_SIZE, MARKS, nameAxis } from './axes.ts';
import { draw } from './draw.ts';
import { TOKENS } from './palette.ts';

/** Topics that get a line of their own. */
const LINES = 5;

export interface VolumeOptions {
  readonly id: string;
  /** In pixels; a phone shows about 340. */
  readonly width: number;
  /** What is counted: "Hong Kong", "all jurisdictions". */
  readonly of: string;
}

/** Items by week as bars; with topics, the most frequent of them as lines over the bars, each with a mark and dash of its own. */
export function volumeChart(
  weeks: readonly (WeekVolume | TopicVolume)[],
  { id, width, of }: VolumeOptions,
): string {
  const topics = busiestTopics(weeks);
  const narrow = width < 500;
  const legendRows = topics.length === 0 ? 0 : narrow ? 3 : 1;
  const lines = topics.map((topic, index) => ({
    type: 'line',
    name: TOPIC_LABELS[topic],
    data: weeks.map(week => ('topics' in week ? (week.topics[topic] ?? 0) : 0)),
    symbol: MARKS[index],
    symbolSize: 6,
    showAllSymbol: false,
    lineStyle: { width: 2, type: DASHES[index], color: TOKENS.series[index] },
    itemStyle: { color: TOKENS.series[index] },
  }));
  const option = {
    textStyle: { fontSize: FONT_SIZE },
    legend: {
      show: topics.length > 0,
      top: 0,
      left: 0,
      itemWidth: 22,
      itemHeight: 8,
      itemGap: narrow ? 14 : 30,
      textStyle: { color: TOKENS.ink, fontSize: FONT_SIZE },
    },
    grid: { left: 4, right: 8, top: 10 + legendRows * 22, bottom: 4, containLabel: true },
    xAxis: nameAxis(weeks.map(week => weekName(week.week))),
    yAxis: countAxis(),
    series: [
      {
        type: 'bar',
        name: 'All items',
        data: weeks.map(week => week.items),
        barCategoryGap: '28%',
        barMaxWidth: 44,
        itemStyle: { color: topics.length > 0 ? TOKENS.bar : TOKENS.series[0] },
      },
      ...lines,
    ],
  };
  const text = { id, title: `Items by week, ${of}`, description: describe(weeks, topics) };
  return draw(option, { width, height: narrow ? 240 : 260 }, text);
}

/** The topics with most items over some weeks, the most frequent first. */
export function busiestTopics(weeks: readonly (WeekVolume | TopicVolume)[]): Topic[] {
  const sum = (topic: Topic) =>
    weeks.reduce((total, week) => total + ('topics' in week ? (week.topics[topic] ?? 0) : 0), 0);
  return TOPICS.map(topic => ({ topic, items: sum(topic) }))
    .filter(({ items }) => items > 0)
    .sort((a, b) => b.items - a.items)
    .slice(0, LINES)
    .map(({ topic }) => topic);
}

/** "2026-W25" as "W25", with its year in the first week. */
function weekName(week: string): string {
  const [year = '', number = ''] = week.split('-');
  return number === 'W01' ? year : number;
}

function describe(weeks: readonly WeekVolume[], topics: readonly Topic[]): string {
  const total = weeks.reduce((sum, week) => sum + week.items, 0);
  const [first] = weeks;
  const last = weeks.at(-1);
  if (first === undefined || last === undefined || total === 0) return 'Nothing in this time.';
  const top = weeks.reduce((most, week) => (week.items > most.items ? week : most), first);
  const named = topics.map(topic => TOPIC_LABELS[topic]).join(', ');
  return `${total} items from ${first.week} to ${last.week}; most in ${top.week} (${top.items}).${named === '' ? '' : ` Most frequent topics: ${named}.`}`;
}
