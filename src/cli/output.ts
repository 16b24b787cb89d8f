import { stripVTControlCharacters, styleText } from 'node:util';
import { textWidth } from '../core/text-width.ts';
import type { CliContext } from './context.ts';

export { formatInstant } from '../core/format-instant.ts';

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

/** Columns that a text takes on a terminal, its colours left out. */
export function displayWidth(text: string): number {
  return textWidth(stripVTControlCharacters(text));
}

/** "1 source", "2 sources". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
