import type { FieldRule, Note, ParsedDocument, RawItem, ReadRule } from '../core/types.ts';
import { applyMatch, fillTemplate } from './field-value.ts';
import { emptyDocument } from './no-items.ts';
import { absoluteLink } from './resolve-url.ts';
import { sanitiseHtml } from './sanitise-html.ts';
import { cellOf, type Table, type TableRow } from './table.ts';

/** The rows of a CSV or XLSX table as items: each field is a column, or a template over columns. */
export function tableItems(
  table: Table,
  format: 'csv' | 'xlsx',
  url: string | null,
  rule: ReadRule,
  notes: Note[],
): ParsedDocument {
  const { rows } = table;
  if (rows.length === 0) notes.push({ code: 'no-rows', message: 'The table has no rows.' });
  const [first] = rows;
  const missing = [rule.title, rule.link, rule.date, rule.updated, rule.summary, rule.content, rule.id]
    .map(field => field?.path)
    .filter(path => path !== undefined && first !== undefined && cellOf(table, first, path) === undefined);
  if (missing.length > 0)
    notes.push({ code: 'column-missing', message: `There is no column ${missing.join(', ')}.` });
  const items = rows.flatMap((row, index) => {
    const item = toItem(table, row, rule, rule.linkBase ?? url, notes);
    if (item !== null) return [item];
    notes.push({ code: 'item-unreadable', message: 'A row gives neither title nor link.', item: index });
    return [];
  });
  return { ...emptyDocument(format), items, notes };
}

function toItem(
  table: Table,
  row: TableRow,
  rule: ReadRule,
  base: string | null,
  notes: Note[],
): RawItem | null {
  const textOf = (field: FieldRule | undefined): string | null => {
    if (field === undefined) return null;
    const raw =
      field.template !== undefined
        ? fillTemplate(field.template, name => cellOf(table, row, name) || null)
        : cellOf(table, row, field.path ?? '') || null;
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
