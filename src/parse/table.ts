import type { Note } from '../core/types.ts';

/** Rows of a register or list, each with every column of the header. Cells keep what was published, trimmed. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
}
export type TableRow = Readonly<Record<string, string>>;

export const EMPTY_TABLE: Table = { header: [], rows: [] };

/** No register comes near these; what does is an attack on memory. */
const MAX_COLUMNS = 500;
const MAX_CELLS = 5_000_000;

/** The columns and rows of a table that is too large cut to what fits, with a note. */
export function fitTable<T>(
  columns: readonly string[],
  rows: readonly T[],
  notes: Note[],
): { readonly columns: readonly string[]; readonly rows: readonly T[] } {
  const fitting = columns.slice(0, MAX_COLUMNS);
  const most = Math.floor(MAX_CELLS / Math.max(1, fitting.length));
  if (columns.length > fitting.length || rows.length > most)
    notes.push({
      code: 'truncated',
      message: `The table has ${columns.length} columns and ${rows.length} rows, too many to be read whole.`,
    });
  return { columns: fitting, rows: rows.slice(0, most) };
}

/** How far down the names of the columns are looked for. */
const HEADER_REACH = 50;

/**
 * Records as a table. `header` is the number of the row with the names from 1, or a text that one of its cells holds; without it
 * the names stand in the first row, or, with `titled`, in the first row that is more than half as wide as the widest: titles
 * that stand above a table fill one cell or two. Null when no row fits.
 */
export function toTable(
  records: readonly (readonly string[])[],
  header: string | number | undefined,
  titled: boolean,
  notes: Note[],
): Table | null {
  const at = headerAt(records, header, titled);
  if (at === null) return records.length === 0 ? EMPTY_TABLE : null;
  const width = records.slice(at).reduce((most, record) => Math.max(most, record.length), 0);
  const last = records.slice(at).reduce((most, record) => Math.max(most, lastFilled(record)), 0);
  const names = columnNames(records[at] ?? [], titled ? Math.min(width, last) : (records[at]?.length ?? 0));
  const filledRows = records.slice(at + 1).filter(record => record.some(cell => cell !== ''));
  const fitting = fitTable(names, filledRows, notes);
  const rows = fitting.rows.map(record =>
    Object.fromEntries(fitting.columns.map((name, index) => [name, record[index] ?? ''])),
  );
  return { header: fitting.columns, rows };
}

function headerAt(
  records: readonly (readonly string[])[],
  header: string | number | undefined,
  titled: boolean,
): number | null {
  if (typeof header === 'number') return header <= records.length ? header - 1 : null;
  const start = records.slice(0, HEADER_REACH);
  if (header !== undefined) {
    const wanted = fold(header);
    const at = start.findIndex(
      record => filled(record) > 1 && record.some(cell => fold(cell).includes(wanted)),
    );
    return at < 0 ? null : at;
  }
  if (!titled) return records.length === 0 ? null : 0;
  const widest = start.reduce((most, record) => Math.max(most, filled(record)), 0);
  const at = start.findIndex(record => filled(record) * 2 > widest);
  return at < 0 ? null : at;
}

function filled(record: readonly string[]): number {
  return record.filter(cell => cell !== '').length;
}

function lastFilled(record: readonly string[]): number {
  return record.findLastIndex(cell => cell !== '') + 1;
}

/** Names of columns as rows use them: white space folded, "#4" for the fourth without a name, "name (2)" for one given again. */
export function columnNames(cells: readonly string[], width: number): string[] {
  const seen = new Map<string, number>();
  return Array.from({ length: width }, (_, index) => {
    const name = (cells[index] ?? '').replace(/\s+/g, ' ').trim() || `#${index + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

/** A cell by the name of its column, whatever the case and spacing, or by its place ("#4" is the fourth). */
export function cellOf(table: Table, row: TableRow, path: string): string | undefined {
  if (Object.hasOwn(row, path)) return row[path];
  const place = /^#(\d{1,3})$/.exec(path)?.[1];
  const name =
    place === undefined
      ? table.header.find(column => fold(column) === fold(path))
      : table.header[Number(place) - 1];
  return name === undefined ? undefined : row[name];
}

function fold(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}

/** The table with its cells under their places ("#1", "#2") as well, for rules that name columns so. */
export function withPlaces(table: Table): Table {
  const places = table.header.map((name, index) => [`#${index + 1}`, name] as const);
  const rows = table.rows.map(row => ({
    ...Object.fromEntries(places.map(([place, name]) => [place, row[name] ?? ''])),
    ...row,
  }));
  return { header: table.header, rows };
}
