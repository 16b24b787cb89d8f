/** What a text is, as far as its beginning tells. */
export type Sniffed = 'feed' | 'json' | 'html' | 'other';

const ROOT =
  /<(?:(!doctype\s+html|html|head|body|meta|frameset)|(?:[\w-]+:)?(rss|rdf|feed|channel|item|entry))(?=[\s>/]|$)/i;
const TAG = /<(?:!doctype|[a-z][a-z0-9]*)[\s>/]/i;

/**
 * Feed, JSON, HTML or something else. The first element that only a feed or only a page can begin with decides, so that a
 * script's warning in front of a feed does not hide it, and a page that merely mentions a feed is a page.
 */
export function sniff(text: string): Sniffed {
  const start = text.slice(0, 200_000).trimStart();
  if (/^[\ufeff\s]*[[{]/.test(start)) return 'json';
  const root = ROOT.exec(start);
  if (root?.[2] !== undefined) return 'feed';
  if (root?.[1] !== undefined) return 'html';
  return TAG.test(start) ? 'html' : 'other';
}
