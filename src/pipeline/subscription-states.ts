import type { Clock, Store, Subscription, SubscriptionState } from '../core/ports.ts';
import { type Actor, GUILD_GONE, type Subscriptions } from '../core/subscriptions.ts';

export interface StateDeps {
  readonly store: () => Promise<Store>;
  readonly clock: Clock;
  /** Changes one under a lock and notes it; null leaves it alone. */
  readonly change: (
    id: string,
    by: Actor,
    next: (old: Subscription) => { readonly subscription: Subscription; readonly what: string } | null,
  ) => Promise<Subscription>;
}

const KEPT_MS = 30 * 86_400_000;
const OWN: Actor = { who: 'regbeat' };

/** Pausing, breaking, mending and removing. */
export function subscriptionStates({
  store,
  clock,
  change,
}: StateDeps): Pick<
  Subscriptions,
  'pause' | 'resume' | 'remove' | 'markBroken' | 'onChannelsChanged' | 'forgetGone'
> {
  const become = (id: string, by: Actor, state: SubscriptionState, reason: string | null, what: string) =>
    change(id, by, old =>
      old.state === state
        ? null
        : {
            subscription: { ...old, state, stateReason: reason, stateSince: clock().toISOString() },
            what,
          },
    );
  /** Posts that wait for a later try may pass now. */
  const wake = async () => void (await (await store()).outbox.wake(clock().toISOString()));
  const ofState = async (state: SubscriptionState, guildId?: string) =>
    (await store()).subscriptions.list({ state, ...(guildId === undefined ? {} : { guildId }) });

  return {
    pause: (id, by) => become(id, by, 'paused', null, 'paused'),
    async resume(id, by) {
      const resumed = await become(id, by, 'active', null, 'resumed');
      await wake();
      return resumed;
    },
    remove: (id, by) => become(id, by, 'deleted', null, 'deleted'),

    async markBroken(which, reason) {
      const { subscriptions } = await store();
      const active = (await subscriptions.list(which)).filter(({ state }) => state === 'active');
      for (const { id } of active) await become(id, OWN, 'broken', reason, `broken: ${reason}`);
      return active.length;
    },

    async onChannelsChanged(guildId, canPost) {
      const mended = (await ofState('broken', guildId)).filter(({ target }) => canPost(target));
      for (const { id } of mended) await become(id, OWN, 'active', null, 'mended: posts arrive again');
      if (mended.length > 0) await wake();
      return mended.length;
    },

    async forgetGone() {
      const before = new Date(clock().getTime() - KEPT_MS).toISOString();
      const gone = (await ofState('broken')).filter(
        ({ stateReason, stateSince }) => stateReason === GUILD_GONE && stateSince < before,
      );
      for (const { id } of gone)
        await become(id, OWN, 'deleted', GUILD_GONE, 'deleted: the server is gone for 30 days');
      return gone.length;
    },
  };
}
