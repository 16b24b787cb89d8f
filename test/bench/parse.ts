import { parseFeed } from 'feedsmith';
import { parseDocument } from '../../src/parse/parse-document.ts';
import { generateFeed } from './generate.ts';
import { median, type Row } from './measure.ts';

const ITEMS = 5000;
const RUNS = 5;

/** Reading one feed of 5,000 items, beside feedsmith on the decoded text. */
export async function benchParse(): Promise<readonly Row[]> {
  const text = generateFeed(1, ITEMS, 'bench.example');
  const bytes = Buffer.from(text);
  const megabytes = bytes.length / 1e6;
  const ours = await median(RUNS, () =>
    parseDocument({ bytes, contentType: 'application/rss+xml', url: 'https://bench.example/feed' }, null),
  );
  const theirs = await median(RUNS, () => parseFeed(text));
  const rows = (bench: string, ms: number): Row[] => [
    { bench, figure: 'megabytes per second', value: megabytes / (ms / 1000), unit: 'MB/s' },
    { bench, figure: 'items per second', value: ITEMS / (ms / 1000), unit: 'items/s' },
  ];
  return [
    ...rows('parse 5,000 items, regbeat', ours),
    ...rows('parse 5,000 items, feedsmith', theirs),
    { bench: 'parse 5,000 items', figure: 'time, regbeat over feedsmith', value: ours / theirs, unit: 'x' },
  ];
}
