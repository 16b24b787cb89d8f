import { scanMarkup } from './markup.ts';

/** Elements whose content is never read by people. */
const UNREAD = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'iframe',
  'object',
  'svg',
  'head',
  'select',
  'textarea',
]);

/** Elements that stand apart from what is around them, as in the rendering section of the HTML standard. */
const PARAGRAPHS = new Set(
  'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend main menu nav ol p pre section summary table tbody tfoot thead ul'.split(
    ' ',
  ),
);
/** Elements that begin a new line, not a new paragraph. */
const LINES = new Set(['br', 'li', 'tr', 'option', 'caption']);
const CELLS = new Set(['td', 'th']);

/** Every other element of HTML: its tags vanish from text without a trace. */
const INLINE = new Set(
  'a abbr acronym area audio b base basefont bdi bdo big blink button canvas cite code col colgroup data datalist del dfn em embed figure font frame frameset i img image input ins kbd label link map mark marquee math meta meter nobr noframes optgroup output param picture progress q rp rt ruby s samp slot small source span strike strong sub sup time title track tt u var video wbr'.split(
    ' ',
  ),
);

function isHtmlElement(name: string): boolean {
  return INLINE.has(name) || PARAGRAPHS.has(name) || LINES.has(name) || CELLS.has(name) || UNREAD.has(name);
}

/** A tag that the end of the text cut off: "<a href=", "</st", but not "<3 is" or "< b". */
const CUT_TAG = /^<(?:[a-z][a-z0-9]*(?:\s+[a-z-]+\s*=|\s*\/?$)|\/[a-z][a-z0-9]*\s*$|!--|\?)/i;

/**
 * Calls `text` for every piece of readable text and `tag` for every tag that is not inside an unread element. An unread
 * element that is never closed hides nothing.
 */
function readVisible(
  html: string,
  text: (data: string) => void,
  tag: (name: string, raw: string) => void,
): void {
  const lastClose = new Map<string, number>();
  let hiddenBy: string | null = null;
  let depth = 0;
  const closesAfter = (name: string, position: number): boolean => {
    let last = lastClose.get(name);
    if (last === undefined) {
      last = lastIndexOfClose(html, name);
      lastClose.set(name, last);
    }
    return last > position;
  };
  scanMarkup(html, 'html', {
    open(name, _attributes, selfClosing, start, end) {
      if (hiddenBy === name && !selfClosing) depth++;
      if (hiddenBy !== null) return;
      if (UNREAD.has(name) && !selfClosing && closesAfter(name, start)) {
        hiddenBy = name;
        depth = 1;
      }
      tag(name, html.slice(start, end));
    },
    close(name) {
      if (hiddenBy === name) {
        depth--;
        if (depth === 0) hiddenBy = null;
      }
      if (hiddenBy === null) tag(name, '');
    },
    text(data) {
      if (hiddenBy === null) text(data);
    },
    rest(data) {
      if (hiddenBy === null && !CUT_TAG.test(data)) text(data);
    },
  });
}

function lastIndexOfClose(html: string, name: string): number {
  let last = -1;
  for (const match of html.matchAll(new RegExp(`</${name}`, 'gi'))) last = match.index;
  return last;
}

/**
 * HTML as plain text for people: entities resolved, scripts and styles dropped, paragraphs separated by an empty line,
 * line breaks, list items and table rows on lines of their own, white space folded within a line (kept in `pre`).
 */
export function htmlToText(html: string): string {
  let out = '';
  let preformatted = 0;
  // Breaks still to be written: 0 none, 1 space, 2 line, 3 paragraph. Written only once text follows.
  let pending = 0;
  const put = (data: string) => {
    if (data === '') return;
    if (out !== '') out += ['', ' ', '\n', '\n\n'][pending] ?? '';
    pending = 0;
    out += data;
  };
  const breakAtLeast = (level: number) => {
    pending = Math.max(pending, level);
  };
  const putFolded = (data: string) => {
    const words = data.replace(/[\s\u00a0]+/g, ' ');
    if (words.startsWith(' ')) breakAtLeast(1);
    put(words.trim());
    if (words.length > 1 && words.endsWith(' ')) breakAtLeast(1);
  };
  readVisible(
    html,
    data => {
      if (preformatted === 0) return putFolded(data);
      for (const [index, line] of data.split(/\r\n?|\n/).entries()) {
        if (index > 0) breakAtLeast(pending === 2 ? 3 : 2);
        put(line.trimEnd());
      }
    },
    (name, raw) => {
      if (name === 'pre') preformatted = Math.max(0, preformatted + (raw === '' ? -1 : 1));
      if (name === 'br') {
        if (raw !== '' || pending < 2) breakAtLeast(pending >= 2 ? 3 : 2);
      } else if (PARAGRAPHS.has(name)) breakAtLeast(3);
      else if (LINES.has(name)) breakAtLeast(2);
      else if (CELLS.has(name)) breakAtLeast(1);
    },
  );
  return out;
}

/**
 * HTML as one line of text, for titles: known tags dropped, entities resolved, white space folded. What only looks like a
 * tag ("Vec<String>", "a < b") stays.
 */
export function inlineText(html: string): string {
  let out = '';
  if (!html.includes('<') && !html.includes('&')) out = html;
  else {
    readVisible(
      html,
      data => {
        out += data;
      },
      (name, raw) => {
        if (PARAGRAPHS.has(name) || LINES.has(name) || CELLS.has(name)) out += ' ';
        else if (raw !== '' && !isHtmlElement(name) && !name.includes(':')) out += raw;
      },
    );
  }
  return out.replace(/[\s\u00a0]+/g, ' ').trim();
}
