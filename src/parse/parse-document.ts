import { errorText } from '../core/errors.ts';
import type { Note, ParsedDocument, SourceDef } from '../core/types.ts';
import { CUSTOM_READERS } from './custom-readers.ts';
import { decodeBytes } from './decode.ts';
import { filterItems } from './filter-items.ts';
import { emptyDocument, noItems } from './no-items.ts';
import { csvTable } from './read-csv.ts';
import { readFeed } from './read-feed.ts';
import { readHtml } from './read-html.ts';
import { readJson } from './read-json.ts';
import { readJsonFeed } from './read-json-feed.ts';
import { xlsxTable } from './read-xlsx.ts';
import { crossCheck } from './second-reader.ts';
import { sniff } from './sniff.ts';
import type { Table } from './table.ts';
import { tableItems } from './table-items.ts';

/** What was fetched: bytes as served, the Content-Type header and the address they came from, where known. */
export interface DocumentInput {
  readonly bytes: Uint8Array;
  readonly contentType: string | null;
  readonly url: string | null;
}

/** The part of a source definition that says how its documents are read. */
export type DocumentRule = Pick<
  SourceDef,
  'format' | 'read' | 'paging' | 'filter' | 'custom' | 'language' | 'timeZone'
>;

/**
 * Reads one fetched document. With a rule its format is expected; without one (null) it is sniffed, and JSON and HTML, which
 * cannot be read without a rule, give no items. Never throws: whatever the bytes are, the answer is a document with notes.
 */
export async function parseDocument(
  input: DocumentInput,
  rule: DocumentRule | null,
): Promise<ParsedDocument> {
  try {
    return filterItems(await read(input, rule), rule?.filter);
  } catch (error) {
    return noItems(
      'unknown',
      { code: 'unreadable', message: `The document could not be read: ${errorText(error)}` },
      false,
    );
  }
}

async function read(input: DocumentInput, rule: DocumentRule | null): Promise<ParsedDocument> {
  if (rule?.format === 'pdf')
    return noItems('unknown', { code: 'format-not-read', message: 'Documents of format pdf are not read.' });
  if (rule?.format === 'xlsx') return readWorkbook(input, rule);
  const decoded = decodeBytes(input.bytes, input.contentType, rule?.language ?? null);
  const text = decoded.text.replaceAll('\u0000', '');
  const notes: Note[] = [];
  if (decoded.overridden) {
    notes.push({
      code: 'encoding-overridden',
      message: `The declared encoding is wrong: read as ${decoded.encoding}.`,
    });
  }
  if (decoded.damaged) {
    notes.push({
      code: 'encoding-damaged',
      message: `Some characters could not be decoded as ${decoded.encoding}.`,
    });
  }
  if (text.trim() === '')
    return withNotes(
      noItems('unknown', { code: 'empty-body', message: 'The document is empty.' }, false),
      notes,
    );
  return withNotes(await readText(text, input, rule), notes);
}

async function readWorkbook(input: DocumentInput, rule: DocumentRule): Promise<ParsedDocument> {
  const notes: Note[] = [];
  const table = await xlsxTable(input.bytes, rule.read ?? {}, notes);
  if (table === null) return { ...emptyDocument('unknown'), complete: false, notes };
  return tableItems(table, 'xlsx', input.url, rule.read ?? {}, notes);
}

/** The rows of a source's own reader, for which a rule may name the columns. */
function tableOfCustom(table: Table, url: string | null, rule: DocumentRule): ParsedDocument {
  return tableItems(table, 'csv', url, rule.read ?? {}, []);
}

function withNotes(document: ParsedDocument, notes: readonly Note[]): ParsedDocument {
  return notes.length === 0 ? document : { ...document, notes: [...notes, ...document.notes] };
}

async function readText(
  text: string,
  input: DocumentInput,
  rule: DocumentRule | null,
): Promise<ParsedDocument> {
  const kind = sniff(text);
  const { url } = input;
  const isMarkup = /^[\ufeff\s]*</.test(text);
  const custom = rule?.custom === undefined ? undefined : CUSTOM_READERS[rule.custom];
  if (rule !== null && custom?.of === 'rows') return tableOfCustom(custom.read(text, url), url, rule);
  if (custom?.of === 'items') return custom.read(text, url);
  switch (rule?.format) {
    case 'html':
      return readHtml(text, url, rule.read ?? {}, rule.paging);
    case 'csv':
      return isMarkup ? unexpectedHtml('csv') : readCsv(text, url, rule);
    case 'json':
      if (isMarkup) return unexpectedHtml('json');
      return readJson(text, url, rule.read ?? {}, rule.paging);
    default:
      break;
  }
  if (kind === 'feed') return crossCheck(readFeed(text, url), text, url);
  if (kind === 'json') {
    const feed = readJsonFeed(text, url);
    if (feed !== null) return feed;
    return noItems('json', { code: 'rule-needed', message: 'JSON that is no JSON Feed needs a read rule.' });
  }
  if (rule !== null) {
    if (kind === 'html') return unexpectedHtml('feed');
    return noItems(
      'unknown',
      { code: 'not-a-feed', message: 'The document is neither a feed nor HTML.' },
      false,
    );
  }
  if (kind === 'html')
    return noItems('html', { code: 'rule-needed', message: 'An HTML page needs a read rule.' });
  return noItems(
    'unknown',
    { code: 'format-unknown', message: 'The document is no feed, JSON or HTML.' },
    false,
  );
}

function readCsv(text: string, url: string | null, { read = {} }: DocumentRule): ParsedDocument {
  const notes: Note[] = [];
  return tableItems(csvTable(text, read, notes), 'csv', url, read, notes);
}

function unexpectedHtml(expected: 'feed' | 'json' | 'csv'): ParsedDocument {
  return noItems(
    'html',
    {
      code: `html-instead-of-${expected}`,
      message: `A web page came instead of ${expected === 'feed' ? 'a feed' : expected.toUpperCase()}.`,
    },
    false,
  );
}
