import type { Generated } from 'kysely';
import type { Subscription } from '../core/ports.ts';

export interface SubscriptionTable {
  /** Order of creation. */
  seq: Generated<number>;
  id: string;
  target: string;
  guild_id: string | null;
  mode: Subscription['mode'];
  query: string;
  hour: number;
  weekday: number;
  /** JSON array of numbers. */
  quiet_days: string;
  time_zone: string;
  locale: string;
  group_by: Subscription['groupBy'];
  mention_role_id: string | null;
  max_per_hour: number;
  chase_after_hours: number | null;
  state: Subscription['state'];
  state_reason: string | null;
  state_since: string;
  created_by: string;
  created_at: string;
  updated_at: string;
}

/** Who changed what; append only. */
export interface SubscriptionChangeTable {
  id: Generated<number>;
  subscription_id: string;
  who: string;
  at: string;
  what: string;
}

export interface SubscriptionTables {
  subscriptions: SubscriptionTable;
  subscription_changes: SubscriptionChangeTable;
}
