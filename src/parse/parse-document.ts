import { errorText } from '../core/errors.ts';
import type { Note, ParsedDocument, SourceDef } from '../core/types.ts';
import { decodeBytes } from './decode.ts';
import { noItems } from './no-items.ts';
import { readCsv } from './read-csv.ts';
import { readFeed } from './read-feed.ts';
import { readHtml } from './read-html.ts';
import { readJson } from './read-json.ts';
import { readJsonFeed } from './read-json-feed.ts';
import { crossCheck } from './second-reader.ts';
import { sniff } from './sniff.ts';

/** What was fetched: bytes as served, the Content-Type header and the address they came from, where known. */
export interface DocumentInput {
  readonly bytes: Uint8Array;
  readonly contentType: string | null;
  readonly url: string | null;
}

/** The part of a source definition that says how its documents are read. */
export type DocumentRule = Pick<SourceDef, 'format' | 'read' | 'paging' | 'language' | 'timeZone'>;

/**
 * Reads one fetched document. With a rule its format is expected; without one (null) it is sniffed, and JSON and HTML, which
 * cannot be read without a rule, give no items. Never throws: whatever the bytes are, the answer is a document with notes.
 */
export async function parseDocument(
  input: DocumentInput,
  rule: DocumentRule | null,
): Promise<ParsedDocument> {
  try {
    return await read(input, rule);
  } catch (error) {
    return noItems(
      'unknown',
      { code: 'unreadable', message: `The document could not be read: ${errorText(error)}` },
      false,
    );
  }
}

async function read(input: DocumentInput, rule: DocumentRule | null): Promise<ParsedDocument> {
  if (rule?.format === 'xlsx' || rule?.format === 'pdf') {
    return noItems('unknown', {
      code: 'format-not-read',
      message: `Documents of format ${rule.format} are not read.`,
    });
  }
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
  switch (rule?.format) {
    case 'html':
      return readHtml(text, url, rule.read ?? {}, rule.paging);
    case 'csv':
      return isMarkup ? unexpectedHtml('csv') : readCsv(text, url, rule.read ?? {});
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
