import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { webSettings } from '../../src/app/web.ts';
import { createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { openStore } from '../../src/store/open-store.ts';
import { openWeb } from '../../src/web/open-web.ts';
import { createRandom } from './generate.ts';
import { fillStore } from './generate-store.ts';
import { quantile, type Row, time } from './measure.ts';

export interface WebBenchOptions {
  /** Generated items. Default: 200,000; a million takes a quarter of an hour to write. */
  readonly items?: number;
  /** A database of an earlier run, which is copied and not filled again. */
  readonly database?: string;
}

const ITEMS = 200_000;
const NOW = new Date('2026-11-22T08:00:00.000Z');
const ASKED = 200;
/** Requests under way at once, when requests per second are counted. */
const AT_ONCE = 8;
const LONGEST_MS = 5_000;

const PLACES = ['US', 'EU', 'HK', 'SG', 'JP', 'MX', 'KE'];
const TOPICS = ['staking', 'stablecoins', 'tax', 'nft', 'licenses'];
const WORDS = [
  'stablecoin reserve',
  'consultation',
  'custody order',
  'market warning order',
  'tokenised fund',
];
const pick = (random: () => number, list: readonly string[]) =>
  list[Math.floor(random() * list.length)] ?? '';
const search = (query: string) => `/search?${new URLSearchParams({ q: query })}`;

/** First byte and requests per second of the pages that are asked for most, over HTTP, on generated items. */
export async function benchWeb(options: WebBenchOptions = {}): Promise<readonly Row[]> {
  const dir = await mkdtemp(path.join(tmpdir(), 'regbeat-bench-'));
  const config = loadConfig({ REGBEAT_DATA_DIR: dir, REGBEAT_TZ: 'UTC' }, dir);
  const logger = await createLogger('silent', false);
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  try {
    if (options.database === undefined) {
      const store = await openStore({ path: config.databasePath });
      await fillStore(store, options.items ?? ITEMS, NOW);
      await store.close();
    } else await copyFile(options.database, config.databasePath);
    const app = createApp(config, logger, { clock: () => NOW });
    const settings = { ...(await webSettings(config, 0)), rate: { burst: 1e9, perSecond: 1e9 } };
    const served = await openWeb({ app, clock: () => new Date(), logger, settings });
    try {
      const { items } = await app.counts();
      const newest = (await app.searchPage('', { limit: 200 })).items;
      const random = createRandom(7);
      const pages: Readonly<Record<string, () => string>> = {
        overview: () => '/',
        'search words': () => search(pick(random, WORDS)),
        'search words and fields': () =>
          search(`${pick(random, WORDS)} jurisdiction:${pick(random, PLACES)}`),
        'search of one place and topic': () =>
          search(`jurisdiction:${pick(random, PLACES)} topic:${pick(random, TOPICS)}`),
        story: () =>
          `/story/${pick(
            random,
            newest.map(item => item.storyId),
          )}`,
        item: () =>
          `/item/${pick(
            random,
            newest.map(item => item.id),
          )}`,
        jurisdiction: () => `/jurisdiction/${pick(random, PLACES)}`,
        topic: () => `/topic/${pick(random, TOPICS)}`,
        matrix: () => '/matrix',
        deadlines: () => '/deadlines',
        sources: () => '/sources',
      };
      const rows: Row[] = [{ bench: 'web', figure: 'items stored', value: items, unit: '' }];
      for (const [name, address] of Object.entries(pages)) {
        const row = (figure: string, value: number, unit: string) =>
          rows.push({ bench: `web ${name}`, figure, value, unit });
        row('first byte, first time', await firstByte(served.address + address(), agent), 'ms');
        const times: number[] = [];
        const until = performance.now() + LONGEST_MS;
        while (times.length < ASKED && performance.now() < until)
          times.push(await firstByte(served.address + address(), agent));
        row('first byte p50', quantile(times, 0.5), 'ms');
        row('first byte p99', quantile(times, 0.99), 'ms');
        let answered = 0;
        const took = await time(async () => {
          const end = performance.now() + LONGEST_MS / 2;
          const one = async () => {
            while (performance.now() < end) {
              await firstByte(served.address + address(), agent);
              answered++;
            }
          };
          await Promise.all(Array.from({ length: AT_ONCE }, one));
        });
        row('requests', (answered * 1000) / took, '/s');
      }
      return rows;
    } finally {
      await served.close();
      await app.close();
    }
  } finally {
    agent.destroy();
    await rm(dir, { recursive: true, force: true });
  }
}

/** Milliseconds until the first byte of the answer's body, which is then read to its end. */
function firstByte(url: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const asked = request(url, { agent, headers: { accept: 'text/html' } }, response => {
      let first = 0;
      response.on('data', () => {
        first ||= performance.now() - start;
      });
      response.on('end', () => {
        if (response.statusCode === 200) resolve(first);
        else reject(new Error(`${url} answered ${response.statusCode}`));
      });
      response.on('error', reject);
    });
    asked.on('error', reject);
    asked.end();
  });
}
