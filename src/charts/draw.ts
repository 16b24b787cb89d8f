import { type EChartsCoreOption, init } from 'echarts';
import { escapeHtml } from '../core/escape-html.ts';

/** What a chart is called, and what it shows in words, for whoever does not see it. */
export interface ChartText {
  /** Unique on its page: letters, digits and hyphens. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * A chart as SVG in token colours (palette.ts), with its title and description. The same option gives the same bytes: what echarts numbers by process is
 * numbered by `id` instead. Nothing in it needs a style element or attribute, so a strict page may show it; fonts are the page's.
 */
export function draw(option: EChartsCoreOption, size: Size, text: ChartText): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    chart.setOption({ animation: false, ...option });
    const svg = chart.renderToSVGString({ useViewBox: true });
    return settle(svg, size, text);
  } finally {
    // Otherwise a timer of echarts keeps the process alive.
    chart.dispose();
  }
}

function settle(svg: string, { width, height }: Size, { id, title, description }: ChartText): string {
  const body = svg
    .replace(/^[\s\S]*?<svg[^>]*>/, '')
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<rect [^>]*fill="none"><\/rect>\n?/, '')
    .replace(/<path [^>]*fill-opacity="0"[^>]*stroke-width="0"[^>]*><\/path>\n?/g, '')
    .replace(/ (?:class|pointer-events|ecmeta_\w+)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => attributesOf(style))
    .replace(/zr\d+-/g, `${id}-`)
    .replace(/-?\d+\.\d{3,}/g, number => String(Number(Number(number).toFixed(2))))
    .replace(/\n+/g, '\n');
  const opening = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${id}-title ${id}-desc">`;
  return `${opening}<title id="${id}-title">${escapeHtml(title)}</title><desc id="${id}-desc">${escapeHtml(description)}</desc>${body}`;
}

/** The declarations of a style attribute as attributes, but for the font's family, which is the page's. */
function attributesOf(style: string): string {
  // Rich text comes with the shorthand: "font:12px sans-serif".
  return style
    .replace(/(?:^|;)\s*font:\s*(?:[a-z]+ )*(\d+(?:\.\d+)?px)[^;]*/g, ';font-size:$1')
    .split(';')
    .map(declaration => /^\s*(font-size|font-weight|font-style|opacity)\s*:\s*([\w.]+)\s*$/.exec(declaration))
    .map(match => (match === null ? '' : ` ${match[1]}="${match[2]}"`))
    .join('');
}
