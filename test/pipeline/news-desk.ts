import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Message } from '../../src/core/message.ts';
import type { Subscription } from '../../src/core/ports.ts';
import type { SourceDef } from '../../src/core/types.ts';
import { createDiscordChannel, toDirect } from '../../src/deliver/channels/discord.ts';
import { createOutboxWorker } from '../../src/deliver/outbox-worker.ts';
import { queueReminders } from '../../src/pipeline/chase.ts';
import { scheduledDigest } from '../../src/pipeline/digest.ts';
import { reviseStale } from '../../src/pipeline/edits.ts';
import { hello } from '../../src/pipeline/hello.ts';
import type { Plan } from '../../src/pipeline/plans.ts';
import { queueDue } from '../../src/pipeline/queue-due.ts';
import { targetInTrouble, targetRecovered, tidySubscriptions } from '../../src/pipeline/troubles.ts';
import { parseQuery } from '../../src/query/parse-query.ts';
import { openStore } from '../../src/store/open-store.ts';
import { memoryLogger, testClock } from '../deliver/setup.ts';
import type { FakeChannel } from '../helpers/fake-discord/types.ts';
import { openFakeDiscord } from '../helpers/fake-discord.ts';
import { makeRecord, type RecordOverrides } from '../helpers/make-item.ts';
import { makeSource } from '../helpers/open-app.ts';
import { tempFolder } from '../helpers/temp-store.ts';

export const CHANNEL = '100000000000000001';
export const OPS = '100000000000000009';
export const OWNER = '300000000000000001';
export const TARGET = `discord:${CHANNEL}`;
const NEVER = new AbortController().signal;

/** A subscription of the channel to all alerts, unless said otherwise. */
export function makeSubscription(overrides: Partial<Subscription> = {}): Subscription {
  return {
    id: 'sub1',
    target: TARGET,
    guildId: '500000000000000001',
    mode: 'alert',
    query: '',
    hour: 8,
    weekday: 1,
    quietDays: [],
    timeZone: 'UTC',
    locale: 'en',
    groupBy: 'jurisdiction',
    mentionRoleId: null,
    maxPerHour: 10,
    chaseAfterHours: null,
    state: 'active',
    stateReason: null,
    stateSince: '2026-11-22T08:00:00.000Z',
    createdBy: `ada (Discord ${OWNER})`,
    createdAt: '2026-11-22T08:00:00.000Z',
    updatedAt: '2026-11-22T08:00:00.000Z',
    ...overrides,
  };
}

/** A store, a Discord and everything that runs once a minute between them, on a clock of the test's. */
export async function openDesk(
  t: TestContext,
  options: { readonly channels?: readonly FakeChannel[]; readonly plans?: readonly Plan[] } = {},
) {
  const clock = testClock();
  const logger = memoryLogger();
  const discord = await openFakeDiscord({
    channels: [{ id: CHANNEL }, { id: OPS }, ...(options.channels ?? [])],
    clock: clock.now,
  });
  const { folder, remove } = await tempFolder();
  const store = await openStore({ path: `${folder}/regbeat.sqlite` });
  const sources: SourceDef[] = [
    makeSource({ id: 'hk/sfc/news', url: 'https://sfc.example/news', name: 'SFC' }),
    makeSource({ id: 'media/paper/news', url: 'https://paper.example/news', name: 'Paper', tier: 'press' }),
    makeSource({ id: 'media/other/news', url: 'https://other.example/news', name: 'Other', tier: 'press' }),
  ];
  const channel = createDiscordChannel({
    token: discord.token,
    apiBase: discord.base,
    clock: clock.now,
    logger,
    timeoutMs: 2_000,
  });
  t.after(async () => {
    await channel.close();
    await discord.close();
    await store.close();
    await remove();
  });
  const render = async (_: string, message: Message, how: Parameters<typeof channel.render>[1]) =>
    channel.render(message, how);
  const vocabulary = { jurisdictions: [], authorities: [], sources: sources.map(({ id }) => id) };
  const parse = (text: string) => {
    const parsed = parseQuery(text, { now: clock.now(), timeZone: 'UTC', vocabulary, allowEmpty: true });
    assert.ok(parsed.ok, text);
    return parsed.query;
  };
  const common = { store, sources, clock: clock.now, logger, render, opsTarget: `discord:${OPS}` };
  const worker = createOutboxWorker({
    outbox: store.outbox,
    channels: [channel, toDirect(channel)],
    clock: clock.now,
    logger,
    sleep: clock.sleep,
    watch: {
      trouble: (target, what) => targetInTrouble(common, target, what),
      recovered: target => targetRecovered(common, target),
    },
  });
  const digests = { ...common, timeZone: 'UTC', parseQuery: parse };
  const queue = async () => {
    await tidySubscriptions(common);
    await queueDue({
      ...common,
      parseQuery: parse,
      plans: options.plans ?? [],
      scheduledDigest: window => scheduledDigest(digests, window),
      hello: schedule => hello(store, sources, clock.now, schedule),
    });
    await queueReminders(common);
    await reviseStale(common);
  };
  let number = 0;
  return {
    clock,
    store,
    discord,
    queue,
    drain: () => worker.drain(NEVER),
    /** One minute of the program. */
    async tick() {
      await queue();
      return worker.drain(NEVER);
    },
    /** Stores an item as news of now; each has other words unless they are given. */
    async publish(overrides: RecordOverrides = {}) {
      number++;
      const at = clock.now().toISOString();
      const record = makeRecord({
        ...overrides,
        article: {
          title: `Regulator decides matter ${number} on staking`,
          text: `Words of matter ${number} are told here at some length.`,
          publishedAt: at,
          ...overrides.article,
        },
      });
      await store.items.insert([record], at);
      return record;
    },
    async subscribe(overrides: Partial<Subscription> = {}) {
      const subscription = makeSubscription(overrides);
      const { id: subscriptionId } = subscription;
      await store.subscriptions.add(subscription, {
        subscriptionId,
        who: 'ada',
        at: clock.now().toISOString(),
        what: 'added',
      });
      return subscription;
    },
    /** What stands in a channel, without hellos, as text. */
    said(channelId = CHANNEL): readonly string[] {
      return discord
        .messages(channelId)
        .map(({ embeds }) =>
          embeds
            .flatMap(({ title, description, author }) => [
              title,
              typeof author === 'object' && author !== null && 'name' in author ? author.name : null,
              description,
            ])
            .filter(text => typeof text === 'string')
            .join('\n'),
        )
        .filter(text => !text.startsWith('Hello from regbeat'));
    },
  };
}

/** Numbers of the matters that a text tells, in order. */
export function matters(text: string | undefined): readonly number[] {
  return [...(text ?? '').matchAll(/decides matter (\d+)/g)].map(match => Number(match[1]));
}
