import { type BotOverrides, openConfiguredBot } from '../../src/app/bot.ts';
import { createParts } from '../../src/app/parts.ts';
import type { Bot } from '../../src/bot/bot.ts';
import type { Logger } from '../../src/core/ports.ts';
import type { FakeChannel, FakeDiscordOptions } from '../helpers/fake-discord/types.ts';
import { type FakeDiscord, openFakeDiscord } from '../helpers/fake-discord.ts';
import { openTestApp, type TestApp } from '../helpers/open-app.ts';

export const NOW = new Date('2026-11-22T08:00:00.000Z');
export const TEXT = '100000000000000001';
export const NEWS = '100000000000000002';
export const THREAD = '100000000000000003';
export const FORUM = '100000000000000004';
export const MUTE = '100000000000000005';
export const VOICE = '100000000000000006';

const SEND_MESSAGES = 1n << 11n;

export const CHANNELS: readonly FakeChannel[] = [
  { id: TEXT, name: 'policy' },
  { id: NEWS, name: 'news', type: 5 },
  { id: THREAD, name: 'staking', type: 11, parentId: TEXT },
  { id: FORUM, name: 'cases', type: 15 },
  { id: MUTE, name: 'quiet', botLacks: SEND_MESSAGES },
  { id: VOICE, name: 'talk', type: 2 },
];

export interface BotBench extends TestApp {
  readonly discord: FakeDiscord;
  readonly bot: Bot;
  readonly log: () => string;
  /** The same bot in a process of its own, as after a restart. */
  restart(): Promise<Bot>;
}

/** Keeps every line that is logged, as one text. */
function memoryLogger(): Logger & { text(): string } {
  const lines: string[] = [];
  const log = (fields: object, message: string) => void lines.push(`${message} ${JSON.stringify(fields)}`);
  return { debug: () => undefined, info: log, warn: log, error: log, text: () => lines.join('\n') };
}

/** The real program with the real bot, logged in to a fake Discord; everything is closed with it. */
export async function openBotBench(
  more: {
    readonly discord?: Partial<FakeDiscordOptions>;
    readonly prepare?: (discord: FakeDiscord) => void;
    readonly now?: Date | null;
    readonly bot?: BotOverrides;
  } = {},
): Promise<BotBench> {
  const discord = await openFakeDiscord({ channels: CHANNELS, ...more.discord });
  more.prepare?.(discord);
  const logger = memoryLogger();
  const test = await openTestApp({
    env: { DISCORD_TOKEN: discord.token, DISCORD_API_BASE: discord.base },
    ...(more.now === null ? {} : { now: more.now ?? NOW }),
  });
  const opened: { close(): Promise<void> }[] = [];
  const close = async () => {
    for (const thing of opened.splice(0).reverse()) await thing.close();
    await test.close();
    await discord.close();
  };
  const start = async (): Promise<Bot> => {
    const parts = createParts(test.config, logger, { clock: () => test.clock.now ?? new Date() });
    opened.push(parts);
    const bot = await openConfiguredBot(test.config, parts, test.app, logger, {
      cooldown: { calls: 1000, windowMs: 1000 },
      // A slow machine makes no other answers.
      noticeMs: 60_000,
      retryMs: { first: 10, longest: 20 },
      ...more.bot,
    });
    if (bot === null) throw new Error('no bot');
    opened.push(bot);
    return bot;
  };
  try {
    const bot = await start();
    return {
      ...test,
      discord,
      bot,
      log: logger.text,
      restart: async () => {
        await opened.pop()?.close();
        return start();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Stores a few items of the last day, one with a headline that means no good. */
export async function seed({ app }: BotBench): Promise<void> {
  const headlines = [
    'SFC sets out conditions for staking services of licensed virtual asset trading platforms',
    'MAS consults on rules for stablecoin reserves',
    '@everyone [win](https://evil.test) SEC charges crypto exchange **now**',
  ];
  for (const [index, headline] of headlines.entries()) {
    const text = `${headline}\n\nThe regulator said on Saturday that the crypto-asset rules apply to licensed exchanges.`;
    await app.ingest(
      { name: `item-${index}.txt`, bytes: Buffer.from(text), contentType: 'text/plain', url: null },
      { published: new Date(NOW.getTime() - (index + 1) * 3_600_000).toISOString() },
    );
  }
}
