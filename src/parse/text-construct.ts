import type { Attributes } from '../core/markup.ts';
import { asMarkup, decodeEntities, fixControls } from './entities.ts';
import { looksLikeHtml, sanitiseHtml } from './sanitise-html.ts';

/** The text of one element while it is being read. */
export interface TextConstruct {
  type: string;
  readonly base64: boolean;
  pieces: string[];
  /** Child elements that are open, by name. */
  readonly open: Map<string, number>;
}

const TYPES: Readonly<Record<string, string>> = {
  text: 'text/plain',
  plain: 'text/plain',
  html: 'text/html',
  xhtml: 'application/xhtml+xml',
};
const XHTML = 'application/xhtml+xml';

/** Begins an element that holds text or markup; `usual` is its type when it does not say (RFC 4287, Atom 0.3 "mode"). */
export function startText(attributes: Attributes, usual: string): TextConstruct {
  const given = (attributes.get('type') ?? usual).trim().toLowerCase();
  const type = TYPES[given] ?? given.split(';')[0]?.trim() ?? usual;
  const mode = attributes.get('mode')?.trim().toLowerCase();
  const known = type.startsWith('text/') || type.endsWith('+xml') || type.endsWith('/xml') || type === '';
  return { type, base64: mode === 'base64' || (!known && type.includes('/')), pieces: [], open: new Map() };
}

/** Whether the element promised markup as its children, so that any tag in it is content. */
export function isInline(text: TextConstruct): boolean {
  return text.type === XHTML;
}

export function addText(text: TextConstruct, data: string): void {
  text.pieces.push(isInline(text) ? asMarkup(data) : data);
}

export function addOpen(
  text: TextConstruct,
  name: string,
  attributes: Attributes,
  selfClosing: boolean,
): void {
  const local = name.slice(name.indexOf(':') + 1);
  if (!selfClosing) text.open.set(name, (text.open.get(name) ?? 0) + 1);
  if (!isInline(text) && !text.type.endsWith('xml')) {
    // A wrapper around escaped markup says nothing; any other tag shows that the markup is not escaped after all.
    if (local === 'div') return;
    text.type = XHTML;
  }
  let tag = `<${local}`;
  for (const [key, value] of attributes) {
    if (key !== 'xmlns' && !key.startsWith('xmlns:'))
      tag += ` ${key}="${asMarkup(decodeEntities(value)).replace(/"/g, '&quot;')}"`;
  }
  text.pieces.push(selfClosing ? `${tag}/>` : `${tag}>`);
}

export function addClose(text: TextConstruct, name: string): void {
  const local = name.slice(name.indexOf(':') + 1);
  if (!isInline(text) && local === 'div') return;
  text.pieces.push(`</${local}>`);
}

/** Without the div that XHTML content must be wrapped in, when it wraps all of it (RFC 4287 section 3.1.1.3). */
function unwrapped(pieces: readonly string[]): readonly string[] {
  let first = 0;
  let last = pieces.length - 1;
  while (first < last && pieces[first]?.trim() === '') first++;
  while (last > first && pieces[last]?.trim() === '') last--;
  if (!/^<div[\s>]/.test(pieces[first] ?? '') || pieces[last] !== '</div>') return pieces;
  let depth = 0;
  for (let index = first; index < last; index++) {
    const piece = pieces[index] ?? '';
    if (piece.startsWith('</div')) depth--;
    else if (/^<div[\s>]/.test(piece) && !piece.endsWith('/>')) depth++;
    if (depth === 0) return pieces;
  }
  return pieces.slice(first + 1, last);
}

/** What UTF-8 looks like after somebody read it as Windows-1252 or Latin-1 and wrote it as UTF-8 again. */
const TWICE_ENCODED =
  /[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]/;
const CP1252_BYTES = new Map(
  [...'€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ']
    .map((char, index) => [char, 128 + index] as const)
    .filter(([char]) => char !== ' '),
);

/** Undoes double encoding, only when every character of the text takes part in it. */
export function undoDoubleEncoding(text: string): string {
  if (!TWICE_ENCODED.test(text)) return text;
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const byte = code < 256 ? code : CP1252_BYTES.get(text.charAt(index));
    if (byte === undefined) return text;
    bytes[index] = byte;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8 underneath: the text means what it says.
    return text;
  }
}

function fromBase64(text: string): string {
  const decoded = Buffer.from(text, 'base64').toString('utf8');
  return decoded === '' || decoded.includes('\ufffd') ? text : decoded.trim();
}

/**
 * The finished value: HTML sanitised and its links absolute, plain text as it is. Formats other than Atom have no way to
 * say "HTML" in a title or itunes:summary, so there the text decides.
 */
export function finishText(
  text: TextConstruct,
  base: string | null,
  version: 'atom-1.0' | 'atom-0.3' | 'other',
): string {
  const atom = version !== 'other';
  const pieces = version === 'atom-1.0' && isInline(text) ? unwrapped(text.pieces) : text.pieces;
  let value = pieces.join('').trim();
  if (value === '') return '';
  if (text.base64) value = fromBase64(value);
  const html =
    text.type === 'text/html' ||
    text.type === XHTML ||
    (!atom && text.type === 'text/plain' && looksLikeHtml(value));
  if (html) value = sanitiseHtml(value, base);
  return fixControls(undoDoubleEncoding(value));
}
