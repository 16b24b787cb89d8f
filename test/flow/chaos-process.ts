import { setTimeout as wait } from 'node:timers/promises';
import type { Message, RenderOptions } from '../../src/core/message.ts';
import { createDiscordChannel, toDirect } from '../../src/deliver/channels/discord.ts';
import { createOutboxWorker } from '../../src/deliver/outbox-worker.ts';
import { scheduledDigest } from '../../src/pipeline/digest.ts';
import { reviseStale } from '../../src/pipeline/edits.ts';
import { hello } from '../../src/pipeline/hello.ts';
import { queueDue } from '../../src/pipeline/queue-due.ts';
import { targetInTrouble, targetRecovered, tidySubscriptions } from '../../src/pipeline/troubles.ts';
import { emptyQuery } from '../../src/query/empty-query.ts';
import { openStore } from '../../src/store/open-store.ts';
import { quickClock } from './chaos-clock.ts';

/**
 * The delivering half of the program as a process of its own, on a quick clock, to be killed:
 * `node chaos-process.ts <database> <API base> <token> <begin of the clock> <speed>`.
 */
const [path = '', apiBase = '', token = '', began = '0', speed = '1'] = process.argv.slice(2);
const clock = quickClock(Number(began), Number(speed));
const nothing = () => undefined;
const logger = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const store = await openStore({ path });
const channel = createDiscordChannel({ token, apiBase, clock, logger, timeoutMs: 300 });
const render = async (_: string, message: Message, options: RenderOptions) =>
  channel.render(message, options);
const common = { store, sources: [], clock, logger, render, opsTarget: null };
const digests = { ...common, timeZone: 'UTC', parseQuery: () => emptyQuery };
const worker = createOutboxWorker({
  outbox: store.outbox,
  channels: [channel, toDirect(channel)],
  clock,
  logger,
  sleep: async ms => void (await wait(ms / Number(speed))),
  watch: {
    trouble: (target, what) => targetInTrouble(common, target, what),
    recovered: target => targetRecovered(common, target),
  },
});
const signal = new AbortController().signal;
const parent = process.ppid;
// Whoever started it may be killed as well.
while (process.ppid === parent) {
  await tidySubscriptions(common);
  await queueDue({
    ...common,
    parseQuery: digests.parseQuery,
    plans: [],
    scheduledDigest: window => scheduledDigest(digests, window),
    hello: schedule => hello(store, [], clock, schedule),
    holdAfterMs: Number.POSITIVE_INFINITY,
  });
  await reviseStale(common);
  await worker.drain(signal);
  await wait(20);
}
await channel.close();
await store.close();
