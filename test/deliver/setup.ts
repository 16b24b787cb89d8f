import type { Message } from '../../src/core/message.ts';
import type { Channel, Logger, Store } from '../../src/core/ports.ts';
import { createDiscordChannel, toDirect } from '../../src/deliver/channels/discord.ts';
import { createOutboxWorker, type OutboxWorker } from '../../src/deliver/outbox-worker.ts';
import { type FakeDiscord, openFakeDiscord } from '../helpers/fake-discord.ts';
import type { FakeChannel } from '../helpers/fake-discord-state.ts';
import { withStore } from '../helpers/temp-store.ts';

export const CHANNEL = '100000000000000001';
export const OTHER = '100000000000000002';
export const TARGET = `discord:${CHANNEL}`;

/** A clock that only moves when it is told to, or when somebody sleeps. */
export interface TestClock {
  readonly now: () => Date;
  readonly advance: (ms: number) => void;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export function testClock(start = '2026-11-22T08:00:00.000Z'): TestClock {
  let time = Date.parse(start);
  const advance = (ms: number) => {
    time += ms;
  };
  return { now: () => new Date(time), advance, sleep: async ms => advance(ms) };
}

/** Keeps every line that is logged, as one text. */
export function memoryLogger(): Logger & { text(): string } {
  const lines: string[] = [];
  const log = (fields: object, message: string) => void lines.push(`${message} ${JSON.stringify(fields)}`);
  return { debug: log, info: log, warn: log, error: log, text: () => lines.join('\n') };
}

export interface Bench {
  readonly store: Store;
  /** File of the store, for another process. */
  readonly file: string;
  readonly discord: FakeDiscord;
  readonly clock: TestClock;
  readonly logger: ReturnType<typeof memoryLogger>;
  /** A channel and a worker as a process has them right after its start; closed with the bench. */
  start(options?: {
    readonly token?: string;
    readonly timeoutMs?: number;
    readonly channels?: readonly Channel[];
  }): {
    readonly worker: OutboxWorker;
    readonly channel: Channel;
  };
  enqueue(message: Message, target?: string): Promise<boolean>;
}

/** A real store and a fake Discord with two channels, cleared away afterwards. */
export async function withBench(
  work: (bench: Bench) => Promise<void>,
  channels: readonly FakeChannel[] = [{ id: CHANNEL }, { id: OTHER }],
): Promise<void> {
  const clock = testClock();
  const logger = memoryLogger();
  const discord = await openFakeDiscord({ channels, clock: clock.now });
  const opened: Channel[] = [];
  try {
    await withStore(async (store, file) => {
      const start: Bench['start'] = (options = {}) => {
        const channel = createDiscordChannel({
          token: options.token ?? discord.token,
          apiBase: discord.base,
          clock: clock.now,
          logger,
          timeoutMs: options.timeoutMs ?? 2_000,
        });
        opened.push(channel);
        const worker = createOutboxWorker({
          outbox: store.outbox,
          channels: [channel, toDirect(channel), ...(options.channels ?? [])],
          clock: clock.now,
          logger,
          sleep: clock.sleep,
        });
        return { worker, channel };
      };
      const renderer = start().channel;
      const enqueue: Bench['enqueue'] = (message, target = TARGET) =>
        store.outbox.enqueue(target, message.dedupeKey, renderer.render(message), clock.now().toISOString());
      await work({ store, file, discord, clock, logger, start, enqueue });
    });
  } finally {
    for (const channel of opened) await channel.close();
    await discord.close();
  }
}

/** A short message of one part. */
export function note(key: string, title = `Message ${key}`): Message {
  return {
    kind: 'notice',
    title,
    blocks: [{ type: 'paragraph', text: 'A regulator published conditions for staking.' }],
    importance: 'normal',
    dedupeKey: key,
  };
}

/** Titles of the posts in a channel, in order. */
export function titles(discord: FakeDiscord, channelId = CHANNEL): readonly unknown[] {
  return discord.messages(channelId).map(message => message.embeds[0]?.title);
}

export const NEVER = new AbortController().signal;
