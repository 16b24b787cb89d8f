import { errorText } from '../core/errors.ts';
import type { Note, Noted, SourceDef } from '../core/types.ts';
import { CUSTOM_READERS } from './custom-readers.ts';
import { decodeBytes } from './decode.ts';
import { htmlRows } from './html-rows.ts';
import { jsonRows } from './json-rows.ts';
import { csvTable } from './read-csv.ts';
import { xlsxTable } from './read-xlsx.ts';
import { EMPTY_TABLE, type Table, withPlaces } from './table.ts';

/**
 * All rows of a register's document with all of their columns, as text: CSV, XLSX, JSON (the list at `read.items`), HTML (the
 * elements that `read.items` selects, table rows by default) or the source's own reader. `url` is where the document came from.
 * Where nothing can be read there are no rows, and a note says why. Never throws.
 */
export async function readRows(
  bytes: Uint8Array,
  contentType: string | null,
  def: Pick<SourceDef, 'format' | 'read' | 'register' | 'custom' | 'language' | 'url'>,
  url: string = def.url,
): Promise<Noted<Table>> {
  const notes: Note[] = [];
  try {
    const table = await tableOf(bytes, contentType, def, url, notes);
    if (table.rows.length === 0 && notes.length === 0)
      notes.push({ code: 'no-rows', message: 'The document has no rows.' });
    const byPlace = Object.values(def.register?.fields ?? {}).some(
      rule => rule.path?.startsWith('#') || rule.template?.includes('{#'),
    );
    return { value: byPlace ? withPlaces(table) : table, notes };
  } catch (error) {
    notes.push({ code: 'unreadable', message: `The document could not be read: ${errorText(error)}` });
    return { value: EMPTY_TABLE, notes };
  }
}

async function tableOf(
  bytes: Uint8Array,
  contentType: string | null,
  def: Parameters<typeof readRows>[2],
  url: string,
  notes: Note[],
): Promise<Table> {
  const { format, read = {} } = def;
  const custom = def.custom === undefined ? undefined : CUSTOM_READERS[def.custom];
  if (format === 'xlsx') return (await xlsxTable(bytes, read, notes)) ?? EMPTY_TABLE;
  const text = decodeBytes(bytes, contentType, def.language).text.replaceAll('\u0000', '');
  if (custom?.of === 'rows') return custom.read(text, url);
  const isMarkup = /^[\ufeff\s]*</.test(text);
  if (isMarkup && (format === 'csv' || format === 'json')) {
    notes.push({
      code: `html-instead-of-${format}`,
      message: `A web page came instead of ${format.toUpperCase()}.`,
    });
    return EMPTY_TABLE;
  }
  if (format === 'csv') return csvTable(text, read, notes);
  if (format === 'json') return jsonRows(text, read.items ?? '', notes);
  if (format === 'html') return htmlRows(text, url, def, notes);
  notes.push({ code: 'format-not-read', message: `Documents of format ${format} hold no rows.` });
  return EMPTY_TABLE;
}
