import { setTimeout as wait } from 'node:timers/promises';
import { createDiscordChannel } from '../../src/deliver/channels/discord.ts';
import { createOutboxWorker } from '../../src/deliver/outbox-worker.ts';
import { openStore } from '../../src/store/open-store.ts';
import { memoryLogger } from './setup.ts';

/** A process of its own that drains an outbox, to be killed: `node deliver-process.ts <database> <API base> <token> <now>`. */
const [path = '', apiBase = '', token = '', now = ''] = process.argv.slice(2);
const clock = () => new Date(now);
const logger = memoryLogger();
const store = await openStore({ path });
const channel = createDiscordChannel({ token, apiBase, clock, logger });
const worker = createOutboxWorker({
  outbox: store.outbox,
  channels: [channel],
  clock,
  logger,
  sleep: async ms => void (await wait(ms)),
});
await worker.drain(new AbortController().signal);
await channel.close();
await store.close();
