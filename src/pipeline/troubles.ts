import type { Message, RenderOptions } from '../core/message.ts';
import type { Clock, Logger, Store, StoreOps, Subscription } from '../core/ports.ts';
import { cleanLine, truncate } from '../core/text.ts';

export interface TroubleDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Where operators are told; null: only the log. */
  readonly opsTarget: string | null;
  readonly render: (target: string, message: Message, options: RenderOptions) => Promise<readonly string[]>;
}

const WHO = 'regbeat';
const HOUR_MS = 3_600_000;
/** A broken subscription for which nothing waits is tried again after this long. */
const PROBE_MS = 6 * HOUR_MS;

/**
 * A target refuses posts until somebody acts. The first time, its subscriptions become broken (nothing of them is lost), and the operators and
 * the people who made them are told; while it lasts nothing more is said.
 */
export async function targetInTrouble(deps: TroubleDeps, target: string, what: string): Promise<void> {
  const { store, clock, logger } = deps;
  const key = `trouble:${target}`;
  if (await store.settings.get(key)) return;
  const at = clock().toISOString();
  const reason = truncate(cleanLine(what), 300);
  const broken = (await store.subscriptions.list({ target })).filter(({ state }) => state === 'active');
  const notices = await noticesOf(deps, target, broken, {
    kind: 'notice',
    title: 'A channel takes no posts',
    blocks: [
      { type: 'paragraph', text: `${target}: ${reason}` },
      {
        type: 'paragraph',
        text: 'What it should get is kept. It is tried again by itself every few hours, and when its permissions change.',
      },
    ],
    importance: 'high',
    dedupeKey: `trouble:${target}:${at}`,
  });
  await store.transaction(async ops => {
    if (await ops.settings.get(key)) return;
    await ops.settings.set(key, reason);
    for (const subscription of broken) await become(ops, subscription, 'broken', reason, at);
    for (const [to, { message, payloads }] of notices)
      await ops.outbox.enqueue(to, message.dedupeKey, payloads, at);
  });
  logger.error({ target, reason, subscriptions: broken.length }, 'target takes no posts');
}

/** A target takes posts again: subscriptions that broke by it are active again, and go on where they stopped. */
export async function targetRecovered(deps: TroubleDeps, target: string): Promise<void> {
  const { store, clock, logger } = deps;
  const key = `trouble:${target}`;
  const reason = await store.settings.get(key);
  if (!reason) return;
  const at = clock().toISOString();
  const mended = (await store.subscriptions.list({ target, state: 'broken' })).filter(
    ({ stateReason }) => stateReason === reason,
  );
  const notices = await noticesOf(deps, target, [], {
    kind: 'notice',
    title: 'A channel takes posts again',
    blocks: [{ type: 'paragraph', text: `${target}: what waited is being posted.` }],
    importance: 'normal',
    dedupeKey: `mended:${target}:${at}`,
  });
  await store.transaction(async ops => {
    await ops.settings.set(key, '');
    for (const subscription of mended) await become(ops, subscription, 'active', null, at);
    for (const [to, { message, payloads }] of notices)
      await ops.outbox.enqueue(to, message.dedupeKey, payloads, at);
  });
  logger.info({ target, subscriptions: mended.length }, 'target takes posts again');
}

/**
 * Posts that wait for a subscription that was deleted are given up; a subscription that broke by a refused post, and for which nothing
 * waits that could find out whether it is over, is tried again by its next post.
 */
export async function tidySubscriptions({ store, clock }: TroubleDeps): Promise<void> {
  const now = clock();
  const at = now.toISOString();
  for (const id of await store.outbox.waitingSubscriptions()) {
    const subscription = await store.subscriptions.get(id);
    if (subscription === null || subscription.state === 'deleted')
      await store.outbox.cancel(id, 'The subscription was deleted.', at);
  }
  const probedBefore = new Date(now.getTime() - PROBE_MS).toISOString();
  for (const broken of await store.subscriptions.list({ state: 'broken' })) {
    const reason = await store.settings.get(`trouble:${broken.target}`);
    if (!reason || broken.stateReason !== reason || broken.stateSince > probedBefore) continue;
    if ((await store.outbox.waitingSince(broken.target)) !== null) continue;
    await store.transaction(async ops => {
      await ops.settings.set(`trouble:${broken.target}`, '');
      await become(ops, broken, 'active', null, at);
    });
  }
}

async function become(
  { subscriptions }: Pick<StoreOps, 'subscriptions'>,
  { id }: Subscription,
  state: 'active' | 'broken',
  reason: string | null,
  at: string,
): Promise<void> {
  const current = await subscriptions.get(id);
  const from = state === 'broken' ? 'active' : 'broken';
  if (current?.state !== from) return;
  await subscriptions.update(
    { ...current, state, stateReason: reason, stateSince: at, updatedAt: at },
    {
      subscriptionId: id,
      who: WHO,
      at,
      what: state === 'broken' ? `broken: ${reason}` : 'mended: posts arrive again',
    },
  );
}

/** Who is told: the operators' channel, and each person who made one of the subscriptions, once. */
async function noticesOf(
  { opsTarget, render, logger }: TroubleDeps,
  target: string,
  broken: readonly Subscription[],
  message: Message,
): Promise<ReadonlyMap<string, { readonly message: Message; readonly payloads: readonly string[] }>> {
  const people = broken.flatMap(({ createdBy }) => {
    const id = /\b(\d{17,20})\b/.exec(createdBy)?.[1];
    return id === undefined ? [] : [`dm:${id}`];
  });
  const notices = new Map<string, { readonly message: Message; readonly payloads: readonly string[] }>();
  for (const to of new Set([...(opsTarget === null ? [] : [opsTarget]), ...people])) {
    if (to === target) continue;
    // Where notices cannot go (no token for a webhook's team), the log and the state of the subscription must do.
    const payloads = await render(to, message, {}).catch(error => {
      logger.warn({ err: error, to }, 'notice not queued');
      return null;
    });
    if (payloads !== null) notices.set(to, { message, payloads });
  }
  return notices;
}
