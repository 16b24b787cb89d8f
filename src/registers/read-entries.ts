import type { RegisterEntry } from '../core/registers.ts';
import { REGISTER_FIELDS, type RegisterField, type RegisterIdentity } from '../core/source-def.ts';
import { cleanLine } from '../core/text.ts';
import type { Note, Noted } from '../core/types.ts';
import { type CellRule, distinct, readCell } from './cell-values.ts';
import { foldFirmName, foldText } from './fold-name.ts';

/** One row of a register, as published, by what its columns mean. */
export type RegisterRow = Readonly<Partial<Record<RegisterField, string>>>;

export interface EntryRule extends CellRule {
  /** What a row is known by, strongest first. */
  readonly identity: readonly RegisterIdentity[];
}

type Values = Partial<Record<RegisterField, readonly string[]>>;

interface Row {
  readonly id: string;
  readonly values: Values;
  readonly published: Values;
  /** Decides the order of rows whatever their order in the file. */
  readonly rank: string;
}

/** Fields whose cells are kept as published beside their canonical values. */
const KEPT: readonly RegisterField[] = ['services', 'lei', 'grantedOn', 'withdrawnOn'];

/**
 * The entries of a snapshot in order of their ids. Rows that are known by the same LEI, licence or name are one entry: its fields hold what any of the rows
 * says, those of the row that was updated last first. Where some rows of a firm have ended and others have not, only the latter count. The order of rows
 * makes no difference. Rows without any identity are left out with a note.
 */
export function readEntries(rows: readonly RegisterRow[], rule: EntryRule): Noted<readonly RegisterEntry[]> {
  const notes: Note[] = [];
  const groups = new Map<string, Row[]>();
  rows.forEach((cells, index) => {
    const row = readRow(cells, rule);
    if (row === null) {
      notes.push({
        code: 'row-without-identity',
        message: `has none of ${rule.identity.join(', ')} and was left out`,
        item: index,
      });
      return;
    }
    if (cells.lei !== undefined && cleanLine(cells.lei) !== '' && row.values.lei === undefined) {
      notes.push({
        code: 'lei-invalid',
        message: `"${cleanLine(cells.lei).slice(0, 40)}" is no LEI`,
        item: index,
      });
    }
    const group = groups.get(row.id);
    if (group === undefined) groups.set(row.id, [row]);
    else group.push(row);
  });
  const entries = Array.from(groups, ([id, group]) => merge(id, group));
  return { value: entries.toSorted(byId), notes };
}

/** Order of entries in every list. */
export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function readRow(cells: RegisterRow, rule: EntryRule): Row | null {
  const values: Values = {};
  const published: Values = {};
  for (const field of REGISTER_FIELDS) {
    const cell = cells[field];
    if (cell === undefined) continue;
    const read = readCell(field, cell, rule);
    if (read.length > 0) values[field] = read;
    const raw = cleanLine(cell).slice(0, 4000);
    if (raw !== '' && KEPT.includes(field) && !(read.length === 1 && read[0] === raw))
      published[field] = [raw];
  }
  // Of several licences in one row some have ended: the firm is still licensed.
  if (parts(cells.withdrawnOn) < parts(cells.grantedOn)) delete values.withdrawnOn;
  const id = identityOf(values, rule.identity);
  if (id === null) return null;
  const { lastUpdate, grantedOn } = values;
  const rank = [lastUpdate?.[0] ?? '', grantedOn?.[0] ?? '', JSON.stringify(values)].join('\u0000');
  return { id, values, published, rank };
}

/** Values that a list in JSON was joined from. */
function parts(cell: string | undefined): number {
  return cell === undefined ? 0 : cell.split(' | ').length;
}

/** What a row is known by: a bare LEI, "licence:..." or "name:...", the latter two with the home state where the register gives one. */
function identityOf(values: Values, identity: readonly RegisterIdentity[]): string | null {
  const where = values.homeState?.[0] === undefined ? '' : `@${foldText(values.homeState[0])}`;
  for (const kind of identity) {
    if (kind === 'lei') {
      const lei = values.lei?.[0];
      if (lei !== undefined) return lei;
    } else if (kind === 'licence') {
      const licence = foldLicence(values.licence?.[0] ?? '');
      if (licence !== '') return `licence:${licence}${where}`;
    } else {
      const name = foldFirmName(values.legalName?.[0] ?? values.name?.[0] ?? '');
      if (name !== '') return `name:${name}${where}`;
    }
  }
  return null;
}

/** A licence number for comparison: letters and figures only. */
export function foldLicence(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

function merge(id: string, group: readonly Row[]): RegisterEntry {
  const living = group.filter(row => row.values.withdrawnOn === undefined);
  const counted = (living.length > 0 ? living : group).toSorted((a, b) =>
    a.rank < b.rank ? 1 : a.rank > b.rank ? -1 : 0,
  );
  return {
    id,
    values: collect(counted.map(row => row.values)),
    published: collect(counted.map(row => row.published)),
    rows: group.length,
  };
}

function collect(rows: readonly Values[]): Values {
  const all: Values = {};
  for (const field of REGISTER_FIELDS) {
    const values = distinct(rows.flatMap(row => row[field] ?? []));
    const ordered = field === 'services' || field === 'hostStates' ? values.toSorted() : values;
    if (ordered.length > 0) all[field] = ordered;
  }
  return all;
}
