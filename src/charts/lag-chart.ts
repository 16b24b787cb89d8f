import type { StoryLag } from '../core/statistics.ts';
import { countAxis, FONT_SIZE, nameAxis, roomFor } from './axes.ts';
import { draw } from './draw.ts';
import { TOKENS } from './palette.ts';

/** How long after (or before) the official document the press told of it: bounds in minutes, the lower one included. */
export const LAG_BANDS: readonly { readonly name: string; readonly from: number; readonly to: number }[] = [
  { name: 'over a day before', from: Number.NEGATIVE_INFINITY, to: -1440 },
  { name: 'hours before', from: -1440, to: -60 },
  { name: 'up to 1 h before', from: -60, to: 0 },
  { name: 'within 1 h', from: 0, to: 60 },
  { name: '1 to 6 h', from: 60, to: 360 },
  { name: '6 to 24 h', from: 360, to: 1440 },
  { name: '1 to 3 days', from: 1440, to: 4320 },
  { name: 'later', from: 4320, to: Number.POSITIVE_INFINITY },
];

/** How many stories fall into each band. */
export function countLags(
  lags: readonly StoryLag[],
): readonly { readonly name: string; readonly stories: number }[] {
  return LAG_BANDS.map(({ name, from, to }) => ({
    name,
    stories: lags.filter(({ minutes }) => minutes >= from && minutes < to).length,
  }));
}

/** How fast the press follows: stories by the time between the official document and the first press report. */
export function lagChart(
  lags: readonly StoryLag[],
  { id, width }: { readonly id: string; readonly width: number },
): string {
  const bands = countLags(lags);
  const before = LAG_BANDS.map(({ to }) => to <= 0);
  const option = {
    textStyle: { fontSize: FONT_SIZE },
    grid: { left: roomFor(bands.map(({ name }) => name)), right: 24, top: 4, bottom: 24 },
    xAxis: countAxis(),
    yAxis: { ...nameAxis(bands.map(({ name }) => name)), inverse: true },
    series: [
      {
        type: 'bar',
        barCategoryGap: '30%',
        label: { show: true, position: 'right', color: TOKENS.ink, fontSize: FONT_SIZE },
        data: bands.map(({ stories }, index) => ({
          value: stories,
          label: { show: stories > 0 },
          itemStyle: { color: before[index] === true ? TOKENS.series[1] : TOKENS.series[0] },
        })),
      },
    ],
  };
  const first = lags.filter(({ minutes }) => minutes < 0).length;
  const sorted = lags.map(({ minutes }) => minutes).sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  const description =
    median === undefined
      ? 'No story in this time has both an official and a press report with exact times.'
      : `${lags.length} stories; the press was first in ${first}; half of the reports came within ${Math.max(0, median)} minutes.`;
  return draw(
    option,
    { width, height: 40 + bands.length * 26 },
    { id, title: 'First press report after the official document', description },
  );
}
