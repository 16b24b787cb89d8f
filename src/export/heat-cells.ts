import type { ReportHeatMap } from '../query/report-parts.ts';

/** The shade of each cell, 0 (nothing) to `shades` - 1 (the most): one step per order, so that small numbers can be told apart. */
export function heatCells(map: ReportHeatMap, shades: number): number[][] {
  const most = Math.max(1, ...map.counts.flat());
  return map.counts.map(row =>
    row.map(count =>
      count === 0 ? 0 : Math.max(1, Math.round((Math.log(count + 1) / Math.log(most + 1)) * (shades - 1))),
    ),
  );
}
