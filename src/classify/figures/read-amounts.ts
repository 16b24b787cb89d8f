/** A number in a sentence: a count when `unit` is null, else an amount of money. Offsets are UTF-16 units of the sentence. */
export interface Amount {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  /** ISO 4217, or null. */
  readonly unit: string | null;
}

/** What "$", "¥" and "元" mean in an item. */
export interface LocalMoney {
  readonly dollar: string;
  readonly yen: string;
  readonly yuan: string;
}

const SIGNS: Readonly<Record<string, string>> = {
  us$: 'USD',
  hk$: 'HKD',
  s$: 'SGD',
  a$: 'AUD',
  c$: 'CAD',
  nz$: 'NZD',
  nt$: 'TWD',
  r$: 'BRL',
  $: 'dollar',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'yen',
  '￥': 'yen',
  '₩': 'KRW',
  '₹': 'INR',
  '₺': 'TRY',
};
const CODES =
  'USD|HKD|SGD|AUD|CAD|NZD|TWD|BRL|EUR|GBP|JPY|CNY|RMB|KRW|INR|TRY|AED|CHF|SEK|NOK|DKK|THB|PHP|IDR|MYR|VND|NGN|KES|ZAR|ILS|PLN|CZK|SAR|QAR|KZT|RUB|MXN|ARS';
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:hong kong dollars?|港元|港币|港幣)/i, 'HKD'],
  [/^(?:singapore dollars?|新元|新加坡元)/i, 'SGD'],
  [/^(?:australian dollars?|澳元)/i, 'AUD'],
  [/^(?:canadian dollars?|加元)/i, 'CAD'],
  [/^(?:new taiwan dollars?|新台幣|新臺幣|台币|台幣)/i, 'TWD'],
  [/^(?:us dollars?|u\.s\. dollars?|dólares|dollars américains|dolar|美元|美金|ドル|米ドル|달러)/i, 'USD'],
  [/^dollars?\b/i, 'dollar'],
  [/^(?:euros?\b|d['’]euros|欧元|歐元|ユーロ|유로)/i, 'EUR'],
  [/^(?:pounds?\b|英镑|英鎊|ポンド)/i, 'GBP'],
  [/^(?:won\b|원|韩元|韓元|ウォン)/i, 'KRW'],
  [/^(?:yen\b|円|日元|日圓)/i, 'JPY'],
  [/^(?:yuan\b|renminbi\b|人民币|人民幣)/i, 'CNY'],
  [/^(?:rupees?\b)/i, 'INR'],
  [/^(?:dirhams?\b)/i, 'AED'],
  [/^(?:francs? suisses|swiss francs?|franken\b)/i, 'CHF'],
  [/^元/, 'yuan'],
];
const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^(?:billion|billions|bn|milliarden|milliards?(?: de)?|mrd|mil millones(?: de)?)\b\.?/i, 1e9],
  [/^(?:trillion|tn)\b/i, 1e12],
  [
    /^(?:million|millions(?: de)?|mn|mio|mln|millionen|millones(?: de)?|milioni(?: di)?|milhões(?: de)?)\b\.?/i,
    1e6,
  ],
  [/^(?:thousand|mille|tausend|mil)\b/i, 1e3],
  [/^(?:crore)\b/i, 1e7],
  [/^(?:lakh)\b/i, 1e5],
  [/^b\b/i, 1e9],
  [/^m\b/i, 1e6],
  [/^k\b/i, 1e3],
  [/^(?:兆|조)/, 1e12],
  [/^(?:亿|億|억)/, 1e8],
  [/^(?:千万|千萬)/, 1e7],
  [/^(?:百万|百萬)/, 1e6],
  [/^(?:万|萬|만)/, 1e4],
];

const DIGITS =
  /\d{1,3}(?:[,.'’\u00a0\u202f]\d{3}){1,4}(?![\d])(?:[.,]\d{1,2}(?!\d))?|\d{1,12}(?:[.,]\d{1,3})?/g;
const SMALL =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const FOREIGN: Readonly<Record<string, number>> = {
  zwei: 2,
  drei: 3,
  vier: 4,
  fünf: 5,
  sechs: 6,
  sieben: 7,
  acht: 8,
  neun: 9,
  zehn: 10,
  elf: 11,
  zwölf: 12,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  onze: 11,
  douze: 12,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  siete: 7,
  ocho: 8,
  nueve: 9,
  diez: 10,
  doce: 12,
  dozen: 12,
};
const SPELLED = new RegExp(
  `\\b(?:(${TENS.join('|')})(?:[- ](${SMALL.slice(0, 9).join('|')}))?|(${SMALL.join('|')}|${Object.keys(FOREIGN).join('|')}))(?![\\p{L}\\p{N}-])`,
  'giu',
);
const HANZI = /[一二两兩三四五六七八九十]{1,3}(?=[家個个份張张间間项項])/g;
const HANZI_DIGITS = '一二三四五六七八九';

/** "1,200" and "10.000" are whole numbers, "2,5" and "35.2" are not; with a scale behind, "1.234" is a fraction. */
function parseDigits(text: string, scaled: boolean): number {
  const groups = /^\d{1,3}(?:[,.'’\u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?$/.test(text);
  const single = /^\d{1,3}[.,]\d{3}$/.test(text);
  if (groups && !(single && scaled)) {
    const cents = /[.,]\d{1,2}$/.exec(text);
    const whole = (cents === null ? text : text.slice(0, cents.index)).replace(/\D/g, '');
    return Number(cents === null ? whole : `${whole}.${cents[0].slice(1)}`);
  }
  return Number(text.replace(',', '.'));
}

function hanziValue(text: string): number {
  const of = (char: string): number => (char === '两' || char === '兩' ? 2 : HANZI_DIGITS.indexOf(char) + 1);
  const ten = text.indexOf('十');
  if (ten < 0) return text.length === 1 ? of(text) : Number.NaN;
  const before = text.slice(0, ten);
  const after = text.slice(ten + 1);
  return (before === '' ? 1 : of(before)) * 10 + (after === '' ? 0 : of(after));
}

function skipSpace(text: string, at: number): number {
  const char = text[at] ?? '';
  return char === ' ' || char === '\u00a0' || char === '\u202f' || char === '-' ? at + 1 : at;
}

function first<T>(
  list: readonly (readonly [RegExp, T])[],
  text: string,
): { value: T; length: number } | null {
  for (const [pattern, value] of list) {
    const found = pattern.exec(text);
    if (found !== null) return { value, length: found[0].length };
  }
  return null;
}

const SIGN_BEFORE = new RegExp(
  `(?:(?<![A-Za-z])(US|HK|S|A|C|NZ|NT|R)?\\$|[€£¥￥₩₹₺]|(?<![A-Za-z])(?:${CODES}))[ \\u00a0]?$`,
  'u',
);
const CODE_AFTER = new RegExp(`^(?:${CODES})(?![A-Za-z])`, 'u');

/** Numbers and amounts of money of a sentence in order of place: digits, words up to ninety-nine, East Asian scales. */
export function readAmounts(sentence: string, local: LocalMoney): Amount[] {
  const toUnit = (name: string): string =>
    name === 'dollar'
      ? local.dollar
      : name === 'yen'
        ? local.yen
        : name === 'yuan'
          ? local.yuan
          : name === 'RMB'
            ? 'CNY'
            : name;
  const amounts: Amount[] = [];
  for (const found of sentence.matchAll(DIGITS)) {
    const before = sentence[found.index - 1] ?? '';
    if (
      /[\p{L}\d]/u.test(before) &&
      !/[A-Z\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(before)
    )
      continue;
    let start = found.index;
    let end = found.index + found[0].length;
    let unit: string | null = null;
    const sign = SIGN_BEFORE.exec(sentence.slice(Math.max(0, start - 6), start));
    if (sign !== null) {
      const mark = sign[0].trim();
      unit = toUnit(SIGNS[mark.toLowerCase()] ?? mark);
      start -= sign[0].length;
    } else if (/[A-Z]/.test(before)) continue;
    const at = skipSpace(sentence, end);
    const scale = first(SCALES, sentence.slice(at, at + 20));
    if (scale !== null) end = at + scale.length;
    if (unit === null) {
      let behind = skipSpace(sentence, end);
      if (/^of /.test(sentence.slice(behind, behind + 3))) behind += 3;
      const rest = sentence.slice(behind, behind + 24);
      const word = first(WORDS, rest);
      const code = CODE_AFTER.exec(rest);
      if (word !== null) {
        unit = toUnit(word.value);
        end = behind + word.length;
      } else if (code !== null) {
        unit = toUnit(code[0]);
        end = behind + code[0].length;
      }
    }
    const value = parseDigits(found[0], scale !== null) * (scale?.value ?? 1);
    if (Number.isFinite(value)) amounts.push({ start, end, value: Number(value.toPrecision(12)), unit });
  }
  for (const found of sentence.matchAll(SPELLED)) {
    const [all, ten, one, alone] = found;
    const small = (word: string): number =>
      FOREIGN[word.toLowerCase()] ?? SMALL.indexOf(word.toLowerCase()) + 1;
    const value =
      ten === undefined
        ? small(alone ?? '')
        : (TENS.indexOf(ten.toLowerCase()) + 2) * 10 + (one === undefined ? 0 : small(one));
    if (value > 0) amounts.push({ start: found.index, end: found.index + all.length, value, unit: null });
  }
  for (const found of sentence.matchAll(HANZI)) {
    const value = hanziValue(found[0]);
    if (value > 0)
      amounts.push({ start: found.index, end: found.index + found[0].length, value, unit: null });
  }
  return amounts.sort((a, b) => a.start - b.start);
}
