import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { detectEncoding } from './detect-encoding.ts';
import { decodeEbcdic, isEbcdic } from './ebcdic.ts';

/** Text of a document and how it was found. */
export interface Decoded {
  readonly text: string;
  /** Lower-case label of the encoding that was used. */
  readonly encoding: string;
  /** The declared encoding was not the true one. */
  readonly overridden: boolean;
  /** Bytes had to be replaced by U+FFFD. */
  readonly damaged: boolean;
}

/** What to read as what: labels of HTTP, XML and HTML that neither TextDecoder nor iconv-lite knows by that name. */
const ALIASES: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  unicode: 'utf-16le',
  'x-user-defined': 'windows-1252',
  cp_is: 'cp861',
  'x-mac-roman': 'macintosh',
  maclatin2: 'maccenteuro',
  maccentraleurope: 'maccenteuro',
  ks_x_1001: 'euc-kr',
  ptcp154: 'pt154',
  'cyrillic-asian': 'pt154',
  'kz-1048': 'rk1048',
  kz1048: 'rk1048',
  winbaltri: 'windows-1257',
  mbcs: 'windows-1252',
  dbcs: 'windows-1252',
};

function transcoder(label: string, fatal: boolean): ((bytes: Uint8Array) => string) | null {
  const name = ALIASES[label] ?? label;
  if (/^utf-?32/.test(name)) return bytes => decodeUtf32(bytes, name.endsWith('be'));
  try {
    const decoder = new TextDecoder(name, { fatal });
    return bytes => decoder.decode(bytes);
  } catch {
    // Not a label of the Encoding standard: DOS code pages and the like are iconv-lite's.
    if (!iconv.encodingExists(name)) return null;
    return bytes => {
      const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name);
      if (fatal && text.includes('\ufffd')) throw new TypeError('not in this encoding');
      return text;
    };
  }
}

/** Decodes strictly; null when the label is unknown or a byte sequence is not in that encoding. */
function decodeStrictly(bytes: Uint8Array, label: string): string | null {
  const decode = transcoder(label, true);
  if (decode === null) return null;
  try {
    return decode(bytes);
  } catch {
    return null;
  }
}

function decodeUtf32(bytes: Uint8Array, bigEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = '';
  for (let index = 0; index + 4 <= bytes.length; index += 4) {
    const code = view.getUint32(index, !bigEndian);
    text += code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '\ufffd' : String.fromCodePoint(code);
  }
  return text;
}

function startsWith(bytes: Uint8Array, ...prefix: readonly number[]): boolean {
  return bytes.length >= prefix.length && prefix.every((byte, index) => bytes[index] === byte);
}

/** Encoding by byte order mark, and how many bytes the mark takes. */
function byteOrderMark(bytes: Uint8Array): readonly [label: string, length: number] | null {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return ['utf-8', 3];
  if (startsWith(bytes, 0x00, 0x00, 0xfe, 0xff)) return ['utf-32be', 4];
  if (startsWith(bytes, 0xff, 0xfe, 0x00, 0x00)) return ['utf-32le', 4];
  if (startsWith(bytes, 0xfe, 0xff)) return ['utf-16be', 2];
  if (startsWith(bytes, 0xff, 0xfe)) return ['utf-16le', 2];
  return null;
}

/** UTF-16 or UTF-32 without a mark, by the zero bytes around the first ASCII characters (XML 1.0, appendix F). */
function byZeroBytes(bytes: Uint8Array): string | null {
  const [a = 1, b = 1, c = 1, d = 1] = bytes;
  if (a === 0 && b === 0 && c === 0 && d !== 0) return 'utf-32be';
  if (a !== 0 && b === 0 && c === 0 && d === 0) return 'utf-32le';
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return 'utf-16be';
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'utf-16le';
  return null;
}

const clean = (label: string | undefined): string | null =>
  label
    ?.trim()
    .toLowerCase()
    .replace(/^["']|["']$/g, '') || null;

/** The charset parameter of a Content-Type header, in lower case. */
export function charsetOf(contentType: string | null): string | null {
  return clean(/;\s*charset\s*=\s*("[^"]*"|'[^']*'|[^\s;]+)/i.exec(contentType ?? '')?.[1]);
}

/** What the document says of itself in its XML declaration or an HTML meta element near the start. */
function declaredIn(bytes: Uint8Array): readonly string[] {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1');
  const xml = clean(/<\?xml\b[^>]{0,300}?\bencoding\s*=\s*("[^"]*"|'[^']*')/i.exec(head)?.[1]);
  const meta = clean(/<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?([\w.:-]+)/i.exec(head)?.[1]);
  return [xml, meta].filter(label => label !== null);
}

const WIDE = /^(?:utf-?16|utf-?32|ucs-?[24]|iso-10646|unicode|csunicode|csucs)/;

/** Multi-byte sequences in bytes known to be UTF-8, counted up to a few. */
function countSequences(bytes: Uint8Array): { readonly two: number; readonly more: number } {
  let two = 0;
  let more = 0;
  for (let index = 0; index < bytes.length && two + more < 8; index++) {
    const byte = bytes[index] ?? 0;
    if (byte >= 0xe0) more++;
    else if (byte >= 0xc0) two++;
  }
  return { two, more };
}

const DOUBLE_BYTE =
  /^(?:gb|x-gb|hz|big5|euc|shift|sjis|x-sjis|ms_kanji|windows-31j|cp9(?:32|36|49|50)|ks_c|iso-2022|korean|chinese)/;

/** Whether valid UTF-8 with non-ASCII in it proves another declaration wrong: by chance, a few characters of a double-byte encoding can pass. */
function provesUtf8(bytes: Uint8Array, declared: string): boolean {
  const { two, more } = countSequences(bytes);
  if (two + more === 0) return false;
  return DOUBLE_BYTE.test(declared) ? more >= 2 || two >= 5 : true;
}

/** Whether broken UTF-8 is still UTF-8: cut at the end, or damaged in few places. */
function mostlyUtf8(bytes: Uint8Array): string | null {
  const text = new TextDecoder('utf-8').decode(bytes);
  let bad = 0;
  let good = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0xfffd) bad++;
    else if (code > 0x7f) good++;
  }
  const cutAtEnd = bad === 1 && text.endsWith('\ufffd');
  return cutAtEnd || (good > 0 && bad <= 1 + good / 10) ? text : null;
}

/**
 * Bytes as text. A byte order mark always wins. Then the HTTP charset, the XML declaration and the HTML meta element are
 * tried in that order (RFC 7303), each only if every byte fits it, and valid non-ASCII UTF-8 beats any other claim. With
 * nothing declared: UTF-8 if valid, else detection, helped by the language the source is known to be in. Never throws.
 */
export function decodeBytes(bytes: Uint8Array, contentType: string | null, language: string | null): Decoded {
  const mark = byteOrderMark(bytes);
  if (mark !== null) {
    const body = bytes.subarray(mark[1]);
    if (mark[0] !== 'utf-8' || isUtf8(body)) return decodeAs(body, mark[0], false);
    // A mark in front of another encoding: the mark is the lie.
    return decodeBytes(body, contentType, language);
  }
  if (isEbcdic(bytes)) return { ...decodeEbcdic(bytes), overridden: false, damaged: false };
  const wide = byZeroBytes(bytes);
  if (wide !== null) return decodeAs(bytes, wide, false);
  const declared = [charsetOf(contentType), ...declaredIn(bytes)].filter(label => label !== null);
  const claims = declared.filter(label => !WIDE.test(label));
  const [first = null] = claims;
  const validUtf8 = isUtf8(bytes);
  if (validUtf8 && (first === null ? !hasEscapes(bytes) : provesUtf8(bytes, first))) {
    return {
      text: decodeStrictly(bytes, 'utf-8') ?? '',
      encoding: 'utf-8',
      overridden: first !== null && !/^utf-?8$/.test(first),
      damaged: false,
    };
  }
  for (const label of claims) {
    if (label === 'us-ascii' || label === 'ascii') continue;
    const text = decodeStrictly(bytes, label);
    if (text !== null) return { text, encoding: label, overridden: label !== first, damaged: false };
  }
  const salvaged = mostlyUtf8(bytes);
  if (salvaged !== null) return { text: salvaged, encoding: 'utf-8', overridden: false, damaged: true };
  const damagedClaim = claims.find(label => DOUBLE_BYTE.test(label) && transcoder(label, false) !== null);
  if (damagedClaim !== undefined) return decodeAs(bytes, damagedClaim, false);
  return decodeAs(bytes, detectEncoding(bytes, language, decodeStrictly), first !== null);
}

function hasEscapes(bytes: Uint8Array): boolean {
  return bytes.includes(0x1b);
}

function decodeAs(bytes: Uint8Array, label: string, overridden: boolean): Decoded {
  const strict = decodeStrictly(bytes, label);
  if (strict !== null) return { text: strict, encoding: label, overridden, damaged: false };
  const text = (transcoder(label, false) ?? transcoder('windows-1252', false))?.(bytes) ?? '';
  return { text, encoding: label, overridden, damaged: true };
}
