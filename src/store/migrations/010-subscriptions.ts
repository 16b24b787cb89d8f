import type { Migration } from '../migrate.ts';

/** What channels want to get, and who changed that; deleted ones stay, marked. */
export const SUBSCRIPTIONS: Migration = {
  name: 'subscriptions of channels, and their changes',
  sql: `
create table subscriptions (
  seq integer primary key,
  id text not null unique,
  target text not null,
  guild_id text,
  mode text not null,
  query text not null,
  hour integer not null,
  weekday integer not null,
  quiet_days text not null,
  time_zone text not null,
  locale text not null,
  group_by text not null,
  mention_role_id text,
  max_per_hour integer not null,
  chase_after_hours integer,
  state text not null,
  state_reason text,
  state_since text not null,
  created_by text not null,
  created_at text not null,
  updated_at text not null
);
create index subscriptions_target on subscriptions (target);
create index subscriptions_guild on subscriptions (guild_id);
create table subscription_changes (
  id integer primary key,
  subscription_id text not null,
  who text not null,
  at text not null,
  what text not null
);
create index subscription_changes_subscription on subscription_changes (subscription_id);
`,
};
