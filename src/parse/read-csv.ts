import { parse } from 'csv-parse/sync';
import { errorText } from '../core/errors.ts';
import type { Note, ReadRule } from '../core/types.ts';
import { EMPTY_TABLE, type Table, toTable } from './table.ts';

const DELIMITERS = [',', ';', '\t', '|'];

/** The separator that stands most often in the first line, outside of quotes. */
export function sniffDelimiter(text: string): string {
  const counts = new Map(DELIMITERS.map(delimiter => [delimiter, 0]));
  let quoted = false;
  for (const char of text.slice(0, 20_000)) {
    if (char === '"') quoted = !quoted;
    else if (!quoted && (char === '\n' || char === '\r')) {
      if ([...counts.values()].some(count => count > 0)) break;
    } else if (!quoted && counts.has(char)) counts.set(char, (counts.get(char) ?? 0) + 1);
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

/** Records as lists of cells. Quotes in the wrong place are kept as text; a quote that is never closed is not a quote. */
function readRecords(text: string, notes: Note[]): readonly (readonly string[])[] {
  const options = {
    bom: true,
    delimiter: sniffDelimiter(text),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  };
  try {
    return parse(text, options) as unknown as string[][];
  } catch (error) {
    notes.push({ code: 'csv-quotes-broken', message: `Quotes were read as text: ${errorText(error)}` });
    return parse(text, { ...options, quote: false }) as unknown as string[][];
  }
}

/** A CSV text as a table. The first row, or the one that the rule names, holds the names of the columns. U+FFFD is kept. */
export function csvTable(text: string, rule: ReadRule, notes: Note[]): Table {
  const table = toTable(readRecords(text.replace(/^\ufeff+/, ''), notes), rule.header, false, notes);
  if (table !== null) return table;
  notes.push({ code: 'header-missing', message: `No row names the columns (${rule.header}).` });
  return EMPTY_TABLE;
}
