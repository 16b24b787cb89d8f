import { stripVTControlCharacters, styleText } from 'node:util';
import type { CliContext } from './context.ts';

type Style = Parameters<typeof styleText>[0];

/** One document on standard output, for programs. */
export function printJson(context: CliContext, value: unknown): void {
  context.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Lines on standard output, for people. */
export function print(context: CliContext, ...lines: readonly string[]): void {
  context.stdout.write(`${lines.join('\n')}\n`);
}

/** Text in a style where colours are wanted, plain elsewhere. */
export function paint(context: CliContext, style: Style, text: string): string {
  return context.colour ? styleText(style, text, { validateStream: false }) : text;
}

/** Rows as aligned columns, two spaces between them; the last column is not padded. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, displayWidth(cell));
    });
  }
  return rows
    .map(row =>
      row
        .map((cell, column) =>
          column === row.length - 1 ? cell : cell + ' '.repeat((widths[column] ?? 0) - displayWidth(cell)),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Columns that a text takes on a terminal: East Asian wide characters take two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const char of stripVTControlCharacters(text))
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f1e6}-\u{1faff}\u{20000}-\u{3fffd}]/u.test(
        char,
      )
        ? 2
        : 1;
  return width;
}

/** An instant as "2026-09-30 12:20 UTC". */
export function formatInstant(iso: string | null): string {
  return iso ? `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC` : 'no date';
}

/** "1 source", "2 sources". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
