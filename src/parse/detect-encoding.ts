import { analyse } from 'chardet';

/** Decodes strictly, or null. */
type Decode = (bytes: Uint8Array, label: string) => string | null;

/** Encodings that pages of a language used before UTF-8, commonest first. */
const BY_LANGUAGE: Readonly<Record<string, readonly string[]>> = {
  ja: ['shift_jis', 'euc-jp', 'iso-2022-jp'],
  ko: ['euc-kr'],
  'zh-hant': ['big5', 'gb18030'],
  'zh-tw': ['big5', 'gb18030'],
  'zh-hk': ['big5', 'gb18030'],
  zh: ['gb18030', 'big5'],
  ru: ['windows-1251', 'koi8-r'],
  uk: ['windows-1251', 'koi8-u'],
  bg: ['windows-1251'],
  el: ['windows-1253'],
  he: ['windows-1255'],
  ar: ['windows-1256'],
  tr: ['windows-1254'],
  th: ['windows-874'],
  pl: ['iso-8859-2', 'windows-1250'],
  cs: ['windows-1250', 'iso-8859-2'],
  hu: ['iso-8859-2', 'windows-1250'],
  ro: ['iso-8859-2', 'windows-1250'],
  lt: ['windows-1257'],
  lv: ['windows-1257'],
  et: ['windows-1257'],
  vi: ['windows-1258'],
};

const DOUBLE_BYTE = ['shift_jis', 'euc-jp', 'euc-kr', 'gb18030', 'big5'];
const SINGLE_BYTE = [
  'windows-1252',
  'windows-1251',
  'koi8-r',
  'iso-8859-5',
  'windows-1253',
  'windows-1255',
  'windows-1250',
  'windows-1256',
  'windows-874',
];

const SAMPLE = 16_384;

/** The stretches of a document that hold non-ASCII bytes, with a little around them, up to 16 KB. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(SAMPLE + 2);
  let length = 0;
  let keepUntil = -1;
  for (let index = 0; index < bytes.length && length < SAMPLE; index++) {
    const byte = bytes[index] ?? 0;
    // Two bytes after a high byte belong to it; a line end keeps stretches apart.
    if (byte >= 0x80) {
      if (index > keepUntil + 1 && index > 0) out[length++] = bytes[index - 1] ?? 0;
      keepUntil = index + 2;
    }
    if (index <= keepUntil) out[length++] = byte;
    else if (index === keepUntil + 1) out[length++] = 0x0a;
  }
  return out.subarray(0, length);
}

const isAsciiLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
const isLowerCase = (code: number): boolean => code >= 0x61 && code <= 0x7a;
const isHan = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff;
/** Capitals of Cyrillic and Greek, and their small letters: no word has a capital after a small letter. */
const isUpperCase = (code: number): boolean =>
  (code >= 0x400 && code <= 0x42f) || (code >= 0x391 && code <= 0x3a9);
const isLetterBelow = (code: number): boolean =>
  (code >= 0x430 && code <= 0x45f) || (code >= 0x3ac && code <= 0x3ce);
/** Greek, Cyrillic, Hebrew, Arabic and Thai. */
const isForeignLetter = (code: number): boolean =>
  (code >= 0x370 && code <= 0x6ff) || (code >= 0xe00 && code <= 0xe7f);

/** Signs of Western writing that stand in front of a word or figure: £ ¥ § © « ° and the Spanish ¡ and ¿. */
const SIGNS: ReadonlySet<number> = new Set([0xa1, 0xa3, 0xa5, 0xa7, 0xa9, 0xab, 0xb0, 0xbf]);
const isWordStart = (before: number): boolean =>
  (before < 0x80 && !isAsciiLetter(before)) || (before >= 0x2010 && before <= 0x201e);
const isThai = (code: number): boolean => code >= 0xe01 && code <= 0xe5b;

/** Of a text, how much looks like one language written by people: 1 all of it, below 0 mostly rubbish. */
function plausibility(text: string): number {
  let good = 0;
  let bad = 0;
  let total = 0;
  let previous = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    // Nobody writes Cyrillic, Greek or Thai letters into a Latin word.
    if (isAsciiLetter(code) ? isForeignLetter(previous) : isForeignLetter(code) && isAsciiLetter(previous))
      bad += 2;
    if ((isHan(code) && isLowerCase(previous)) || (isLowerCase(code) && isHan(previous))) bad += 0.7;
    if (isUpperCase(code) && isLetterBelow(previous)) bad += 2;
    const before = previous;
    previous = code;
    if (code < 0x80) continue;
    total++;
    if (code < 0xa0 || (code >= 0xe000 && code <= 0xf8ff) || code === 0xfffd || code > 0x1ffff) bad += 3;
    else if (code >= 0xff61 && code <= 0xff9f) bad += 1.2;
    else if (code >= 0x3040 && code <= 0x30ff) good += 1.3;
    else if (code >= 0xac00 && code <= 0xd7a3) good += 1.1;
    else if (code >= 0x4e00 && code <= 0x9fff) good += 0.75;
    else if (code >= 0x3000 && code <= 0x303f) good += 1;
    else if (code >= 0xff00 && code <= 0xffef) good += 0.8;
    else if (
      (code >= 0x430 && code <= 0x44f) ||
      (code >= 0x3b1 && code <= 0x3ce) ||
      (code >= 0x5d0 && code <= 0x5ea)
    )
      good += 1;
    else if (code >= 0x621 && code <= 0x64a) good += 1;
    // Thai is written without spaces: a letter on its own is more likely somebody else's sign.
    else if (isThai(code)) good += isThai(before) ? 1 : 0.2;
    else if (code >= 0x410 && code <= 0x42f) good += 0.5;
    else if (code >= 0xc0 && code <= 0x17f && code !== 0xd7 && code !== 0xf7) good += 0.7;
    else if ((code >= 0x2010 && code <= 0x2122) || (isWordStart(before) && SIGNS.has(code))) good += 0.7;
    else bad += 0.6;
  }
  return total === 0 ? 0 : (good - bad) / total;
}

/**
 * The encoding of bytes that are not UTF-8 and do not say what they are. Every candidate that the bytes fit is scored by
 * how much its text looks like writing, chardet's statistics and the source's language weigh in. Falls back to windows-1252.
 */
export function detectEncoding(bytes: Uint8Array, language: string | null, decode: Decode): string {
  if (
    bytes.includes(0x1b) &&
    decode(bytes, 'iso-2022-jp') !== null &&
    /\x1b[$(]/.test(Buffer.from(bytes.subarray(0, 65_536)).toString('latin1'))
  ) {
    return 'iso-2022-jp';
  }
  const sample = sampleOf(bytes);
  const tag = (language ?? '').toLowerCase();
  const expected = BY_LANGUAGE[tag] ?? BY_LANGUAGE[tag.split('-')[0] ?? ''] ?? [];
  const guesses = new Map(analyse(sample).map(match => [match.name.toLowerCase(), match.confidence]));
  let best = 'windows-1252';
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const label of new Set([...expected, ...guesses.keys(), ...DOUBLE_BYTE, ...SINGLE_BYTE])) {
    if (label.startsWith('utf') || label === 'ascii') continue;
    if (decode(bytes, label) === null) continue;
    const text = decode(sample, label) ?? decode(sample.subarray(0, -1), label);
    if (text === null) continue;
    const score =
      plausibility(text) * 100 +
      (guesses.get(label) ?? 0) * 0.5 +
      (expected.includes(label) ? 40 : 0) +
      (label === 'windows-1252' ? 5 : 0);
    if (score > bestScore) {
      best = label;
      bestScore = score;
    }
  }
  return best;
}
