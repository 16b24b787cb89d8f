import { errorText } from '../core/errors.ts';
import type { Note, ReadRule } from '../core/types.ts';
import { openWorkbook } from './open-workbook.ts';
import { EMPTY_TABLE, type Table, toTable } from './table.ts';

/**
 * One sheet of an XLSX workbook as a table; null with a note when the bytes are no workbook that may be read. Dates become
 * "2026-09-30", formulas their last value, errors nothing. Macros are never looked at. Never throws.
 */
export async function xlsxTable(bytes: Uint8Array, rule: ReadRule, notes: Note[]): Promise<Table | null> {
  const opened = openWorkbook(bytes);
  if (!opened.ok) {
    notes.push({ code: opened.code, message: opened.problem });
    return null;
  }
  try {
    // Loaded when a workbook comes: no command line needs it to start.
    const { default: readSheets } = await import('read-excel-file/universal');
    const sheets = await readSheets(opened.bytes.buffer);
    const { sheet = 1 } = rule;
    const chosen =
      typeof sheet === 'number'
        ? sheets[sheet - 1]
        : sheets.find(({ sheet: name }) => name.trim().toLowerCase() === sheet.trim().toLowerCase());
    if (chosen === undefined) {
      notes.push({ code: 'sheet-missing', message: `The workbook has no sheet ${sheet}.` });
      return EMPTY_TABLE;
    }
    const records = chosen.data.map(row => row.map(cell => cellText(cell)));
    const table = toTable(records, rule.header, true, notes);
    if (table === null)
      notes.push({ code: 'header-missing', message: `No row names the columns (${rule.header ?? 'none'}).` });
    return table ?? EMPTY_TABLE;
  } catch (error) {
    notes.push({ code: 'xlsx-damaged', message: `The workbook cannot be read: ${errorText(error)}` });
    return null;
  }
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) {
    if (Number.isNaN(cell.getTime())) return '';
    const iso = cell.toISOString();
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19);
  }
  const text = String(cell).replaceAll('\u0000', '').trim();
  return /^#(?:N\/A|REF!|NAME\?|DIV\/0!|VALUE!|NULL!|NUM!)$/.test(text) ? '' : text;
}
