import type { Note } from '../core/types.ts';
import { readJsonText } from './json-text.ts';
import { itemsAt } from './read-json.ts';
import { EMPTY_TABLE, type Table } from './table.ts';

const MAX_DEPTH = 5;
const MAX_ROWS = 100_000;
const MAX_COLUMNS = 500;

/**
 * The list at a dotted path as rows. What lies deeper has its path as the name of its column ("address.fullAddress"); of a list
 * of objects each key is a column, its values told apart by " | ".
 */
export function jsonRows(text: string, items: string, notes: Note[]): Table {
  const reading = readJsonText(text);
  if (reading === null) {
    notes.push({ code: 'not-json', message: 'The document is not JSON.' });
    return EMPTY_TABLE;
  }
  if (!reading.complete)
    notes.push({ code: 'truncated', message: 'The document ends before its last bracket.' });
  const entries = itemsAt(reading.value, items);
  if (entries === null) {
    notes.push({ code: 'items-not-found', message: `There is no list at "${items}".` });
    return EMPTY_TABLE;
  }
  const columns = new Set<string>();
  const rows = entries.slice(0, MAX_ROWS).map(entry => {
    const cells = new Map<string, string[]>();
    flatten(entry, '', 0, cells);
    for (const column of cells.keys()) if (columns.size < MAX_COLUMNS) columns.add(column);
    return cells;
  });
  const header = [...columns];
  return {
    header,
    rows: rows.map(cells =>
      Object.fromEntries(header.map(column => [column, cells.get(column)?.join(' | ') ?? ''])),
    ),
  };
}

function flatten(value: unknown, path: string, depth: number, into: Map<string, string[]>): void {
  if (value === null || value === undefined || depth > MAX_DEPTH) return;
  if (Array.isArray(value)) {
    for (const part of value.slice(0, 1000)) flatten(part, path, depth + 1, into);
  } else if (typeof value === 'object') {
    for (const [key, part] of Object.entries(value))
      flatten(part, path === '' ? key : `${path}.${key}`, depth + 1, into);
  } else {
    const text = String(value).trim();
    const cells = into.get(path || 'value') ?? [];
    if (text !== '') into.set(path || 'value', [...cells, text]);
    else if (cells.length === 0) into.set(path || 'value', []);
  }
}
