import { sha256 } from '../../core/ids.ts';
import type { RegisterEntry } from '../../core/registers.ts';
import { REGISTER_FIELDS, type RegisterField, type RegisterRule } from '../../core/source-def.ts';
import type { FieldRule, Note, SourceDef } from '../../core/types.ts';
import { applyMatch, fillTemplate } from '../../parse/field-value.ts';
import { readRows } from '../../parse/read-rows.ts';
import { cellOf, type Table, type TableRow } from '../../parse/table.ts';
import { type RegisterRow, readEntries } from '../../registers/read-entries.ts';

/** A register's document, of one page or several. */
export interface RegisterDocument {
  readonly pages: readonly {
    readonly bytes: Uint8Array;
    readonly contentType: string | null;
    readonly url: string;
  }[];
}

/** What a snapshot says, before it is compared with the one before. */
export interface RegisterReading {
  readonly bodyHash: string;
  readonly rows: number;
  readonly entries: readonly RegisterEntry[];
  readonly missingColumns: readonly string[];
  readonly headerSeen: boolean;
  /** Why the document is not the register at all (a web page in its place, cut off), for people; null when it is. */
  readonly unusable: string | null;
  readonly notes: readonly Note[];
}

/** Notes that mean "this is not the document": nothing can be said of the register. */
const UNUSABLE: Readonly<Record<string, string>> = {
  'html-instead-of-csv': 'is a web page instead of CSV (moved, under maintenance, or a bot check)',
  'html-instead-of-json': 'is a web page instead of JSON (moved, under maintenance, or a bot check)',
  'not-json': 'is not JSON',
  'not-xlsx': 'is not a workbook',
  truncated: 'is cut off',
  unreadable: 'cannot be read',
  'format-not-read': 'is of a format that holds no rows',
  'page-too-deep': 'nests too deep to be read',
};

/** A source that is a register, with the rule that says what its columns mean. */
export type RegisterDef = SourceDef & { readonly register: RegisterRule };

/** Whether a source's list is read as a register. */
export function isRegister(def: SourceDef): def is RegisterDef {
  return def.register !== undefined;
}

/** Reads a register's document into entries. Never throws. */
export async function readRegister(def: RegisterDef, { pages }: RegisterDocument): Promise<RegisterReading> {
  const notes: Note[] = [];
  const rows: RegisterRow[] = [];
  const missing = new Set<string>();
  let headerSeen = false;
  for (const { bytes, contentType, url } of pages) {
    const { value: table, notes: found } = await readRows(bytes, contentType, def, url);
    notes.push(...found);
    if (table.header.length > 0) headerSeen = true;
    if (table.header.length > 0) for (const column of missingColumns(def, table)) missing.add(column);
    const read = table.rows.map(row => toRegisterRow(def, table, row, notes));
    rows.push(...(def.format === 'xlsx' ? withoutFootnotes(read, notes) : read));
  }
  if (notes.some(({ code }) => code === 'header-missing')) missing.add(String(def.read?.header ?? 'header'));
  const rule = {
    identity: def.register.identity,
    language: def.language,
    formats: def.dateFormats,
    ...(def.register.separator === undefined ? {} : { separator: def.register.separator }),
  };
  const { value: entries, notes: rowNotes } = readEntries(rows, rule);
  // A workbook that cannot be opened says so in many ways.
  const shut = def.format === 'xlsx' && !headerSeen;
  const wrong = notes.find(
    ({ code }) => code in UNUSABLE || (shut && code !== 'header-missing' && code !== 'no-rows'),
  );
  const empty = pages.every(({ bytes }) => bytes.length === 0);
  return {
    bodyHash: sha256(pages.map(({ bytes }) => sha256(bytes)).join('\n')),
    rows: rows.length,
    entries,
    missingColumns: [...missing],
    headerSeen: headerSeen && def.format !== 'html',
    unusable: empty
      ? 'is empty'
      : wrong === undefined
        ? null
        : `${UNUSABLE[wrong.code] ?? 'cannot be read'} (${wrong.message})`,
    notes: [...notes, ...rowNotes],
  };
}

/** Rows that a workbook's table needs to tell its rows from the notes below them. */
const FEWEST_ROWS = 5;

/** Rows without those that fill one cell only where nearly all others fill more: titles, days and footnotes. */
function withoutFootnotes(rows: readonly RegisterRow[], notes: Note[]): readonly RegisterRow[] {
  const isFull = (row: RegisterRow) => Object.keys(row).length > 1;
  const full = rows.filter(isFull);
  if (rows.length < FEWEST_ROWS || full.length < rows.length * 0.7) return rows;
  for (const [index, row] of rows.entries())
    if (!isFull(row))
      notes.push({ code: 'row-is-a-note', message: 'fills one cell only and was left out', item: index });
  return full;
}

/** In JSON and on pages a column may lack because no row has it just now; only those that name the firm must be there. */
function missingColumns(def: RegisterDef, table: Table): string[] {
  const { fields, identity } = def.register;
  const fixed = def.format === 'csv' || def.format === 'xlsx';
  const naming: readonly RegisterField[] = [...identity, 'name', 'legalName'];
  const needed = REGISTER_FIELDS.filter(field => fixed || naming.includes(field));
  const lacking = (field: RegisterField) => {
    const rule = fields[field];
    if (rule === undefined || selectsInRow(def, rule)) return [];
    return columnsOf(rule).filter(column => !isThere(table, column));
  };
  if (fixed) return [...new Set(needed.flatMap(lacking))];
  // One of the fields that name the firm is enough.
  const wanted = needed.filter(field => fields[field] !== undefined);
  const absent = wanted.map(lacking);
  return absent.length > 0 && absent.every(columns => columns.length > 0) ? [...new Set(absent.flat())] : [];
}

function isThere(table: Table, column: string): boolean {
  const blank: TableRow = Object.fromEntries(table.header.map(name => [name, '']));
  return cellOf(table, blank, column) !== undefined;
}

function columnsOf(rule: FieldRule): string[] {
  if (rule.template !== undefined)
    return Array.from(rule.template.matchAll(/\{([^{}]+)\}/g), ([, path = '']) => path.trim());
  return rule.path === undefined ? [] : [rule.path];
}

function selectsInRow(def: RegisterDef, rule: FieldRule): boolean {
  return def.format === 'html' && (rule.select !== undefined || rule.attr !== undefined);
}

function toRegisterRow(def: RegisterDef, table: Table, row: TableRow, notes: Note[]): RegisterRow {
  const cells: Partial<Record<RegisterField, string>> = {};
  for (const field of REGISTER_FIELDS) {
    const rule = def.register.fields[field];
    if (rule === undefined) continue;
    const found = selectsInRow(def, rule)
      ? row[field]
      : rule.template !== undefined
        ? fillTemplate(rule.template, path => cellOf(table, row, path) || null)
        : cellOf(table, row, rule.path ?? '');
    const value = applyMatch(found || null, rule, notes);
    if (value !== null) cells[field] = value;
  }
  return cells;
}
