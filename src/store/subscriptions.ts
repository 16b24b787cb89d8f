import type { Insertable, Selectable } from 'kysely';
import type { Subscription, SubscriptionChange, SubscriptionStore } from '../core/ports.ts';
import type { Db, Session } from './schema.ts';
import type { SubscriptionTable } from './subscription-tables.ts';

/** What channels want to get. A deleted one stays with its changes, so that it can be said who deleted it. */
export function createSubscriptions({ db, write }: Session): SubscriptionStore {
  return {
    add: (subscription, change) =>
      write(async tx => {
        await tx.insertInto('subscriptions').values(toRow(subscription)).execute();
        await note(tx, change);
      }),

    update: (subscription, change) =>
      write(async tx => {
        await tx
          .updateTable('subscriptions')
          .set(toRow(subscription))
          .where('id', '=', subscription.id)
          .execute();
        await note(tx, change);
      }),

    async get(id) {
      const row = await db.selectFrom('subscriptions').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toSubscription(row);
    },

    async list({ guildId, target, state } = {}) {
      let query = db.selectFrom('subscriptions').selectAll().orderBy('seq');
      if (guildId !== undefined) query = query.where('guild_id', '=', guildId);
      if (target !== undefined) query = query.where('target', '=', target);
      query = state === undefined ? query.where('state', '!=', 'deleted') : query.where('state', '=', state);
      return (await query.execute()).map(toSubscription);
    },

    async changes(id) {
      const rows = await db
        .selectFrom('subscription_changes')
        .selectAll()
        .where('subscription_id', '=', id)
        .orderBy('id')
        .execute();
      return rows.map(row => ({
        subscriptionId: row.subscription_id,
        who: row.who,
        at: row.at,
        what: row.what,
      }));
    },
  };
}

async function note(tx: Db, { subscriptionId, who, at, what }: SubscriptionChange): Promise<void> {
  await tx
    .insertInto('subscription_changes')
    .values({ subscription_id: subscriptionId, who, at, what })
    .execute();
}

function toRow(subscription: Subscription): Insertable<SubscriptionTable> {
  return {
    id: subscription.id,
    target: subscription.target,
    guild_id: subscription.guildId,
    mode: subscription.mode,
    query: subscription.query,
    hour: subscription.hour,
    weekday: subscription.weekday,
    quiet_days: JSON.stringify(subscription.quietDays),
    time_zone: subscription.timeZone,
    locale: subscription.locale,
    group_by: subscription.groupBy,
    mention_role_id: subscription.mentionRoleId,
    max_per_hour: subscription.maxPerHour,
    chase_after_hours: subscription.chaseAfterHours,
    state: subscription.state,
    state_reason: subscription.stateReason,
    state_since: subscription.stateSince,
    created_by: subscription.createdBy,
    created_at: subscription.createdAt,
    updated_at: subscription.updatedAt,
  };
}

function toSubscription(row: Selectable<SubscriptionTable>): Subscription {
  const quietDays: unknown = JSON.parse(row.quiet_days);
  return {
    id: row.id,
    target: row.target,
    guildId: row.guild_id,
    mode: row.mode,
    query: row.query,
    hour: row.hour,
    weekday: row.weekday,
    quietDays: Array.isArray(quietDays) ? quietDays.map(Number) : [],
    timeZone: row.time_zone,
    locale: row.locale,
    groupBy: row.group_by,
    mentionRoleId: row.mention_role_id,
    maxPerHour: row.max_per_hour,
    chaseAfterHours: row.chase_after_hours,
    state: row.state,
    stateReason: row.state_reason,
    stateSince: row.state_since,
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
