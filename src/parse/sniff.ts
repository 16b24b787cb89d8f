/** What a text is, as far as its beginning tells. */
export type Sniffed = 'feed' | 'json' | 'html' | 'other';

const ROOT = /<(?:(html|head|body|meta|frameset)|(?:[\w-]+:)?(rss|rdf|feed|channel|item|entry))(?=[\s>/]|$)/i;
const PAGE = /^[\ufeff\s]*<(?:!doctype\s+html|[a-z][a-z0-9]*(?=[\s>/]))/i;

/** How far into a document its root element is looked for, in UTF-16 units. */
const REACH = 200_000;

/** The beginning of a document without comments, which may quote anything. */
function withoutComments(text: string): string {
  let out = '';
  let from = 0;
  for (let at = text.indexOf('<!--'); at >= 0; at = text.indexOf('<!--', from)) {
    out += text.slice(from, at);
    const end = text.indexOf('-->', at);
    if (end < 0) return out;
    from = end + 3;
  }
  return out + text.slice(from);
}

/**
 * Feed, JSON, HTML or something else. The first element that only a feed or only a page can begin with decides, so that a
 * script's warning or a wrong DOCTYPE in front of a feed does not hide it, and a page that merely mentions a feed is a page.
 */
export function sniff(text: string): Sniffed {
  const start = withoutComments(text.slice(0, REACH));
  if (/^[\ufeff\s]*[[{]/.test(start)) return 'json';
  const root = ROOT.exec(start);
  if (root?.[2] !== undefined) return 'feed';
  return root?.[1] !== undefined || PAGE.test(start) ? 'html' : 'other';
}
