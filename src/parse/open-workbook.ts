import { inflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';

/** Limits of a workbook. The largest register known is 2 MB unpacked. */
const MAX_ENTRIES = 2_000;
const MAX_UNPACKED = 64 * 1024 * 1024;
const MAX_CELLS = 10_000_000;

/** Parts of a workbook that hold its cells. Macros, pictures, links to elsewhere and embedded files are never unpacked. */
const WANTED =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:workbook|styles|sharedStrings)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/i;

/** A workbook without anything but its cells, or why it is not read. */
export type OpenedWorkbook =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly code: string; readonly problem: string };

interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

/**
 * Checks an XLSX file before anything else reads it, and gives it back with its cells only. Refused are files that are encrypted or
 * no workbook, that declare or unpack to more than 64 MB or 2,000 entries, or whose cells span more than ten million places.
 */
export function openWorkbook(bytes: Uint8Array): OpenedWorkbook {
  const refuse = (code: string, problem: string): OpenedWorkbook => ({ ok: false, code, problem });
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0)
    return refuse('xlsx-encrypted', 'The workbook is encrypted, or of the format before XLSX.');
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return refuse('not-xlsx', 'The document is no XLSX workbook.');
  const entries = readDirectory(bytes);
  if (entries === null) return refuse('xlsx-damaged', 'The workbook is cut off or damaged.');
  if (entries.length > MAX_ENTRIES)
    return refuse('xlsx-too-large', `The workbook has more than ${MAX_ENTRIES} parts.`);
  if (!entries.some(({ name }) => /^xl\/workbook\.xml$/i.test(name)))
    return refuse('not-xlsx', 'The archive is no XLSX workbook.');
  const wanted = entries.filter(({ name }) => WANTED.test(name));
  if (wanted.some(({ encrypted }) => encrypted))
    return refuse('xlsx-encrypted', 'The workbook is encrypted.');
  const tooLarge = refuse(
    'xlsx-too-large',
    `The workbook unpacks to more than ${MAX_UNPACKED / 1048576} MB.`,
  );
  if (wanted.reduce((sum, { unpacked }) => sum + unpacked, 0) > MAX_UNPACKED) return tooLarge;
  const parts: Record<string, Uint8Array> = {};
  let left = MAX_UNPACKED;
  for (const entry of wanted) {
    const part = unpack(bytes, entry, left);
    if (part === 'too-large') return tooLarge;
    if (part === null) return refuse('xlsx-damaged', `The part ${entry.name} cannot be unpacked.`);
    left -= part.length;
    if (/worksheets\//i.test(entry.name) && cellSpan(part) > MAX_CELLS)
      return refuse('xlsx-too-large', `A sheet spans more than ${MAX_CELLS} cells.`);
    parts[entry.name] = part;
  }
  return { ok: true, bytes: zipSync(parts, { level: 0 }) };
}

/** The central directory of a ZIP archive, or null when it is not whole. ZIP64 is not read: no register comes near 4 GB. */
function readDirectory(bytes: Uint8Array): readonly ZipEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  const first = Math.max(0, end - 65_535);
  while (end >= first && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < first) return null;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count && index <= MAX_ENTRIES; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return null;
    const nameLength = view.getUint16(at + 28, true);
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)).replaceAll('\\', '/'),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function unpack(bytes: Uint8Array, entry: ZipEntry, limit: number): Uint8Array | 'too-large' | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== 0x04034b50) return null;
  const start =
    entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  const packed = bytes.subarray(start, start + entry.packed);
  if (entry.method === 0) return packed.length > limit ? 'too-large' : packed;
  if (entry.method !== 8 || limit <= 0) return limit <= 0 ? 'too-large' : null;
  try {
    return inflateRawSync(packed, { maxOutputLength: limit });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    return code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : null;
  }
}

/** Rows times columns up to the last cell of a sheet: what a table of it takes, however few cells are filled. */
function cellSpan(sheet: Uint8Array): number {
  const text = Buffer.from(sheet.buffer, sheet.byteOffset, sheet.byteLength).toString('latin1');
  let columns = 0;
  let rows = 0;
  for (const [, letters = '', row = ''] of text.matchAll(/\br=["']([A-Za-z]{1,7})(\d{1,15})["']/g)) {
    columns = Math.max(
      columns,
      [...letters.toUpperCase()].reduce((sum, char) => sum * 26 + char.charCodeAt(0) - 64, 0),
    );
    rows = Math.max(rows, Number(row));
  }
  for (const [, row = ''] of text.matchAll(/\br=["'](\d{1,15})["']/g)) rows = Math.max(rows, Number(row));
  return columns * rows;
}
