import { type Locale, toLocale } from '../core/locale.ts';
import type { Message, RenderOptions } from '../core/message.ts';
import type { Clock, Store, StoreOps } from '../core/ports.ts';
import { type AlertDeps, queueAlerts } from './alerts.ts';
import type { ScheduledDigest, ScheduledWindow } from './digest.ts';
import { lastDigestTime } from './digest-window.ts';
import { factsOf } from './message-facts.ts';
import { type Marks, type Plan, planOf, readMarks, scheduleWords, writeMarks } from './plans.ts';

export interface QueueDeps extends AlertDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** What the settings ask for, beside the subscriptions. */
  readonly plans: readonly Plan[];
  readonly scheduledDigest: (window: ScheduledWindow) => Promise<ScheduledDigest>;
  readonly hello: (schedule: string, locale: Locale) => Promise<Message>;
  /** The posts that a message becomes at a target. */
  readonly render: (target: string, message: Message, options: RenderOptions) => Promise<readonly string[]>;
  /**
   * A target that has not taken what was queued this long ago gets nothing more until it does; then all of it comes in one piece instead
   * of a flood.
   */
  readonly holdAfterMs?: number;
}

/** A mark this far in the future was written while the clock was wrong. */
const CLOCK_TOLERANCE_MS = 60 * 60_000;
const HOLD_AFTER_MS = 15 * 60_000;

/**
 * Queues, per subscription, the hello of a first run, every alert, and every scheduled digest that has fallen due. The posts and the marks how far the
 * target was told are one transaction: after a crash nothing is skipped or told twice. When a digest is due is a question of the clock; what
 * is in it is not: it goes on from the number of the last news told. A process that was down over several digest hours tells
 * everything since in one digest.
 */
export async function queueDue(deps: QueueDeps): Promise<void> {
  const failures: unknown[] = [];
  const active = await deps.store.subscriptions.list({ state: 'active' });
  const newest = (await deps.store.items.news(Number.MAX_SAFE_INTEGER)).upTo;
  for (const plan of [...deps.plans, ...active.map(planOf)]) {
    // One target's trouble must not keep the others from their digest.
    await queuePlan(deps, plan, newest).catch(error => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}

async function queuePlan(deps: QueueDeps, plan: Plan, newest: number): Promise<void> {
  const told = await readMarks(deps.store, plan.key);
  if (told === null) return queueFirst(deps, plan);
  if (plan.mode === 'alert' && told.news >= newest) return;
  if (plan.mode !== 'alert' && !(await isDue(deps, plan, told))) return;
  if (await isHeld(deps, plan.target)) return;
  if (plan.mode === 'alert') return queueAlerts(deps, plan, told);
  return queueDigest(deps, plan, told);
}

/** Whether what was queued earlier still waits. */
async function isHeld({ store, clock, holdAfterMs = HOLD_AFTER_MS }: QueueDeps, target: string) {
  const since = await store.outbox.waitingSince(target);
  return since !== null && clock().getTime() - Date.parse(since) > holdAfterMs;
}

/** A target that is new is told what comes from now on. */
async function queueFirst(deps: QueueDeps, plan: Plan): Promise<void> {
  const hello = plan.greet ? await deps.hello(scheduleWords(plan), toLocale(plan.options.locale)) : null;
  const payloads = hello ? await deps.render(plan.target, hello, plan.options) : [];
  const at = deps.clock().toISOString();
  await deps.store.transaction(async ops => {
    if ((await readMarks(ops, plan.key)) !== null) return;
    if (hello) await ops.outbox.enqueue(plan.target, hello.dedupeKey, payloads, at);
    await writeMarks(ops, plan.key, { at, news: (await ops.items.news(Number.MAX_SAFE_INTEGER)).upTo });
  });
}

/** Whether a digest is due; a mark that a wrong clock left in the future is set back on the way. */
async function isDue(deps: QueueDeps, plan: Plan, told: Marks): Promise<boolean> {
  const now = deps.clock();
  const due = lastDigestTime(now, plan.times);
  if (due === null) return false;
  if (Date.parse(told.at) - now.getTime() > CLOCK_TOLERANCE_MS) {
    const at = due.toISOString();
    await deps.store.transaction(ops => writeMarks(ops, plan.key, { ...told, at }));
    return false;
  }
  return due.toISOString() > told.at;
}

async function queueDigest(deps: QueueDeps, plan: Plan, told: Marks): Promise<void> {
  const now = deps.clock();
  const at = now.toISOString();
  const due = lastDigestTime(now, plan.times)?.toISOString() ?? at;
  const { message, upTo } = await deps.scheduledDigest({
    window: { since: told.at, until: at },
    after: told.news,
    due,
    period: plan.mode === 'weekly' ? 'weekly' : 'daily',
    query: plan.query,
    groupBy: plan.groupBy,
    timeZone: plan.times.timeZone,
    locale: toLocale(plan.options.locale),
    ...(plan.subscriptionId === null ? {} : { key: plan.subscriptionId }),
  });
  const payloads = await deps.render(plan.target, message, plan.options);
  await deps.store.transaction(async ops => {
    if (!(await isStill(ops, plan.key, told))) return;
    await ops.outbox.enqueue(plan.target, message.dedupeKey, payloads, at, factsOf(plan, message, at));
    await writeMarks(ops, plan.key, { at, news: upTo });
  });
}

/** Whether nobody else told the target in the meantime. */
export async function isStill(ops: StoreOps, key: string, told: Marks): Promise<boolean> {
  const current = await readMarks(ops, key);
  return current?.at === told.at && current.news === told.news;
}
