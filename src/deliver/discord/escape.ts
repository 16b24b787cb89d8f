import { cleanLine, truncate } from '../../core/text.ts';
import { isHttpUrl } from '../../core/url.ts';

const ZERO_WIDTH = '\u200b';

/**
 * Hostile text as one line that Discord shows as it is: no formatting, heading, list, quote, link, mention, timestamp, emoji
 * or command survives, an address is not linked, and controls, bidi overrides and line breaks are gone.
 */
export function escapeText(text: string): string {
  return cleanLine(text)
    .replace(/[\\*_~`|[\]<>]/g, '\\$&')
    .replace(/\\<(?=\S)/g, `\\<${ZERO_WIDTH}`)
    .replace(/@(?=\S)/g, `@${ZERO_WIDTH}`)
    .replace(/:\/\//g, '\\://')
    .replace(/^(?:[#+-]|\d{1,9}(?=[.)]))/, start => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}

/** escapeText of as much of a text as fits into `max` UTF-16 units; the cut is marked and splits neither escape nor grapheme. */
export function escapeWithin(text: string, max: number): string {
  const line = cleanLine(text.length > 4 * max ? truncate(text, 4 * max) : text);
  let keep = line.length;
  for (;;) {
    const escaped = escapeText(truncate(line, keep));
    if (escaped.length <= max) return escaped;
    keep = Math.min(keep - 1, Math.floor((keep * max) / escaped.length));
    if (keep < 1) return '';
  }
}

/**
 * Text of a masked link. Discord shows backslashes there and gives up on text that holds an address, so what could be
 * syntax is replaced instead of escaped.
 */
export function linkText(text: string, max: number): string {
  const line = cleanLine(text)
    .replace(/\[/g, '(')
    .replace(/\]/g, ')')
    .replace(/</g, '‹')
    .replace(/>/g, '›')
    .replace(/[\\*_~`|]/g, ' ')
    .replace(/[a-z][a-z0-9+.-]{0,20}:\/\/+/gi, ' ')
    .replace(/:\/+/g, ' ')
    .replace(/@(?=\S)/g, `@${ZERO_WIDTH}`)
    .replace(/\s+/g, ' ')
    .trim();
  return truncate(line, max);
}

/** Names that Discord shows without reading any markup (author, footer): cleaned and cut only, mentions broken all the same. */
export function plainText(text: string, max: number): string {
  return truncate(cleanLine(text).replace(/[@<](?=\S)/g, `$&${ZERO_WIDTH}`), max);
}

/**
 * An address that is safe to give to Discord, in its normal form with brackets, spaces and other syntax percent-encoded; null for anything
 * but http(s), for addresses with credentials (they imitate other hosts), literal IPv6 hosts and those longer than `max`.
 */
export function safeUrl(url: string | null, max: number): string | null {
  if (url === null || !isHttpUrl(url) || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.username !== '' || parsed.password !== '' || parsed.hostname.startsWith('[')) return null;
  const href = parsed.href.replace(/[()<>[\]{}\s*|`\\@"'^~]/g, encodeSign);
  return href.length <= max ? href : null;
}

function encodeSign(sign: string): string {
  return `%${(sign.codePointAt(0) ?? 0x20).toString(16).toUpperCase().padStart(2, '0')}`;
}
