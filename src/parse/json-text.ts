/** JSON that was read, and whether all of it was there. */
export interface JsonReading {
  readonly value: unknown;
  readonly complete: boolean;
}

/** Nesting beyond this is not repaired when the text is cut off. */
const MAX_DEPTH = 64;

/**
 * Parses JSON; null when it is none. A byte order mark, NUL bytes and other control characters between or inside strings
 * are dropped, as is what XSSI guards and JSONP put around. JSON that was cut off is closed after the last complete element of
 * an array, so that what arrived whole can be used.
 */
export function readJsonText(text: string): JsonReading | null {
  const whole = parse(text);
  if (whole !== undefined) return { value: whole, complete: true };
  const cleaned = text
    .replace(/^[\ufeff\s]+|[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replace(/^\)\]\}'?,?\s*/, '')
    .replace(/^[\w$.]{1,60}\s*\((?=\s*[[{])/, '')
    .trimEnd()
    .replace(/(?<=[\]}])\s*\)\s*;?$/, '');
  const again = parse(cleaned) ?? parse(cleaned.replace(/[\r\n\t]/g, ' '));
  if (again !== undefined) return { value: again, complete: true };
  if (!/^\s*[[{]/.test(cleaned)) return null;
  const repaired = parse(closeAfterLastElement(cleaned.replace(/[\r\n\t]/g, ' ')));
  return repaired === undefined ? null : { value: repaired, complete: false };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Undefined is no JSON value: it says "not JSON".
    return undefined;
  }
}

function closeAfterLastElement(text: string): string {
  const open: string[] = [];
  let inString = false;
  let cut = -1;
  let closers = '';
  for (let index = 0; index < text.length; index++) {
    const char = text.charAt(index);
    if (inString) {
      if (char === '\\') index++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{') open.push('}');
    else if (char === '[') open.push(']');
    else if (char === '}' || char === ']') {
      open.pop();
      if (open[open.length - 1] === ']' && open.length <= MAX_DEPTH) {
        cut = index + 1;
        closers = [...open].reverse().join('');
      }
    }
  }
  return cut < 0 ? '' : text.slice(0, cut) + closers;
}
