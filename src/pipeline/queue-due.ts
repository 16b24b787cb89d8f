import type { Digest, Window } from '../core/application.ts';
import type { Message } from '../core/message.ts';
import type { Clock, Store } from '../core/ports.ts';
import { lastDigestTime } from './digest-window.ts';

export interface QueueDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly timeZone: string;
  readonly digestHour: number;
  /** Where scheduled posts go, and whether a first run says hello there. */
  readonly targets: readonly { readonly name: string; readonly greet: boolean }[];
  readonly scheduledDigest: (window: Window) => Promise<Digest>;
  readonly hello: () => Promise<Message>;
  /** The posts that a message becomes at a target. */
  readonly render: (target: string, message: Message) => Promise<readonly string[]>;
}

/**
 * Queues, per target, the hello of a first run and every scheduled digest that has fallen due. The posts and the mark how far the
 * target was told are one transaction: after a crash a window is neither skipped nor told twice. A process that was
 * down over several digest hours tells everything since in one digest.
 */
export async function queueDue(deps: QueueDeps): Promise<void> {
  for (const { name, greet } of deps.targets) {
    const mark = `told:${name}`;
    const told = await deps.store.settings.get(mark);
    if (told !== null) await queueDigest(deps, name, mark, told);
    else if (greet) await queueHello(deps, name, mark);
    else await deps.store.settings.set(mark, deps.clock().toISOString());
  }
}

async function queueHello(deps: QueueDeps, target: string, mark: string): Promise<void> {
  const message = await deps.hello();
  const payloads = await deps.render(target, message);
  const at = deps.clock().toISOString();
  await deps.store.transaction(async ops => {
    if ((await ops.settings.get(mark)) !== null) return;
    await ops.outbox.enqueue(target, message.dedupeKey, payloads, at);
    await ops.settings.set(mark, at);
  });
}

async function queueDigest(deps: QueueDeps, target: string, mark: string, told: string): Promise<void> {
  const now = deps.clock();
  const until = lastDigestTime(now, deps.timeZone, deps.digestHour).toISOString();
  if (until <= told) return;
  const { message } = await deps.scheduledDigest({ since: told, until });
  const payloads = await deps.render(target, message);
  await deps.store.transaction(async ops => {
    if ((await ops.settings.get(mark)) !== told) return;
    await ops.outbox.enqueue(target, message.dedupeKey, payloads, now.toISOString());
    await ops.settings.set(mark, until);
  });
}
