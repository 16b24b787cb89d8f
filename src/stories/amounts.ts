/** A number with what multiplies it. Digits are bounded, so no title can make this slow. */
const AMOUNT =
  /(?<currency>[$€£¥₩₹]|us\$|a\$|hk\$|s\$|aed |usd |eur |gbp |chf )?(?<digits>\d{1,3}(?:[,.]\d{3}){1,4}(?!\d)|\d{1,12}(?:\.\d{1,3})?) ?(?<scale>百萬|百万|萬億|万亿|万|萬|만|億|亿|억|兆|조|(?:k|m|mn|mln|mio|b|bn|bln|mrd|million(?:en|es)?|millones|milhoes|mil millones|billion|milliarden?|trillion|thousand)\b)?(?<percent> ?%| percent| per cent)?/gu;

const SCALES: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  万: 1e4,
  萬: 1e4,
  만: 1e4,
  百萬: 1e6,
  百万: 1e6,
  m: 1e6,
  mn: 1e6,
  mln: 1e6,
  mio: 1e6,
  million: 1e6,
  millionen: 1e6,
  millones: 1e6,
  milhoes: 1e6,
  億: 1e8,
  亿: 1e8,
  억: 1e8,
  b: 1e9,
  bn: 1e9,
  bln: 1e9,
  mrd: 1e9,
  billion: 1e9,
  milliarde: 1e9,
  milliarden: 1e9,
  'mil millones': 1e9,
  兆: 1e12,
  조: 1e12,
  萬億: 1e12,
  万亿: 1e12,
  trillion: 1e12,
};

const COUNTS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const COUNT_WORDS = new Map([
  ...COUNTS.map((word, value) => [word, value] as const),
  ...['null', 'eins', 'zwei', 'drei', 'vier', 'funf', 'sechs', 'sieben', 'acht', 'neun', 'zehn'].map(
    (word, value) => [word, value] as const,
  ),
  ...['zero', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix'].map(
    (word, value) => [word, value] as const,
  ),
]);
const MOST = 8;

/** What the numbers of a folded line say: "m:" large amounts and money by their value, "%:" shares, "#:" counts of three and more; years say nothing. */
export function amountsOf(line: string): string[] {
  const found = new Set<string>();
  for (const match of line.matchAll(AMOUNT)) {
    if (found.size >= MOST) break;
    const { currency, digits = '', scale, percent } = match.groups ?? {};
    const grouped = /^\d{1,3}(?:[,.]\d{3})+$/.test(digits);
    const value = Number(grouped ? digits.replace(/[,.]/g, '') : digits) * (SCALES[scale ?? ''] ?? 1);
    if (!Number.isFinite(value)) continue;
    if (percent) found.add(`%:${value}`);
    else if (currency || scale || value >= 3000) found.add(`m:${Number(value.toPrecision(2))}`);
    else if (value >= 3 && (value < 1990 || value > 2060) && Number.isInteger(value)) found.add(`#:${value}`);
  }
  for (const word of line.match(/\p{L}+/gu)?.slice(0, 60) ?? []) {
    const count = COUNT_WORDS.get(word);
    if (count !== undefined && count >= 3) found.add(`#:${count}`);
  }
  return [...found];
}
