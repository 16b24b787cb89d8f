import { escapeHtml } from '../core/escape-html.ts';
import type { HeatMap } from '../core/message.ts';
import { cleanLine } from '../core/text.ts';
import { textWidth } from '../core/text-width.ts';

const FONT = 26;
const CELL = { width: 92, height: 58 } as const;
const GAP = 5;
const PAD = 36;
const TITLE = 34;
/** Columns of text that a heading of a row and of a column may take. */
const ROW_COLUMNS = 22;
const HEAD_COLUMNS = 24;
/** Pixels per column of text at FONT. */
const PER_COLUMN = 14.5;
/** Headings of columns lean by this many degrees, so that long ones stand side by side. */
const LEAN = 38;

/** Dark to bright, so that much glows; readable on the card whatever stands around it. */
const STOPS = [
  [0x27, 0x3a, 0x5e],
  [0x21, 0x68, 0x8b],
  [0x1f, 0x9e, 0x89],
  [0x8f, 0xd0, 0x44],
  [0xfd, 0xe7, 0x25],
] as const;
/** In a quiet week few stories glow no brighter than they would in a busy one. */
const QUIET = 4;
const EMPTY = '#232a36';
const CARD = '#161b24';
const TEXT = '#e8edf4';
const SOFT = '#aab6c6';

/**
 * A heat map as SVG: a dark card of its own, so that it reads the same on light and dark pages; each cell shows its number, so that
 * nothing hangs on colours alone. Text is cut to fit; sizes are pixels.
 */
export function heatMapSvg({ title, rows, columns, counts }: HeatMap): string {
  const names = rows.map(name => fit(name, ROW_COLUMNS));
  const heads = columns.map(name => fit(name, HEAD_COLUMNS));
  const lean = (LEAN * Math.PI) / 180;
  const labelWidth = Math.max(...names.map(textWidth), 4) * PER_COLUMN + 18;
  const headHeight = Math.max(...heads.map(textWidth), 4) * PER_COLUMN * Math.sin(lean) + FONT;
  const overhang = Math.max(
    0,
    ...heads.map(
      (head, column) =>
        textWidth(head) * PER_COLUMN * Math.cos(lean) -
        (columns.length - column - 1) * (CELL.width + GAP) -
        CELL.width / 2,
    ),
  );
  const left = PAD + labelWidth;
  const top = PAD + TITLE + headHeight;
  const width = Math.ceil(left + columns.length * (CELL.width + GAP) + overhang + PAD);
  const height = Math.ceil(top + rows.length * (CELL.height + GAP) + PAD);
  const most = Math.max(QUIET, ...counts.flat());
  const parts = [
    `<rect width="${width}" height="${height}" rx="24" fill="${CARD}"/>`,
    text(
      PAD,
      PAD + TITLE * 0.6,
      fit(title, Math.floor((width - 2 * PAD) / 17)),
      `font-size="${TITLE}" font-weight="700" fill="${TEXT}"`,
    ),
  ];
  heads.forEach((head, column) => {
    const x = left + column * (CELL.width + GAP) + CELL.width / 2 - 6;
    const y = top - 12;
    parts.push(text(x, y, head, `fill="${SOFT}" transform="rotate(${-LEAN} ${round(x)} ${round(y)})"`));
  });
  names.forEach((name, row) => {
    const y = top + row * (CELL.height + GAP);
    parts.push(text(left - 16, y + CELL.height / 2 + FONT * 0.36, name, `fill="${TEXT}" text-anchor="end"`));
    columns.forEach((_, column) => {
      const count = counts[row]?.[column] ?? 0;
      const x = left + column * (CELL.width + GAP);
      const share = Math.sqrt(count / most);
      parts.push(
        `<rect x="${round(x)}" y="${round(y)}" width="${CELL.width}" height="${CELL.height}" rx="8" fill="${count === 0 ? EMPTY : colourOf(share)}"/>`,
      );
      if (count > 0)
        parts.push(
          text(
            x + CELL.width / 2,
            y + CELL.height / 2 + FONT * 0.36,
            String(count),
            `text-anchor="middle" font-weight="700" fill="${share > 0.55 ? '#10151d' : '#ffffff'}"`,
          ),
        );
    });
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Noto Sans" font-size="${FONT}">${parts.join('')}</svg>`;
}

function text(x: number, y: number, words: string, attributes: string): string {
  return `<text x="${round(x)}" y="${round(y)}" ${attributes}>${escapeHtml(words)}</text>`;
}

/** Text cut to columns (a Chinese character takes two) between its characters. */
function fit(words: string, columns: number): string {
  const line = cleanLine(words);
  if (textWidth(line) <= columns) return line;
  let kept = '';
  for (const sign of line) {
    if (textWidth(kept + sign) > columns - 1) break;
    kept += sign;
  }
  return `${kept.trimEnd()}…`;
}

/** A colour for 0 to 1. */
function colourOf(share: number): string {
  const place = Math.min(1, Math.max(0, share)) * (STOPS.length - 1);
  const low = STOPS[Math.floor(place)] ?? STOPS[0];
  const high = STOPS[Math.ceil(place)] ?? low;
  const part = place - Math.floor(place);
  const mixed = [0, 1, 2].map(index => {
    const from = low[index] ?? 0;
    return Math.round(from + ((high[index] ?? 0) - from) * part);
  });
  return `rgb(${mixed.join(',')})`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
