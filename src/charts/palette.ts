/**
 * Colours are drawn as tokens, colours that no chart would use, and put in afterwards: one drawing serves a light and a dark page, where they become
 * variables of the style sheet, and pictures, where they are fixed.
 */
export const TOKENS = {
  ink: '#00f101',
  muted: '#00f102',
  line: '#00f103',
  surface: '#00f104',
  bar: '#00f105',
  series: ['#00f111', '#00f112', '#00f113', '#00f114', '#00f115', '#00f116'],
} as const;

/** What stands for each token. */
export interface Palette {
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly surface: string;
  readonly bar: string;
  readonly series: readonly [string, string, string, string, string, string];
}

/** Okabe and Ito's colours, which people with any kind of colour vision tell apart, darkened where they meet white. */
export const LIGHT: Palette = {
  ink: '#1d2429',
  muted: '#55606a',
  line: '#dfe3e6',
  surface: '#ffffff',
  bar: '#cfd8dc',
  series: ['#0072b2', '#c7650f', '#00856a', '#b0518a', '#7a5c00', '#55606a'],
};

export const DARK: Palette = {
  ink: '#e6e9ea',
  muted: '#a3adb3',
  line: '#343d43',
  surface: '#161b1e',
  bar: '#3b474e',
  series: ['#58b4ec', '#f2a65a', '#3fd0a4', '#e79ac6', '#e5cf5e', '#a3adb3'],
};

/** Colours from variables of the page's style sheet, so that a drawing follows its mode. */
export const PAGE: Palette = {
  ink: 'var(--ink)',
  muted: 'var(--muted)',
  line: 'var(--line)',
  surface: 'var(--surface)',
  bar: 'var(--bar)',
  series: ['var(--s1)', 'var(--s2)', 'var(--s3)', 'var(--s4)', 'var(--s5)', 'var(--s6)'],
};

/** A drawing in the colours of a palette. */
export function paint(svg: string, palette: Palette): string {
  return svg.replace(/#00f1(0[1-5]|1[1-6])/g, (token, code: string) => {
    const series = /^1([1-6])$/.exec(code);
    if (series !== null) return palette.series[Number(series[1]) - 1] ?? token;
    const name = (['ink', 'muted', 'line', 'surface', 'bar'] as const)[Number(code) - 1];
    return name === undefined ? token : palette[name];
  });
}
