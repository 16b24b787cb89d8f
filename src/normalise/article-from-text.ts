import { parseDate } from '../core/dates.ts';
import { itemId } from '../core/ids.ts';
import { cleanLine, cleanParagraphs } from '../core/text.ts';
import type { Article } from '../core/types.ts';
import { contentHash } from './content-hash.ts';
import { foldTitle, hashKey } from './item-keys.ts';
import { itemLanguage } from './item-language.ts';
import { firstSentence } from './item-text.ts';

export interface TextOrigin {
  readonly sourceId: string;
  /** Any date that parseDate reads; without a zone it is UTC. */
  readonly publishedAt: string | null;
  readonly language: string;
}

/** A first line up to this length is a heading. */
const MAX_HEADING = 200;

/** With lines longer than this, text is not wrapped by hand: each line is a paragraph. */
const MAX_WRAPPED = 200;

/**
 * Plain text as one article, or null when it has no words. A short first line is the title (a leading "#" or "Title:" aside), and the rest the
 * text; otherwise the first sentence is the title and the whole is the text. Known by its source and all of its words.
 */
export function articleFromText(source: string, origin: TextOrigin): Article | null {
  const unwrapped = source.replace(/\r\n?/g, '\n').trim().split('\n');
  const wrapped = unwrapped.every(line => line.length <= MAX_WRAPPED);
  const lines = wrapped ? unwrapped : unwrapped.flatMap(line => [line, '']);
  const whole = cleanParagraphs(lines.join('\n'));
  if (whole === '') return null;
  const heading = cleanLine((lines[0] ?? '').replace(/^\s*(?:#{1,6}\s+|title:\s*)/i, ''));
  const headed = heading !== '' && heading.length <= MAX_HEADING;
  const title = headed ? heading : firstSentence(whole);
  const text = headed ? cleanParagraphs(lines.slice(1).join('\n')) : whole;
  const key = hashKey(origin.sourceId, foldTitle(title), contentHash(title, text));
  const date = origin.publishedAt === null ? null : parseDate(origin.publishedAt, { timeZone: 'UTC' });
  return {
    id: itemId(origin.sourceId, key),
    sourceId: origin.sourceId,
    keys: [key],
    url: null,
    canonicalUrl: null,
    title,
    summary: null,
    publishedAt: date?.instant ?? null,
    datePrecision: date?.precision ?? null,
    dateFrom: date === null ? null : 'feed',
    updatedAt: null,
    language: itemLanguage(null, origin.language, whole),
    authors: [],
    categories: [],
    text,
    textFrom: text === '' ? 'title' : 'feed',
    contentHash: contentHash(title, text),
  };
}
