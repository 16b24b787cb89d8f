import { parse } from 'csv-parse/sync';
import { errorText } from '../core/errors.ts';
import type { FieldRule, Note, ParsedDocument, RawItem, ReadRule } from '../core/types.ts';
import { applyMatch, fillTemplate } from './field-value.ts';
import { emptyDocument } from './no-items.ts';
import { absoluteLink } from './resolve-url.ts';
import { sanitiseHtml } from './sanitise-html.ts';

type Row = ReadonlyMap<string, string>;

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

/** Rows by column name. Every row has every column of the header; rows without any value are left out. */
export function readRows(text: string, notes: Note[]): readonly Row[] {
  const [header = [], ...records] = readRecords(text.replace(/^\ufeff+/, ''), notes);
  const columns = header.map(name => name.replace(/\s+/g, ' ').trim());
  return records
    .filter(record => record.some(cell => cell !== ''))
    .map(record => new Map(columns.map((column, index) => [column, record[index] ?? ''] as const)));
}

/**
 * Reads a register or list in CSV with a source's rule: each field is a column name, or a template over columns. The first
 * row names the columns. Cells keep what was published, U+FFFD included. Never throws.
 */
export function readCsv(text: string, url: string | null, rule: ReadRule): ParsedDocument {
  const notes: Note[] = [];
  const rows = readRows(text, notes);
  if (rows.length === 0) notes.push({ code: 'no-rows', message: 'The table has no rows.' });
  const [first] = rows;
  const missing = [rule.title, rule.link, rule.date, rule.updated, rule.summary, rule.content, rule.id]
    .map(field => field?.path)
    .filter(path => path !== undefined && first !== undefined && columnOf(first, path) === undefined);
  if (missing.length > 0)
    notes.push({ code: 'column-missing', message: `There is no column ${missing.join(', ')}.` });
  const items = rows.flatMap((row, index) => {
    const item = toItem(row, rule, rule.linkBase ?? url, notes);
    if (item !== null) return [item];
    notes.push({ code: 'item-unreadable', message: 'A row gives neither title nor link.', item: index });
    return [];
  });
  return { ...emptyDocument('csv'), items, notes };
}

/** A cell by column name, whatever the case and spacing of the name. */
function columnOf(row: Row, name: string): string | undefined {
  const exact = row.get(name);
  if (exact !== undefined) return exact;
  const folded = name.trim().toLowerCase();
  for (const [column, cell] of row) if (column.toLowerCase() === folded) return cell;
  return undefined;
}

function toItem(row: Row, rule: ReadRule, base: string | null, notes: Note[]): RawItem | null {
  const textOf = (field: FieldRule | undefined): string | null => {
    if (field === undefined) return null;
    const raw =
      field.template !== undefined
        ? fillTemplate(field.template, name => columnOf(row, name) || null)
        : columnOf(row, field.path ?? '') || null;
    return applyMatch(raw, field, notes);
  };
  const title = textOf(rule.title);
  const address = textOf(rule.link);
  const link =
    address === null ? null : absoluteLink(base, /^www\./i.test(address) ? `https://${address}` : address);
  if (title === null && link === null) return null;
  const summary = textOf(rule.summary);
  const content = textOf(rule.content);
  return {
    title,
    link,
    guid: textOf(rule.id),
    dateText: textOf(rule.date),
    updatedText: textOf(rule.updated),
    summary: summary === null ? null : sanitiseHtml(summary, base),
    content: content === null ? null : sanitiseHtml(content, base),
    authors: [],
    categories: [],
    language: null,
  };
}
