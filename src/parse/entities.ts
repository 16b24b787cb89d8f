import { scanMarkup } from '../core/markup.ts';

/** What code points 128 to 159 mean when somebody wrote Windows-1252 and called it Latin-1. Zero: nothing. */
const WINDOWS_1252 = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
  0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
  0x0153, 0, 0x017e, 0x0178,
];

const REFERENCE = /&(?:#(\d{1,10})|#[xX]([\da-fA-F]{1,8})|([a-zA-Z_][\w.-]{0,60}));/g;
const PREDEFINED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function fromCodePoint(code: number): string {
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) || code === 0) return '\ufffd';
  return String.fromCodePoint(code >= 128 && code <= 159 ? WINDOWS_1252[code - 128] || code : code);
}

/** The character of a named HTML entity ("eacute" -> "é"), or null. */
function namedEntity(name: string): string | null {
  let found = '';
  scanMarkup(`&${name};`, 'html', {
    open: () => undefined,
    close: () => undefined,
    text(data) {
      found += data;
    },
  });
  return found === `&${name};` || found.endsWith(';') ? null : found;
}

/**
 * Resolves character references, the entities of HTML and those a document defines itself, once. A reference that means
 * nothing, or has no semicolon ("?a=1&copy=2"), stays as written: half of all feeds forget to escape "&".
 */
export function decodeEntities(text: string, own?: ReadonlyMap<string, string>): string {
  if (!text.includes('&')) return text;
  const names = new Map<string, string | null>();
  return text.replace(REFERENCE, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
    if (decimal !== undefined) return fromCodePoint(Number.parseInt(decimal, 10));
    if (hexadecimal !== undefined) return fromCodePoint(Number.parseInt(hexadecimal, 16));
    if (name === undefined) return whole;
    const known = PREDEFINED[name] ?? own?.get(name);
    if (known !== undefined) return known;
    let value = names.get(name);
    if (value === undefined) {
      value = namedEntity(name);
      names.set(name, value);
    }
    return value ?? whole;
  });
}

const ENTITY = /<!ENTITY\s+([\w.-]{1,60})\s+(?:"([^"]{0,2000})"|'([^']{0,2000})')\s*>/g;

/**
 * The entities that a DOCTYPE defines. Each value is resolved once and never through another custom entity, and there are
 * at most 200 of at most 2,000 characters, so a "billion laughs" stays a few letters. External entities are never loaded.
 */
export function ownEntities(doctype: string): ReadonlyMap<string, string> {
  const own = new Map<string, string>();
  for (const match of doctype.matchAll(ENTITY)) {
    if (own.size >= 200) break;
    const name = match[1] ?? '';
    if (!own.has(name)) own.set(name, decodeEntities(match[2] ?? match[3] ?? ''));
  }
  return own;
}

/** Code points 128 to 159 turned into what Windows-1252 means by them. */
export function fixControls(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, char => fromCodePoint(char.charCodeAt(0)));
}

/** Text as it stands between the tags of HTML; not fit for the values of attributes. */
export function asMarkup(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
