import type { StoryLag } from '../../core/statistics.ts';
import { type Html, html } from '../html.ts';
import type { View } from '../view.ts';
import { figure, NARROW, table } from './figure.ts';

/** Wider, and the bars would say less. */
const WIDTH = 620;

/** Stories by the time between the official document and the first press report. */
export async function lagFigure(view: View, lags: readonly StoryLag[], days: number): Promise<Html> {
  if (lags.length === 0)
    return html`<p class="none">No story of the last ${days} days has both an official and a press report with exact times.</p>`;
  const { countLags, lagChart } = await import('../../charts/lag-chart.ts');
  const draw = (id: string, width: number) =>
    view.drawing(['lags', id, width, lags], async () => lagChart(lags, { id, width }));
  return figure({
    caption: `First press report after the official document, ${lags.length} stories of the last ${days} days`,
    wide: await draw('lags', WIDTH),
    narrow: await draw('lags-phone', NARROW),
    table: table(
      ['When', 'Stories'],
      countLags(lags).map(({ name, stories }) => [name, stories]),
    ),
  });
}
