import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openConfiguredBot } from '../../src/app/bot.ts';
import { createParts } from '../../src/app/parts.ts';
import { createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Conversation } from '../helpers/fake-discord/conversation.ts';
import { type FakeDiscord, openFakeDiscord } from '../helpers/fake-discord.ts';
import { createRandom } from './generate.ts';
import { fillStore } from './generate-store.ts';
import { quantile, type Row } from './measure.ts';

export interface DiscordBenchOptions {
  /** Generated items. Default: a million. */
  readonly items?: number;
  /** A database of an earlier run, which is copied and not filled again. */
  readonly database?: string;
}

const ITEMS = 1_000_000;
const NOW = new Date('2026-11-22T08:00:00.000Z');
const CHANNEL = '100000000000000001';
const ROUNDS = 20;

type Seat = ReturnType<ReturnType<FakeDiscord['user']>['in']>;
type Asked = () => Promise<Conversation | readonly unknown[]>;
/** Prepares one question; what it gives is timed. */
type Ask = (seat: Seat, random: () => number) => Asked | Promise<Asked>;

const pick = (random: () => number, list: readonly string[]) =>
  list[Math.floor(random() * list.length)] ?? '';
const PLACES = ['US', 'EU', 'HK', 'SG', 'JP', 'MX', 'KE'];
const TOPICS = ['staking', 'stablecoins', 'tax', 'nft', 'licenses'];
const WORDS = [
  'stablecoin reserve',
  'consultation',
  'custody order',
  'market warning order',
  'tokenised fund',
];

const ASKS: Readonly<Record<string, Ask>> = {
  '/latest': seat => () => seat.slash('latest'),
  '/latest narrowed': (seat, random) => {
    const options = { jurisdiction: pick(random, PLACES), topic: pick(random, TOPICS), since: '90d' };
    return () => seat.slash('latest', options);
  },
  '/search words': (seat, random) => search(seat, pick(random, WORDS)),
  '/search words and fields': (seat, random) =>
    search(seat, `${pick(random, WORDS)} jurisdiction:${pick(random, PLACES)} -tax kind:proposal`),
  '/search of one place': (seat, random) => search(seat, `jurisdiction:${pick(random, PLACES)}`),
  '/search of everything': seat => search(seat, 'relevant:any'),
  '/search next page': async seat => {
    const page = await seat.slash('search', { query: 'stablecoin' });
    return () => page.click('▶');
  },
  'typing a query': (seat, random) => {
    const text = `reserve jurisdiction:${pick(random, PLACES)}`;
    return () => seat.type('search', 'query', text);
  },
  'typing an item': (seat, random) => {
    const text = pick(random, WORDS);
    return () => seat.type('why', 'item', text);
  },
  'typing a firm': (seat, random) => {
    const text = `firm ${Math.floor(random() * 99)}`;
    return () => seat.type('register', 'firm', text);
  },
  '/story': async seat => {
    const id = await newest(seat, 'story', 'id');
    return () => seat.slash('story', { id });
  },
  '/why': async seat => {
    const item = await newest(seat, 'why', 'item');
    return () => seat.slash('why', { item });
  },
  '/compare': (seat, random) => {
    const options = { jurisdictions: 'US, EU, HK, SG, JP', topic: pick(random, TOPICS) };
    return () => seat.slash('compare', options);
  },
  '/deadlines': (seat, random) => {
    const options = { within: '90d', jurisdiction: pick(random, PLACES) };
    return () => seat.slash('deadlines', options);
  },
  '/register': (seat, random) => {
    const firm = `Firm ${Math.floor(random() * 3000)}`;
    return () => seat.slash('register', { firm });
  },
  '/sources': seat => () => seat.slash('sources'),
  '/digest of a day': seat => () => seat.slash('digest'),
  '/digest of a week': seat => () => seat.slash('digest', { period: 'weekly' }),
  '/digest of a year': seat => () => seat.slash('digest', { since: '1y' }),
  '/export': seat => () => seat.slash('export', { week: '2026-W46', format: 'md' }),
  '/help': seat => () => seat.slash('help'),
};

function search(seat: Seat, query: string): Asked {
  return () => seat.slash('search', { query });
}

async function newest(seat: Seat, command: string, option: string): Promise<string> {
  const [first] = await seat.type(command, option, '');
  return String(first?.value);
}

/** The bot's answers on a full database: from the interaction to its first response, and to what was asked for. */
export async function benchDiscord(options: DiscordBenchOptions = {}): Promise<readonly Row[]> {
  const { items = ITEMS } = options;
  const dir = await mkdtemp(path.join(tmpdir(), 'regbeat-bench-'));
  const discord = await openFakeDiscord({ channels: [{ id: CHANNEL, name: 'policy' }] });
  const env = { DISCORD_TOKEN: discord.token, DISCORD_API_BASE: discord.base };
  const config = loadConfig({ REGBEAT_DATA_DIR: dir, REGBEAT_TZ: 'UTC', ...env }, dir);
  const closing: (() => Promise<unknown>)[] = [
    () => rm(dir, { recursive: true, force: true }),
    () => discord.close(),
  ];
  try {
    const rows: Row[] = [];
    if (options.database === undefined) rows.push(await fill(config.databasePath, items));
    else await copyFile(options.database, config.databasePath);
    const logger = await createLogger('silent', false);
    const clock = () => NOW;
    const app = createApp(config, logger, { clock });
    closing.push(() => app.close());
    const parts = createParts(config, logger, { clock });
    closing.push(() => parts.close());
    const bot = await openConfiguredBot(config, parts, app, logger, {
      cooldown: { calls: 1e6, windowMs: 1 },
      // What is timed is the answer itself, not the note that it takes a while.
      noticeMs: 60_000,
    });
    closing.push(async () => bot?.close());
    const stored = (await app.counts()).items;
    for (const [name, ask] of Object.entries(ASKS))
      rows.push(...(await measure(`discord, ${stored.toLocaleString('en')} items`, name, ask, discord)));
    return rows;
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

async function fill(file: string, items: number): Promise<Row> {
  const store = await openStore({ path: file });
  const began = performance.now();
  try {
    await fillStore(store, items, NOW, done => {
      if (done % 100_000 === 0) process.stderr.write(`  ${done} items\n`);
    });
  } finally {
    await store.close();
  }
  const seconds = (performance.now() - began) / 1000;
  return { bench: 'discord', figure: 'items stored', value: items / seconds, unit: '/s' };
}

async function measure(bench: string, name: string, ask: Ask, discord: FakeDiscord): Promise<readonly Row[]> {
  const random = createRandom(11);
  const opened: number[] = [];
  const first: number[] = [];
  const whole: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const seat = discord.user(randomUUID().slice(0, 8)).in(CHANNEL);
    const asked = await ask(seat, random);
    const began = performance.now();
    const answer = await asked().catch((error: unknown) => {
      throw new Error(`${name}: ${String(error)}`);
    });
    const ms = performance.now() - began;
    const acknowledged = discord.interactions.at(-1)?.ackMs ?? Number.NaN;
    if ('text' in answer && /went wrong on my side|took too long/.test(answer.text))
      throw new Error(`${name}: ${answer.text}`);
    // The first one opens what is opened when it is needed.
    if (round === 0) opened.push(acknowledged, ms);
    else {
      first.push(acknowledged);
      whole.push(ms);
    }
  }
  const row = (figure: string, value: number): Row => ({
    bench,
    figure: `${name}, ${figure}`,
    value,
    unit: 'ms',
  });
  return [
    row('very first answer', opened[1] ?? Number.NaN),
    row('first response p50', quantile(first, 0.5)),
    row('first response p99', quantile(first, 0.99)),
    row('answer p50', quantile(whole, 0.5)),
    row('answer p99', quantile(whole, 0.99)),
  ];
}
