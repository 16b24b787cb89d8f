import type { Message } from '../core/message.ts';
import type { Clock, Store, StoreOps } from '../core/ports.ts';
import type { ScheduledDigest, ScheduledWindow } from './digest.ts';
import { lastDigestTime } from './digest-window.ts';

export interface QueueDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly timeZone: string;
  readonly digestHour: number;
  /** Where scheduled posts go, and whether a first run says hello there. */
  readonly targets: readonly { readonly name: string; readonly greet: boolean }[];
  readonly scheduledDigest: (window: ScheduledWindow) => Promise<ScheduledDigest>;
  readonly hello: () => Promise<Message>;
  /** The posts that a message becomes at a target. */
  readonly render: (target: string, message: Message) => Promise<readonly string[]>;
}

/** A mark this far in the future was written while the clock was wrong. */
const CLOCK_TOLERANCE_MS = 60 * 60_000;

/**
 * Queues, per target, the hello of a first run and every scheduled digest that has fallen due. The posts and the marks how far the
 * target was told are one transaction: after a crash nothing is skipped or told twice. When a digest is due is a question of the clock; what
 * is in it is not: it goes on from the number of the last news told. A process that was down over several digest hours tells
 * everything since in one digest.
 */
export async function queueDue(deps: QueueDeps): Promise<void> {
  const failures: unknown[] = [];
  for (const target of deps.targets) {
    // One target's trouble must not keep the others from their digest.
    await queueTarget(deps, target).catch(error => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}

async function queueTarget(deps: QueueDeps, { name, greet }: QueueDeps['targets'][number]): Promise<void> {
  const told = await readMarks(deps.store, name);
  if (told !== null) await queueDigest(deps, name, told);
  else await queueFirst(deps, name, greet ? await deps.hello() : null);
}

/** How far a target was told: when, and up to which news. */
interface Marks {
  readonly at: string;
  readonly news: number;
}

async function readMarks({ settings }: Pick<StoreOps, 'settings'>, target: string): Promise<Marks | null> {
  const at = await settings.get(`told:${target}`);
  return at === null ? null : { at, news: Number((await settings.get(`news-told:${target}`)) ?? 0) };
}

async function writeMarks({ settings }: StoreOps, target: string, marks: Marks): Promise<void> {
  await settings.set(`told:${target}`, marks.at);
  await settings.set(`news-told:${target}`, String(marks.news));
}

/** A target that is new is told what comes from now on. */
async function queueFirst(deps: QueueDeps, target: string, hello: Message | null): Promise<void> {
  const payloads = hello ? await deps.render(target, hello) : [];
  const at = deps.clock().toISOString();
  await deps.store.transaction(async ops => {
    if ((await readMarks(ops, target)) !== null) return;
    if (hello) await ops.outbox.enqueue(target, hello.dedupeKey, payloads, at);
    await writeMarks(ops, target, { at, news: (await ops.items.news(Number.MAX_SAFE_INTEGER)).upTo });
  });
}

async function queueDigest(deps: QueueDeps, target: string, told: Marks): Promise<void> {
  const now = deps.clock();
  const at = now.toISOString();
  const due = lastDigestTime(now, deps.timeZone, deps.digestHour).toISOString();
  const ahead = Date.parse(told.at) - now.getTime() > CLOCK_TOLERANCE_MS;
  if (ahead) return deps.store.transaction(ops => writeMarks(ops, target, { ...told, at: due }));
  if (due <= told.at) return;
  const window = { since: told.at, until: at };
  const { message, upTo } = await deps.scheduledDigest({ window, after: told.news, due });
  const payloads = await deps.render(target, message);
  await deps.store.transaction(async ops => {
    const current = await readMarks(ops, target);
    if (current?.at !== told.at || current.news !== told.news) return;
    await ops.outbox.enqueue(target, message.dedupeKey, payloads, at);
    await writeMarks(ops, target, { at, news: upTo });
  });
}
