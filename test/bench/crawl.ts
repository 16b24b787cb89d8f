import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SourceDef } from '../../src/core/types.ts';
import { openBenchApp } from './bench-app.ts';
import { generateFeed } from './generate.ts';
import { type Row, time } from './measure.ts';

const FEEDS = 500;
const ITEMS = 20;

/** 500 loopback feeds of 20 items: a first round that stores everything, and a second in which every feed answers 304. */
export async function benchCrawl(): Promise<readonly Row[]> {
  const bodies = Array.from({ length: FEEDS }, (_, index) =>
    Buffer.from(generateFeed(index + 1, ITEMS, `site${index}.example`)),
  );
  const etags = bodies.map(body => `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`);
  const server = createServer((request, response) => {
    const index = Number(request.url?.slice(1));
    const etag = etags[index] ?? '';
    if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
    else response.writeHead(200, { etag, 'content-type': 'application/rss+xml' }).end(bodies[index]);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { app, close } = await openBenchApp({
    sources: Array.from({ length: FEEDS }, (_, index) => toSource(index, port)),
    allowAddresses: [`127.0.0.1:${port}`],
    perHost: { concurrency: 16, minGapMs: 0 },
  });
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  try {
    const first = await time(() => app.crawl({}));
    const second = await time(() => app.crawl({}));
    const row = (figure: string, value: number, unit: string): Row => ({
      bench: `crawl ${FEEDS} feeds`,
      figure,
      value,
      unit,
    });
    return [
      row('first round, wall time', first / 1000, 's'),
      row('first round', FEEDS / (first / 1000), 'feeds/s'),
      row('first round', (FEEDS * ITEMS) / (first / 1000), 'items stored/s'),
      row('all-304 round, wall time', second / 1000, 's'),
      row('all-304 round', FEEDS / (second / 1000), 'feeds/s'),
      row('peak memory', peak / 1e6, 'MB'),
    ];
  } finally {
    clearInterval(watch);
    await close();
    server.closeAllConnections();
    server.close();
  }
}

function toSource(index: number, port: number): SourceDef {
  return {
    id: `bench/site${index}/news`,
    name: `Site ${index}`,
    publisher: `Site ${index}`,
    authority: null,
    jurisdiction: null,
    tier: 'press',
    type: 'news',
    format: 'rss',
    url: `http://127.0.0.1:${port}/${index}`,
    method: 'GET',
    headers: {},
    language: 'en',
    timeZone: 'UTC',
    dateFormats: [],
    cryptoOnly: false,
    enabled: true,
    interval: { min: 15, max: 60 },
  };
}
