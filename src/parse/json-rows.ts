import type { Note } from '../core/types.ts';
import { readJsonText } from './json-text.ts';
import { itemsAt } from './read-json.ts';
import { EMPTY_TABLE, fitTable, type Table } from './table.ts';

const MAX_DEPTH = 5;
/** Values of one cell that are kept. */
const MAX_VALUES = 1_000;

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
  const rows = entries.map(entry => {
    const cells = new Map<string, string[]>();
    flatten(entry, '', 0, cells);
    for (const column of cells.keys()) columns.add(column);
    return cells;
  });
  const fitting = fitTable([...columns], rows, notes);
  return {
    header: fitting.columns,
    rows: fitting.rows.map(cells =>
      Object.fromEntries(fitting.columns.map(column => [column, cells.get(column)?.join(' | ') ?? ''])),
    ),
  };
}

function flatten(value: unknown, path: string, depth: number, into: Map<string, string[]>): void {
  if (value === null || value === undefined || depth > MAX_DEPTH) return;
  if (Array.isArray(value)) {
    for (const part of value) flatten(part, path, depth + 1, into);
  } else if (typeof value === 'object') {
    for (const [key, part] of Object.entries(value))
      flatten(part, path === '' ? key : `${path}.${key}`, depth + 1, into);
  } else {
    const key = path === '' ? 'value' : path;
    const text = String(value).trim();
    const cells = into.get(key) ?? [];
    into.set(key, cells);
    if (text !== '' && cells.length < MAX_VALUES) cells.push(text);
  }
}
