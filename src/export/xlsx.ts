import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import writeXlsxFile, { type Cell } from 'write-excel-file/node';
import { cleanLine } from '../core/text.ts';
import type { WeeklyReport } from '../query/report-model.ts';
import { type ExportFile, toBinaryFile } from './export-file.ts';
import type { CellValue, ReportTable, TableColumn } from './report-table.ts';
import { toTables } from './report-tables.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Excel's limit, in UTF-16 units. */
const LONGEST_CELL = 32_000;
const LETTERS = 26;

type Sheet = Parameters<typeof writeXlsxFile>[0][number];
type Feature = NonNullable<NonNullable<Parameters<typeof writeXlsxFile>[1]>['features']>[number];

/**
 * The report's tables, a sheet each, with typed cells, a frozen header and filters. Every text is a string cell, so nothing in it is ever run as a formula.
 * The archive is packed again without dates, so that the same report gives the same bytes.
 */
export async function toXlsx(report: WeeklyReport): Promise<ExportFile> {
  const tables = toTables(report);
  const sheets = tables.map(toSheet);
  const written = await writeXlsxFile(sheets, {
    fontFamily: 'Calibri',
    fontSize: 11,
    features: [filters(tables)],
  }).toBuffer();
  return toBinaryFile(report, 'xlsx', XLSX, repack(written, report));
}

function toSheet({ title, columns, rows }: ReportTable): Sheet {
  const head: Cell[] = columns.map(column => ({
    value: column.title,
    type: String,
    fontWeight: 'bold',
    backgroundColor: '#e8edf3',
    align: column.type === 'number' ? 'right' : 'left',
  }));
  return {
    sheet: title,
    stickyRowsCount: 1,
    columns: columns.map(({ width }) => ({ width })),
    data: [head, ...rows.map(row => columns.map((column, at) => toCell(row[at] ?? null, column)))],
  };
}

function toCell(value: CellValue, { type, width }: TableColumn): Cell {
  if (value === null || value === '') return null;
  if (typeof value === 'number') return Number.isFinite(value) ? { value, type: Number } : null;
  const text = cleanLine(value).slice(0, LONGEST_CELL).toWellFormed();
  if (text === '') return null;
  if (type === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(text))
    return { value: new Date(`${text}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' };
  return { value: text, type: String, alignVertical: 'top', ...(width >= 50 ? { wrap: true } : {}) };
}

/** A filter over each sheet's whole table. */
function filters(tables: readonly ReportTable[]): Feature {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (content, _options, { sheetIndex }) => {
            const table = tables[sheetIndex];
            if (table === undefined) return content;
            const area = `A1:${columnName(table.columns.length)}${table.rows.length + 1}`;
            return content.replace('</sheetData>', `</sheetData><autoFilter ref="${area}"/>`);
          },
        },
      },
    },
  };
}

/** 1 is "A", 27 is "AA". */
function columnName(number: number): string {
  const rest = (number - 1) % LETTERS;
  const letter = String.fromCharCode(65 + rest);
  return number <= LETTERS ? letter : `${columnName(Math.floor((number - 1) / LETTERS))}${letter}`;
}

/** The same entries in the order of their names, without the hour at which they were written, packed the same way on every machine. */
function repack(written: Uint8Array, report: WeeklyReport): Uint8Array {
  const entries = unzipSync(written);
  // The archive's dates are local: this one is 1 January 1980 everywhere.
  const mtime = new Date(1980, 0, 1);
  const packed: Zippable = {};
  for (const name of Object.keys(entries).sort()) {
    const bytes = entries[name];
    if (bytes === undefined || name.endsWith('/')) continue;
    packed[name] = [
      name === 'docProps/core.xml' ? undated(bytes, report) : bytes,
      { mtime, level: 6, os: 0 },
    ];
  }
  return zipSync(packed);
}

/** A file that says when it was made says the end of its week. */
function undated(bytes: Uint8Array, { week }: WeeklyReport): Uint8Array {
  const xml = strFromU8(bytes).replace(
    /(<dcterms:(?:created|modified)[^>]*>)[^<]*/g,
    (_, tag: string) => `${tag}${week.until}`,
  );
  return strToU8(xml);
}
