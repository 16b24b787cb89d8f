import { openBenchApp } from './bench-app.ts';
import { createRandom, generateFeed } from './generate.ts';
import { quantile, type Row, time } from './measure.ts';

const ITEMS = 100_000;
const BATCH = 5000;
const ASKED = 200;

const QUERIES: Readonly<Record<string, readonly string[]>> = {
  'words, newest first': [
    'stablecoin reserve',
    'staking custody',
    'consultation',
    'tokenised fund',
    'market warning order',
  ],
  'filters and window': [
    'jurisdiction:HK,SG topic:stablecoins since:30d',
    'topic:licenses kind:proposal',
    'jurisdiction:US since:7d',
  ],
  'words and filters': [
    'reserve jurisdiction:HK',
    'issuer topic:stablecoins since:365d',
    '"crypto asset" jurisdiction:SG -tax',
  ],
  'two Chinese characters': ['質押 relevant:any', '監管 relevant:any', '牌照 relevant:any'],
};

/** Newest 20 of 100,000 generated items, through the query language, with the exact total. */
export async function benchSearch(): Promise<readonly Row[]> {
  const { app, close } = await openBenchApp({ sources: [] });
  try {
    for (let batch = 0; batch < ITEMS / BATCH; batch++) {
      const bytes = Buffer.from(generateFeed(1000 + batch, BATCH, `search${batch}.example`));
      await app.ingest({ name: `batch ${batch}`, bytes, contentType: 'application/rss+xml', url: null }, {});
    }
    const random = createRandom(7);
    const rows: Row[] = [];
    for (const [figure, queries] of Object.entries(QUERIES)) {
      for (const query of queries) await app.search(query, 20);
      const times: number[] = [];
      for (let count = 0; count < ASKED; count++) {
        const query = queries[Math.floor(random() * queries.length)] ?? '';
        times.push(await time(() => app.search(query, 20)));
      }
      rows.push({
        bench: 'search 100,000 items',
        figure: `${figure}, p50`,
        value: quantile(times, 0.5),
        unit: 'ms',
      });
      rows.push({
        bench: 'search 100,000 items',
        figure: `${figure}, p99`,
        value: quantile(times, 0.99),
        unit: 'ms',
      });
    }
    return rows;
  } finally {
    await close();
  }
}
