/** Generated items for benchmarks: words, not sentences, but with the lengths, scripts and repetition of real ones. */

const WORDS =
  'the of and to in for on by with regulator authority crypto asset digital exchange stablecoin licence consultation rule reserve issuer staking custody market platform trading firms guidance proposal enforcement order settlement investors requirements framework law bill central bank payments securities commission tokenised fund derivatives anti-money laundering travel tax reporting consumer risk warning capital services providers registration approval deadline comment period supervision statement report published today announced new final draft technical standards European Hong Kong Singapore United States Kingdom Japan Korea Dubai Brazil'.split(
    ' ',
  );
const HAN = '加密資產監管機構發布穩定幣發行人牌照諮詢文件質押服務虛擬交易平台新規則證券期貨事務監察委員會';

/** A small deterministic generator of numbers in [0, 1) (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `count` words; every twentieth text is Chinese. */
export function generateText(random: () => number, count: number): string {
  if (random() < 0.05) {
    return Array.from({ length: count * 2 }, () => HAN[Math.floor(random() * HAN.length)] ?? '').join('');
  }
  return Array.from({ length: count }, () => {
    const word = WORDS[Math.floor(random() ** 2 * WORDS.length)] ?? '';
    return random() < 0.15 ? `${word}${Math.floor(random() * 4000)}` : word;
  }).join(' ');
}

/** An RSS 2.0 feed of `count` items, about 600 bytes each. `site` keeps feeds apart. */
export function generateFeed(seed: number, count: number, site: string): string {
  const random = createRandom(seed);
  const items = Array.from({ length: count }, (_, index) => {
    const date = new Date(Date.UTC(2026, 10, 20) - index * 3_600_000).toUTCString();
    return `<item><title>${generateText(random, 10)} &amp; ${index}</title><link>https://${site}/news/${seed}-${index}</link><guid isPermaLink="false">${site}-${seed}-${index}</guid><pubDate>${date}</pubDate><description><![CDATA[<p>${generateText(random, 60)}</p>]]></description></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>${site}</title><link>https://${site}/</link><description>Generated</description>${items.join('\n')}</channel></rss>`;
}
