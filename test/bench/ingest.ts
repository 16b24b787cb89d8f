import { openBenchApp } from './bench-app.ts';
import { generateFeed } from './generate.ts';
import { type Row, time } from './measure.ts';

const ITEMS = 5000;
const ROUNDS = 3;

/** Parse, normalise, tag, place and store: feeds of 5,000 items each into one database. */
export async function benchIngest(): Promise<readonly Row[]> {
  const { app, close } = await openBenchApp({ sources: [] });
  try {
    const times: number[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      const bytes = Buffer.from(generateFeed(round, ITEMS, `ingest${round}.example`));
      times.push(
        await time(() =>
          app.ingest({ name: `feed ${round}`, bytes, contentType: 'application/rss+xml', url: null }, {}),
        ),
      );
    }
    const ms = times.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN;
    return [
      {
        bench: 'ingest 5,000 items',
        figure: 'parse to stored, median of 3',
        value: ITEMS / (ms / 1000),
        unit: 'items/s',
      },
    ];
  } finally {
    await close();
  }
}
