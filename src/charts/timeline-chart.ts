import { KIND_LABELS } from '../core/labels.ts';
import { KINDS, type Kind } from '../core/types.ts';
import { DASHES, FONT_SIZE, LABEL, roomFor, TIME_LABEL } from './axes.ts';
import { draw } from './draw.ts';
import { TOKENS } from './palette.ts';

export interface TimelinePoint {
  readonly at: string;
  readonly kind: Kind;
  /** Said by an authority or a standard setter. */
  readonly official: boolean;
}

export interface TimelineOptions {
  readonly id: string;
  readonly width: number;
  readonly of: string;
  /** First and last instant shown. */
  readonly since: string;
  readonly until: string;
}

const MONTH_MS = 28 * 86_400_000;

/** What happened when, a row for each kind: filled marks are official, rings are press. */
export function timelineChart(points: readonly TimelinePoint[], options: TimelineOptions): string {
  const { id, width, of, since, until } = options;
  const kinds = KINDS.filter(kind => points.some(point => point.kind === kind)).reverse();
  const series = [true, false].map(official => ({
    type: 'scatter',
    name: official ? 'Official' : 'Press',
    symbol: 'circle',
    symbolSize: 9,
    data: points
      .filter(point => point.official === official)
      .map(point => [point.at, KIND_LABELS[point.kind]]),
    itemStyle: official
      ? { color: TOKENS.series[0], borderColor: TOKENS.surface, borderWidth: 1 }
      : { color: TOKENS.surface, borderColor: TOKENS.series[1], borderWidth: 2 },
  }));
  const option = {
    useUTC: true,
    textStyle: { fontSize: FONT_SIZE },
    legend: {
      top: 0,
      left: 0,
      itemWidth: 12,
      itemHeight: 9,
      textStyle: { color: TOKENS.ink, fontSize: FONT_SIZE },
    },
    grid: { left: roomFor(kinds.map(kind => KIND_LABELS[kind])), right: 24, top: 30, bottom: 24 },
    xAxis: {
      type: 'time',
      min: since,
      max: until,
      splitNumber: width < 500 ? 3 : 8,
      minInterval: MONTH_MS,
      axisLabel: { ...TIME_LABEL, formatter: '{MMM} {yyyy}' },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: TOKENS.line } },
      splitLine: { show: true, lineStyle: { color: TOKENS.line, type: DASHES[2] } },
    },
    yAxis: {
      type: 'category',
      data: kinds.map(kind => KIND_LABELS[kind]),
      axisLabel: LABEL,
      axisTick: { show: false },
      axisLine: { show: false },
      splitLine: { show: false },
    },
    series,
  };
  const counts = kinds.map(
    kind => `${KIND_LABELS[kind]} ${points.filter(point => point.kind === kind).length}`,
  );
  const description =
    points.length === 0
      ? 'Nothing in this time.'
      : `${points.length} items, ${points.filter(point => point.official).length} of them official. ${counts.reverse().join(', ')}.`;
  const height = 64 + Math.max(kinds.length, 1) * 26;
  return draw(option, { width, height }, { id, title: `What happened when, ${of}`, description });
}
