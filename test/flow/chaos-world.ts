import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { OutboxPost, Store } from '../../src/core/ports.ts';
import type { Article } from '../../src/core/types.ts';
import { markerOf } from '../../src/deliver/discord/render.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { FakeMessage } from '../helpers/fake-discord/types.ts';
import { type FakeDiscord, type FaultRule, openFakeDiscord } from '../helpers/fake-discord.ts';
import { makeRecord } from '../helpers/make-item.ts';
import { tempFolder } from '../helpers/temp-store.ts';
import { makeSubscription, matters } from '../pipeline/news-desk.ts';
import { quickClock, seeded } from './chaos-clock.ts';

export interface ChaosOptions {
  readonly channels: number;
  /** Stories that become news: each is an alert in every channel. */
  readonly stories: number;
  /** Daily digests per channel, an hour apart from nine o'clock on. */
  readonly digests: number;
  readonly kills: number;
  readonly seed: number;
  /** How much faster than the real one the clock of everybody runs. */
  readonly speed: number;
}

export interface ChaosResult {
  readonly posts: number;
  readonly alerts: number;
  readonly digests: number;
  readonly edits: number;
  readonly kills: number;
  readonly faults: number;
  readonly denials: number;
  /** Answers of 401, 403, 404 and 429 beyond those that were injected. */
  readonly invalid: number;
  readonly seconds: number;
  /** What was not as it should be, one line each. */
  readonly problems: readonly string[];
}

const SCRIPT = path.join(import.meta.dirname, 'chaos-process.ts');
const DENIED = { status: 403, code: 50013, message: 'Missing Permissions' };
const PATIENCE_MS = 120_000;
const STUCK_MS = 4_000;
/** The first hello may take this long by the clock; it begins three minutes before nine. */
const FIRST_MINUTES = 2 * 60_000;
/** Every fifth story is corrected by its source. */
const CORRECTED = 5;

/** Subscribes channels, lets news come and trouble of every kind strike while the delivering process is killed again and again; then looks. */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const startedAt = Date.now();
  // Until everybody said hello the clock runs as it does everywhere: no digest falls due meanwhile.
  let pace = { began: startedAt, speed: 1 };
  const clock = () => quickClock(pace.began, pace.speed)();
  const channels = Array.from({ length: options.channels }, (_, n) =>
    String(100_000_000_000_000_000n + BigInt(n)),
  );
  const discord = await openFakeDiscord({ channels: channels.map(id => ({ id })), clock });
  const { folder, remove } = await tempFolder();
  const file = path.join(folder, 'regbeat.sqlite');
  const store = await openStore({ path: file });
  const start = () =>
    spawn(
      process.execPath,
      [SCRIPT, file, discord.base, discord.token, String(pace.began), String(pace.speed)],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
  const world = {
    options,
    channels,
    discord,
    store,
    clock,
    chance: seeded(options.seed),
    trouble: newTrouble(),
  };
  let child = start();
  let kills = 0;
  try {
    await subscribe(world);
    await until(async () => (await store.outbox.list(1_000)).length >= channels.length, 'hellos');
    await kill(child);
    pace = { began: Date.now() - FIRST_MINUTES / options.speed, speed: options.speed };
    child = start();
    const over = new AbortController();
    const striking = strike(world, over.signal);
    const desk = newsDesk(world);
    while (kills < options.kills) {
      // Towards the end everything was published: what is corrected now has mostly been posted.
      if (kills < 0.8 * options.kills) await desk.next();
      else await desk.rest();
      await progress(world);
      await kill(child);
      kills++;
      child = start();
    }
    over.abort();
    await striking;
    await until(() => isDone(world), 'everything told');
    await kill(child);
    const problems = await inspect(world);
    return { ...(await count(world)), kills, seconds: (Date.now() - startedAt) / 1_000, problems };
  } finally {
    await kill(child);
    await store.close();
    await discord.close();
    await remove();
  }
}

interface World {
  readonly options: ChaosOptions;
  readonly channels: readonly string[];
  readonly discord: FakeDiscord;
  readonly store: Store;
  readonly clock: () => Date;
  readonly chance: () => number;
  readonly trouble: ReturnType<typeof newTrouble>;
}

const newTrouble = () => ({ faults: 0, limits: 0, denials: 0 });

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

async function subscribe({ store, channels, options, clock }: World): Promise<void> {
  const at = clock().toISOString();
  for (const channel of channels) {
    const modes = ['alert' as const, ...Array.from({ length: options.digests }, () => 'daily' as const)];
    for (const [index, mode] of modes.entries()) {
      const subscription = makeSubscription({
        id: `${channel.slice(-3)}-${index}`,
        target: `discord:${channel}`,
        mode,
        hour: 8 + index,
        maxPerHour: 1_000,
        createdBy: 'chaos',
      });
      const change = { subscriptionId: subscription.id, who: 'chaos', at, what: 'added' };
      await store.subscriptions.add(subscription, change);
    }
  }
}

/** News in small batches, some of it edited a little later. */
function newsDesk({ store, options, clock, chance }: World) {
  const edits: { readonly n: number; readonly article: Article }[] = [];
  let published = 0;
  const publish = async () => {
    published++;
    const n = published;
    const at = clock().toISOString();
    const article = {
      title: `Regulator decides matter ${n} on staking`,
      text: `Words of matter ${n} are told here at some length.`,
      publishedAt: at,
    };
    const record = makeRecord({ article });
    await store.items.insert([record], at);
    if (n % CORRECTED === 0) edits.push({ n, article: record.article });
  };
  const correct = async () => {
    const edit = edits.shift();
    if (edit === undefined) return;
    const { n, article } = edit;
    const title = `${article.title}, corrected`;
    const record = makeRecord({ article: { ...article, title, contentHash: String(n).padEnd(64, 'e') } });
    await store.items.revise(article.id, record, clock().toISOString());
  };
  return {
    /** What becomes known before the next kill. */
    async next() {
      const due = options.stories / (0.7 * options.kills);
      const until = published + Math.floor(due + chance());
      while (published < Math.min(until, options.stories)) await publish();
      if (chance() < 0.1) await correct();
    },
    async rest() {
      while (published < options.stories) await publish();
      await correct();
      await correct();
    },
  };
}

/** Resolves after a random number of further posts, so that all are made within the kills; at a loss, after some seconds. */
async function progress({ discord, channels: ids, options, chance }: World): Promise<void> {
  const { channels, stories, digests, kills } = options;
  const share = (channels * (stories + digests)) / kills;
  const made = () => ids.reduce((sum, id) => sum + discord.messages(id).length, 0);
  const wanted = made() + 1 + Math.floor(2.4 * share * chance());
  const end = Date.now() + STUCK_MS;
  while (made() < wanted && Date.now() < end) await wait(2);
}

/** Trouble of every kind, until it is over: faults of answers, and channels that may not be written to for a while. */
async function strike(world: World, over: AbortSignal): Promise<void> {
  const { discord, store, chance, channels, trouble, clock } = world;
  const kinds: readonly FaultRule['fault'][] = [
    { do: 'status', status: 500 },
    { do: 'accept-then-status', status: 502 },
    { do: 'reset', when: 'before' },
    { do: 'reset', when: 'after' },
    { do: 'hang', when: 'before' },
    { do: 'hang', when: 'after' },
    { do: 'rate-limit', retryAfter: 0.1 },
  ];
  while (!over.aborted) {
    const fault = kinds[Math.floor(chance() * kinds.length)] ?? { do: 'status', status: 500 };
    const method = ['POST', 'POST', 'POST', 'PATCH', 'GET'][Math.floor(chance() * 5)] ?? 'POST';
    const times = 1 + Math.floor(3 * chance());
    discord.fault({ fault, method, times });
    trouble.faults += times;
    const calmUntil = discord.requests.length + Math.floor(25 * chance());
    if (chance() < 0.08) {
      const id = channels[Math.floor(chance() * channels.length)] ?? '';
      trouble.denials++;
      discord.setChannel({ id, denied: DENIED });
      await wait(300 + 700 * chance());
      discord.setChannel({ id });
      // Half of the time the gateway tells that permissions changed; else the slow try must find out.
      if (chance() < 0.5) await store.outbox.wake(clock().toISOString(), `discord:${id}`);
    }
    while (!over.aborted && discord.requests.length < calmUntil) await wait(5);
    await wait(10);
  }
  discord.clearFaults();
}

async function until(done: () => Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await done())) {
    if (Date.now() > end) throw new Error(`waited in vain for: ${what}`);
    await wait(100);
  }
}

async function isDone({ store, channels, options, clock }: World): Promise<boolean> {
  const hour = clock().getUTCHours();
  if (hour < 8 + options.digests) return false;
  const digests = (await allPosts(store)).filter(isDigest).length;
  if (digests < channels.length * options.digests) return false;
  const { upTo } = await store.items.news(Number.MAX_SAFE_INTEGER);
  for (const channel of channels) {
    if ((await store.outbox.waitingSince(`discord:${channel}`)) !== null) return false;
    const told = await store.settings.get(`news-told:subscription:${channel.slice(-3)}-0`);
    if (Number(told) !== upTo) return false;
  }
  const since = new Date(0).toISOString();
  return (await store.outbox.stale(since, 1)).length + (await store.outbox.chores('9', 1)).length === 0;
}

const allPosts = async (store: Store) => (await store.outbox.list(100_000)).toReversed();
const isDigest = (post: OutboxPost) => post.dedupeKey.startsWith('digest:') && post.part === 0;
const isAlert = (post: OutboxPost) => post.dedupeKey.startsWith('alert');
const textOf = ({ embeds }: FakeMessage) =>
  embeds.map(({ title, description }) => `${String(title)}\n${String(description)}`).join('\n');

/** Each post exactly once, in order; each story exactly once among the alerts of each channel, with its newest words. */
async function inspect({ store, discord, channels, options }: World): Promise<readonly string[]> {
  const problems: string[] = [];
  const posts = await allPosts(store);
  for (const post of posts)
    if (post.state !== 'sent') problems.push(`${post.target} ${post.dedupeKey}: ${post.state} ${post.error}`);
  const stories = Array.from({ length: options.stories }, (_, n) => n + 1);
  for (const channel of channels) {
    const own = posts.filter(({ target }) => target === `discord:${channel}`);
    const marks = new Map(own.map(post => [markerOf(post.dedupeKey, post.part), post]));
    const shown = discord.messages(channel).map(message => {
      const mark = /rb-\w+/.exec(JSON.stringify(message.embeds.at(-1)?.footer ?? ''))?.[0] ?? '';
      return { message, post: marks.get(mark) };
    });
    const order = shown.map(({ post }) => post?.id ?? 0);
    const wanted = own.map(({ id }) => id);
    if (JSON.stringify(order) !== JSON.stringify(wanted))
      problems.push(`${channel}: stands ${order.join(' ')}, queued ${wanted.join(' ')}`);
    if (own.some((post, index) => post.reference !== shown[index]?.message.id))
      problems.push(`${channel}: a reference is not its message`);
    const alerts = shown
      .filter(({ post }) => post !== undefined && isAlert(post))
      .map(({ message }) => message);
    const told = alerts.flatMap(message => [...new Set(matters(textOf(message)))]);
    if (JSON.stringify(told.toSorted((a, b) => a - b)) !== JSON.stringify(stories))
      problems.push(`${channel}: alerts tell ${told.join(' ')}`);
    const corrected =
      alerts
        .map(textOf)
        .join('\n')
        .match(/, corrected/g)?.length ?? 0;
    if (corrected !== Math.floor(options.stories / CORRECTED))
      problems.push(`${channel}: ${corrected} corrected`);
  }
  return problems;
}

async function count({ store, discord, trouble, options }: World) {
  const posts = await allPosts(store);
  const of = (status: number) => discord.requests.filter(request => request.status === status).length;
  // A process that is killed between a refusal and its note of it asks once more.
  const denied = Math.max(0, of(403) - trouble.denials - options.kills);
  const limited = discord.requests.filter(({ status }) => status === 429).length;
  return {
    posts: posts.length,
    alerts: posts.filter(isAlert).length,
    digests: posts.filter(isDigest).length,
    edits: discord.requests.filter(({ method, status }) => method === 'PATCH' && status === 200).length,
    faults: trouble.faults,
    denials: trouble.denials,
    invalid: of(401) + of(404) + denied + Math.max(0, limited - trouble.faults),
  };
}
