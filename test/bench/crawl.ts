import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SourceDef } from '../../src/core/types.ts';
import { POLITENESS } from '../../src/fetch/fetcher.ts';
import { openBenchApp } from './bench-app.ts';
import { generateFeed } from './generate.ts';
import { type Row, time } from './measure.ts';

const SOURCES = 1000;
const HOSTS = 300;
const ITEMS = 20;
/** As createCrawl reads them. */
const SOURCES_AT_ONCE = 16;

/**
 * 1,000 loopback feeds of 20 items on 300 hosts (127.0.x.y), with the politeness of everyday and a robots.txt per host: a first round that
 * stores everything, a second in which every feed answers 304, and a third in which one feed in ten has a new item.
 */
export async function benchCrawl(): Promise<readonly Row[]> {
  const feeds = Array.from({ length: SOURCES }, (_, index) => toFeed(index, 0));
  let requests = 0;
  const server = createServer((request, response) => {
    requests++;
    const feed = feeds[Number(request.url?.slice(1))];
    if (feed === undefined) response.writeHead(404).end();
    else if (request.headers['if-none-match'] === feed.etag)
      response.writeHead(304, { etag: feed.etag }).end();
    else response.writeHead(200, { etag: feed.etag, 'content-type': 'application/rss+xml' }).end(feed.body);
  }).listen(0, '0.0.0.0');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const hosts = Array.from(
    { length: HOSTS },
    (_, n) => `127.0.${1 + Math.floor(n / 200)}.${1 + (n % 200)}:${port}`,
  );
  const { app, close } = await openBenchApp({
    sources: feeds.map((_, index) => toSource(index, hosts[index % HOSTS] ?? '')),
    allowAddresses: hosts,
    robots: true,
  });
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  const round = async () => {
    const asked = requests;
    const cpu = process.cpuUsage().user;
    let added = 0;
    const ms = await time(async () => {
      added = (await app.crawl({})).new;
    });
    const spent = (process.cpuUsage().user - cpu) / 1e6;
    return { seconds: ms / 1000, cpu: spent, requests: requests - asked, added };
  };
  try {
    const first = await round();
    const second = await round();
    for (let index = 0; index < SOURCES; index += 10) feeds[index] = toFeed(index, 1);
    const third = await round();
    const row = (figure: string, value: number, unit: string): Row => ({
      bench: `crawl ${SOURCES} feeds on ${HOSTS} hosts`,
      figure,
      value,
      unit,
    });
    return [
      row('first round, wall time', first.seconds, 's'),
      row('first round, CPU', first.cpu, 's'),
      row('first round, CPU', (first.cpu * 1000) / Math.max(1, first.added), 'ms per new item'),
      row('first round, if only politeness took time', politeSeconds(first.requests), 's'),
      row('first round', first.added / first.seconds, 'items stored/s'),
      row('first round, requests', first.requests / first.added, 'per new item'),
      row('all-304 round, wall time', second.seconds, 's'),
      row('all-304 round, if only politeness took time', politeSeconds(second.requests), 's'),
      row('all-304 round, CPU', second.cpu, 's'),
      row('one in ten is new, wall time', third.seconds, 's'),
      row('one in ten is new, requests', third.requests / Math.max(1, third.added), 'per new item'),
      row('peak memory', peak / 1e6, 'MB'),
    ];
  } finally {
    clearInterval(watch);
    await close();
    server.closeAllConnections();
    server.close();
  }
}

/**
 * Seconds that a round would take if answers, tagging and storing took none: requests behind another one to the same host wait for the gap, so many at
 * once as sources are read; and no host is done before its own gaps are.
 */
function politeSeconds(requests: number): number {
  const gap = POLITENESS.minGapMs / 1000;
  const perHost = Math.ceil(requests / HOSTS);
  // Lists of one host are read apart from each other; its robots.txt is right before the first of them.
  const behind = Math.max(0, requests - SOURCES);
  return Math.max((perHost - 1) * gap, (behind * gap) / SOURCES_AT_ONCE);
}

function toFeed(index: number, more: number): { readonly body: Buffer; readonly etag: string } {
  const body = Buffer.from(generateFeed(index + 1, ITEMS + more, `site${index}.example`));
  return { body, etag: `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"` };
}

function toSource(index: number, host: string): SourceDef {
  return {
    id: `bench/site${index}/news`,
    name: `Site ${index}`,
    publisher: `Site ${index}`,
    authority: null,
    jurisdiction: null,
    tier: 'press',
    type: 'news',
    format: 'rss',
    url: `http://${host}/${index}`,
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
