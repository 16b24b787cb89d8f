import { countAxis, DASHES, FONT_SIZE, MARKS, TIME_LABEL } from './axes.ts';
import { draw } from './draw.ts';
import { TOKENS } from './palette.ts';

export interface CountSeries {
  readonly name: string;
  readonly points: readonly { readonly at: string; readonly count: number }[];
}

export interface CountOptions {
  readonly id: string;
  readonly width: number;
  readonly title: string;
}

const DAY_MS = 86_400_000;

/** Series that are told apart; more would be a tangle. */
const MOST_SERIES = 6;

/** Counts over time as steps, for what stays as it is until it changes: firms on registers. */
export function countChart(all: readonly CountSeries[], { id, width, title }: CountOptions): string {
  const shown = all.slice(0, MOST_SERIES);
  const narrow = width < 500;
  const option = {
    useUTC: true,
    textStyle: { fontSize: FONT_SIZE },
    legend: {
      show: shown.length > 1,
      top: 0,
      left: 0,
      itemWidth: 22,
      textStyle: { color: TOKENS.ink, fontSize: FONT_SIZE },
    },
    grid: {
      left: 4,
      right: 40,
      top: shown.length > 1 ? 14 + (narrow ? shown.length : 1) * 22 : 12,
      bottom: 4,
      containLabel: true,
    },
    xAxis: {
      type: 'time',
      splitNumber: narrow ? 3 : 6,
      minInterval: DAY_MS,
      axisLabel: { ...TIME_LABEL, formatter: '{d} {MMM} {yyyy}' },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: TOKENS.line } },
    },
    yAxis: { ...countAxis(), scale: true },
    series: shown.map(({ name, points }, index) => ({
      type: 'line',
      step: 'end',
      name,
      data: points.map(({ at, count }) => [at, count]),
      symbol: MARKS[index],
      symbolSize: 6,
      lineStyle: { width: 2, type: DASHES[index], color: TOKENS.series[index] },
      itemStyle: { color: TOKENS.series[index] },
    })),
  };
  const words = shown.map(({ name, points }) => {
    const first = points[0];
    const last = points.at(-1);
    return first === undefined || last === undefined
      ? `${name}: no snapshot`
      : `${name}: ${first.count} on ${first.at.slice(0, 10)}, ${last.count} on ${last.at.slice(0, 10)}`;
  });
  const description = words.length === 0 ? 'Nothing was counted yet.' : `${words.join('; ')}.`;
  return draw(option, { width, height: narrow ? 240 : 260 }, { id, title, description });
}
