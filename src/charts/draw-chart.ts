import { Resvg } from '@resvg/resvg-js';
import { toLocale } from '../core/languages.ts';
import type { HeatMap } from '../core/message.ts';
import { heatMapSvg } from './heat-map.ts';
import { fontFiles } from './load-fonts.ts';

/** A chart as PNG: the same bytes for the same numbers on every machine, because no font of the machine is used. */
export function drawChart(chart: HeatMap): Uint8Array {
  const resvg = new Resvg(heatMapSvg(chart), {
    font: {
      fontFiles: fontFiles(toLocale(chart.locale)),
      loadSystemFonts: false,
      defaultFontFamily: 'Noto Sans',
    },
  });
  return resvg.render().asPng();
}
