import type { Digest, DigestOptions, PostReport } from '../core/application.ts';
import { AppError } from '../core/errors.ts';
import { shortId } from '../core/ids.ts';
import type { RenderOptions } from '../core/message.ts';
import type { Clock, Store, StoreOps, Subscription } from '../core/ports.ts';
import type { Actor, SubscriptionRequest, Subscriptions } from '../core/subscriptions.ts';
import { differences, type SettledSettings, settingsOf, settleSettings } from './subscription-settings.ts';
import { subscriptionStates } from './subscription-states.ts';

export interface SubscriptionDeps {
  readonly store: () => Promise<Store>;
  readonly clock: Clock;
  /** Zone and hour of digests that say nothing else. */
  readonly timeZone: string;
  readonly digestHour: number;
  /** @throws AppError "query". */
  readonly checkQuery: (text: string) => Promise<void>;
  /** A target in the form in which it is stored. @throws AppError "target". */
  readonly normaliseTarget: (target: string) => string;
  readonly digest: (options: DigestOptions, timeZone: string) => Promise<Digest>;
  readonly post: (
    digest: Digest,
    target: string,
    signal: AbortSignal,
    options: RenderOptions,
  ) => Promise<PostReport>;
}

/** More in one place is a mistake: nobody can read it. */
const MOST_PER_TARGET = 20;
const MOST_PER_GUILD = 200;

/** What channels want to get, checked, with a note of every change. */
export function createSubscriptions(deps: SubscriptionDeps): Subscriptions {
  const { store, clock } = deps;
  const base: SettledSettings = {
    mode: 'daily',
    query: '',
    hour: deps.digestHour,
    weekday: 1,
    quietDays: [],
    timeZone: deps.timeZone,
    locale: 'en',
    groupBy: 'jurisdiction',
    mentionRoleId: null,
    maxPerHour: 10,
    chaseAfterHours: null,
  };

  const draft = async (request: SubscriptionRequest, by: Actor): Promise<Subscription> => {
    const { target, guildId = by.guildId ?? null, ...settings } = request;
    const settled = settleSettings(settings, base);
    await deps.checkQuery(settled.query);
    const at = clock().toISOString();
    const normal = deps.normaliseTarget(target);
    return {
      ...settled,
      id: shortId([normal, settled.mode, settled.query, at, by.who], 8),
      target: normal,
      guildId,
      state: 'active',
      stateReason: null,
      stateSince: at,
      createdBy: by.who,
      createdAt: at,
      updatedAt: at,
    };
  };

  /** Reads and writes under one lock, so that two people's changes do not undo each other. */
  const change = async (
    id: string,
    by: Actor,
    next: (
      old: Subscription,
      ops: StoreOps,
    ) => { readonly subscription: Subscription; readonly what: string } | null,
  ): Promise<Subscription> =>
    (await store()).transaction(async ops => {
      const old = await find(ops, id, by);
      const changed = next(old, ops);
      if (changed === null) return old;
      const at = clock().toISOString();
      const subscription = { ...changed.subscription, updatedAt: at };
      await ops.subscriptions.update(subscription, {
        subscriptionId: old.id,
        who: by.who,
        at,
        what: changed.what,
      });
      return subscription;
    });

  return {
    async add(request, by) {
      const drafted = await draft(request, by);
      return (await store()).transaction(async ops => {
        await refuseTooMany(ops, drafted);
        const subscription = { ...drafted, id: await freeId(ops, drafted.id) };
        const { id, createdAt: at, target, mode, query } = subscription;
        const what = `added: ${mode} to ${target}${query === '' ? '' : `, ${query}`}`;
        await ops.subscriptions.add(subscription, { subscriptionId: id, who: by.who, at, what });
        return subscription;
      });
    },
    check: async request => {
      const subscription = await draft(request, { who: 'check' });
      await refuseTooMany(await store(), subscription);
      return subscription;
    },
    async edit(id, settings, by) {
      const current = await find(await store(), id, by);
      const checked = settleSettings(settings, settingsOf(current));
      if (checked.query !== current.query) await deps.checkQuery(checked.query);
      let lines: string[] = [];
      const subscription = await change(id, by, old => {
        const settled = settleSettings(settings, settingsOf(old));
        lines = differences(settingsOf(old), settled);
        return lines.length === 0 ? null : { subscription: { ...old, ...settled }, what: lines.join('; ') };
      });
      return { subscription, differences: lines };
    },
    async test(id, by, signal) {
      const subscription = await find(await store(), id, by);
      const digest = await digestOf(deps, subscription);
      const dedupeKey = `test:${subscription.id}:${clock().toISOString()}`;
      const message = { ...digest.message, title: `Test: ${digest.message.title}`, dedupeKey };
      const { target, locale, timeZone, groupBy } = subscription;
      // Nobody is pinged by a test.
      return deps.post({ ...digest, message }, target, signal, { locale, timeZone, groupBy });
    },
    preview: async request => digestOf(deps, await draft(request, { who: 'preview' })),
    get: async (id, by) => find(await store(), id, by),
    list: async filter => (await store()).subscriptions.list(filter),
    changes: async (id, by) => {
      const { subscriptions } = await store();
      const { id: found } = await find({ subscriptions }, id, by);
      return subscriptions.changes(found);
    },
    ...subscriptionStates({ store, clock, change }),
  };
}

async function digestOf(deps: SubscriptionDeps, subscription: Subscription): Promise<Digest> {
  const { mode, query, groupBy, timeZone, locale } = subscription;
  const period = mode === 'weekly' ? 'weekly' : 'daily';
  return deps.digest({ period, groupBy, locale, ...(query === '' ? {} : { query }) }, timeZone);
}

/** A subscription that the actor may know of. */
async function find(
  { subscriptions }: Pick<StoreOps, 'subscriptions'>,
  id: string,
  { guildId }: Actor,
): Promise<Subscription> {
  const found = await subscriptions.get(id.trim().toLowerCase());
  const visible = found !== null && found.state !== 'deleted';
  if (visible && (guildId === undefined || found.guildId === guildId)) return found;
  throw new AppError(
    'not-found',
    `There is no subscription "${id.slice(0, 40)}": the list of subscriptions shows their ids.`,
  );
}

/** The same id is drawn when the same is deleted and added again within a moment. */
async function freeId({ subscriptions }: Pick<StoreOps, 'subscriptions'>, drawn: string): Promise<string> {
  let id = drawn;
  for (let again = 1; (await subscriptions.get(id)) !== null; again++)
    id = shortId([drawn, String(again)], drawn.length);
  return id;
}

async function refuseTooMany(
  { subscriptions }: Pick<StoreOps, 'subscriptions'>,
  wanted: Subscription,
): Promise<void> {
  const here = await subscriptions.list({ target: wanted.target });
  const same = here.find(known => known.mode === wanted.mode && known.query === wanted.query);
  if (same)
    throw new AppError(
      'subscription-exists',
      `This channel gets that already (subscription ${same.id}, ${same.state}): edit or resume that one.`,
    );
  if (here.length >= MOST_PER_TARGET)
    throw new AppError(
      'too-many',
      `A channel has at most ${MOST_PER_TARGET} subscriptions: remove one first.`,
    );
  if (wanted.guildId === null) return;
  const ofGuild = await subscriptions.list({ guildId: wanted.guildId });
  if (ofGuild.length >= MOST_PER_GUILD)
    throw new AppError('too-many', `A server has at most ${MOST_PER_GUILD} subscriptions: remove one first.`);
}
