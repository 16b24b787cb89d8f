/** The words of one field, as parallel arrays: offsets are UTF-16 units of the original text. */
export interface Tokens {
  readonly source: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Case and accents folded, compatibility forms unified ("ＳＥＣ" -> "sec", "régulation" -> "regulation"). */
  readonly folded: readonly string[];
  /** `folded` without an English or Romance plural ending ("currencies" -> "currency", "rules" -> "rule"). */
  readonly stems: readonly string[];
  /** True where a sentence or line ended before the token: phrases do not reach across. */
  readonly breaks: readonly boolean[];
  /** True where the token follows another without anything between (only in scripts split by character). */
  readonly joined: readonly boolean[];
}

const SEPARATOR = 0;
const WORD = 1;
const CHARACTER = 2;

const PLAIN = /^[\x00-\x7f]*$/;
const ACCENTS = /[\u0300-\u036f]/g;

/** Class of a UTF-16 unit: separator, part of a word, or a character that is a token by itself (Chinese, Japanese, Korean, Thai ...). */
function unitClass(code: number): number {
  if (code < 0x80) {
    return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90)
      ? WORD
      : SEPARATOR;
  }
  if (code < 0xc0) return code === 0xaa || code === 0xb5 || code === 0xba ? WORD : SEPARATOR;
  if (code === 0xd7 || code === 0xf7) return SEPARATOR;
  if (code < 0x0e00) return code >= 0x0964 && code <= 0x0965 ? SEPARATOR : WORD;
  if (code < 0x0f00) return CHARACTER;
  if (code < 0x1000) return WORD;
  if (code < 0x10a0) return CHARACTER;
  if (code >= 0x1100 && code < 0x1200) return CHARACTER;
  if (code >= 0x1780 && code < 0x1800) return CHARACTER;
  if (code < 0x2000) return WORD;
  if (code < 0x2c00) return SEPARATOR;
  if (code < 0x2e80) return WORD;
  if (code < 0x3005) return SEPARATOR;
  if (code >= 0x3008 && code <= 0x3020) return SEPARATOR;
  if (code === 0x30fb || code === 0x30a0) return SEPARATOR;
  if (code < 0xd7b0) return CHARACTER;
  if (code < 0xe000) return SEPARATOR;
  if (code < 0xf900) return SEPARATOR;
  if (code < 0xfb00) return CHARACTER;
  if (code < 0xfe00) return WORD;
  if (code < 0xff10) return SEPARATOR;
  if (code <= 0xff19 || (code >= 0xff21 && code <= 0xff3a) || (code >= 0xff41 && code <= 0xff5a)) return WORD;
  if (code >= 0xff66 && code <= 0xffdc) return CHARACTER;
  return SEPARATOR;
}

/** A word as it is compared: case, width and Latin accents folded. */
export function foldWord(word: string): string {
  if (PLAIN.test(word)) return word.toLowerCase();
  const folded = word
    .normalize('NFKD')
    .toLowerCase()
    .replace(ACCENTS, '')
    .replace(/ß/g, 'ss')
    .replace(/ı/g, 'i');
  return folded.normalize('NFC');
}

/** A folded word without a plural ending. Short words ("mas", "us", "gas") stay as they are. */
export function stemWord(word: string): string {
  const last = word.length - 1;
  if (last < 3 || word.charCodeAt(last) !== 115) return word;
  const before = word.charCodeAt(last - 1);
  // "ss", "us", "is": not plurals.
  if (before === 115 || before === 117 || before === 105) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:x|ch|sh|ss)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

function isSentenceEnd(code: number): boolean {
  return (
    code === 46 ||
    code === 33 ||
    code === 63 ||
    code === 0x3002 ||
    code === 0xff01 ||
    code === 0xff1f ||
    code === 0x2026
  );
}

/** Splits a text into tokens: words for alphabetic scripts, single characters for Chinese, Japanese, Korean, Thai. */
export function tokenise(source: string): Tokens {
  const starts: number[] = [];
  const ends: number[] = [];
  const folded: string[] = [];
  const stems: string[] = [];
  const breaks: boolean[] = [];
  const joined: boolean[] = [];
  const length = source.length;
  let position = 0;
  let previousEnd = -1;
  let broken = true;
  while (position < length) {
    const kind = unitClass(source.charCodeAt(position));
    if (kind === SEPARATOR) {
      const code = source.charCodeAt(position);
      if (code === 10 || code === 59 || code === 124 || code === 0xff1b || code === 0x2022) broken = true;
      else if (isSentenceEnd(code)) {
        const next = source.charCodeAt(position + 1);
        const ends2 = previousEnd - (starts.at(-1) ?? 0);
        // "U.S. Treasury", "St. Kitts": a dot after one or two letters ends no sentence.
        if (code !== 46 || (ends2 > 2 && (Number.isNaN(next) || next <= 32 || next > 127))) broken = true;
      }
      position++;
      continue;
    }
    let end = position + 1;
    if (kind === WORD) while (end < length && unitClass(source.charCodeAt(end)) === WORD) end++;
    const raw = source.slice(position, end);
    const quote = position > 0 ? source.charCodeAt(position - 1) : 0;
    const possessive =
      (raw === 's' || raw === 'S') && (quote === 39 || quote === 0x2019) && previousEnd === position - 1;
    if (!possessive) {
      const word = kind === WORD ? foldWord(raw) : raw.normalize('NFKC');
      starts.push(position);
      ends.push(end);
      folded.push(word);
      stems.push(kind === WORD ? stemWord(word) : word);
      breaks.push(broken);
      joined.push(kind === CHARACTER && previousEnd === position && isCharacterBefore(source, position));
      broken = false;
      previousEnd = end;
    }
    position = end;
  }
  return { source, starts, ends, folded, stems, breaks, joined };
}

function isCharacterBefore(source: string, position: number): boolean {
  return position > 0 && unitClass(source.charCodeAt(position - 1)) === CHARACTER;
}
