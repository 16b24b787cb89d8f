import { TOKENS } from './palette.ts';

/** Size of all labels, in pixels at the drawn width. */
export const FONT_SIZE = 12;

export const LABEL = { color: TOKENS.muted, fontSize: FONT_SIZE };

/** Labels of a time axis: the first and the last stay inside the drawing. */
export const TIME_LABEL = { ...LABEL, hideOverlap: true, alignMinLabel: 'left', alignMaxLabel: 'right' };

/** Counts from zero upwards, in whole steps, with faint lines. */
export function countAxis() {
  return {
    type: 'value',
    minInterval: 1,
    splitNumber: 4,
    axisLabel: LABEL,
    splitLine: { lineStyle: { color: TOKENS.line } },
  };
}

/** Room for names left of a chart: fonts of pages are wider than the one that echarts measures with. */
export function roomFor(names: readonly string[]): number {
  return 12 + 7 * Math.max(0, ...names.map(name => name.length));
}

/** Names along the bottom, as many as fit. */
export function nameAxis(names: readonly string[]) {
  return {
    type: 'category',
    data: [...names],
    axisLabel: { ...LABEL, hideOverlap: true },
    axisTick: { show: false },
    axisLine: { lineStyle: { color: TOKENS.line } },
  };
}

/** Line styles and marks by which series are told apart without their colours. */
export const MARKS = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'circle'] as const;
export const DASHES = ['solid', [6, 3], [2, 3], [8, 3, 2, 3], [12, 4], 'solid'] as const;
