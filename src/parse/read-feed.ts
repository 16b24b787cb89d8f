import { scanMarkup } from '../core/markup.ts';
import type { Note, ParsedDocument } from '../core/types.ts';
import { ownEntities } from './entities.ts';
import { toRawItem } from './feed-item.ts';
import { createFeedReader } from './feed-reader.ts';

/** Escapes every "<" that cannot begin a tag, outside CDATA and comments, so that "yield <5 %" does not swallow an end tag. */
function escapeStray(text: string): string {
  if (!/<[^a-zA-Z_:/!?\u0080-\uffff]/.test(text)) return text;
  let out = '';
  let from = 0;
  for (let at = text.indexOf('<'); at >= 0; ) {
    const end = text.startsWith('<![CDATA[', at) ? ']]>' : text.startsWith('<!--', at) ? '-->' : null;
    if (end !== null) {
      const close = text.indexOf(end, at);
      if (close < 0) break;
      at = text.indexOf('<', close);
    } else {
      if (!/[a-zA-Z_:/!?\u0080-\uffff]/.test(text.charAt(at + 1))) {
        out += `${text.slice(from, at)}&lt;`;
        from = at + 1;
      }
      at = text.indexOf('<', at + 1);
    }
  }
  return out + text.slice(from);
}

/** The text from its first markup on: what stands before the prologue (white space, warnings of a script) is not part of a feed. */
function fromProlog(text: string): string {
  const start = text.search(/<(?:\?xml|!DOCTYPE|!--|\/?[a-z_])/i);
  const declaration = text.indexOf('<?xml ');
  const from = declaration > 0 && declaration < 20_000 ? declaration : start;
  return from > 0 ? text.slice(from) : text;
}

/** The part of a document that may define entities. */
function doctypeOf(text: string): string {
  const start = text.slice(0, 100_000).search(/<!DOCTYPE/i);
  if (start < 0) return '';
  const open = text.indexOf('[', start);
  const plainEnd = text.indexOf('>', start);
  if (open < 0 || open > plainEnd) return '';
  const close = text.indexOf(']', open);
  return close < 0 || close - open > 500_000 ? '' : text.slice(open, close);
}

/** Takes the internal subset out of the document: the tokenizer ends a declaration at its first ">". */
function withoutDoctype(text: string, subset: string): string {
  if (subset === '') return text;
  const at = text.indexOf(subset);
  return text.slice(0, at) + text.slice(at + subset.length);
}

/**
 * Reads RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0 and CDF in one pass, in linear time and bounded depth, whatever state they
 * are in: any case and prefix of names, unclosed and unescaped tags, bare "&", HTML entities, cut at any point. Which element
 * gives which field follows what the Universal Feed Parser made customary. Never throws.
 */
export function readFeed(text: string, url: string | null): ParsedDocument {
  const notes: Note[] = [];
  const start = fromProlog(text);
  const subset = doctypeOf(start);
  const reader = createFeedReader(url, ownEntities(subset));
  scanMarkup(escapeStray(withoutDoctype(start, subset)), 'xml', reader.handler);
  const { feed, items, format, complete } = reader.finish(notes);
  if (!complete) notes.push({ code: 'truncated', message: 'The document ends before its end tag.' });
  return {
    format,
    title: feed.title?.value ?? null,
    link: feed.link ?? feed.otherLink?.url ?? null,
    language: feed.language,
    items: items.map((draft, index) => toRawItem(draft, index, notes)),
    complete,
    nextUrl: feed.nextLink,
    notes,
  };
}
