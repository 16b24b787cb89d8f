export const SUBSCRIPTION_MODES = ['alert', 'daily', 'weekly'] as const;
export type SubscriptionMode = (typeof SUBSCRIPTION_MODES)[number];

/** Paused by people; broken when the channel refuses (no permission, gone). Neither loses its settings. */
export const SUBSCRIPTION_STATES = ['active', 'paused', 'broken', 'deleted'] as const;
export type SubscriptionState = (typeof SUBSCRIPTION_STATES)[number];

/** What a channel wants to get, and when. */
export interface Subscription {
  /** Short and public, to be named in commands. */
  readonly id: string;
  /** "discord:<channel or thread id>" or "webhook:<name>". */
  readonly target: string;
  /** Discord server that the channel belongs to; null for webhooks. */
  readonly guildId: string | null;
  readonly mode: SubscriptionMode;
  /** Query language; empty: everything relevant. */
  readonly query: string;
  /** Hour of a digest, 0 to 23, in `timeZone`. */
  readonly hour: number;
  /** ISO weekday of a weekly digest, 1 is Monday. */
  readonly weekday: number;
  /** ISO weekdays without a digest; what came is told on the next day. */
  readonly quietDays: readonly number[];
  readonly timeZone: string;
  /** Locale of the fixed words ("en", "zh-Hant"). */
  readonly locale: string;
  readonly groupBy: 'jurisdiction' | 'topic';
  readonly mentionRoleId: string | null;
  /** Alerts per hour; the overflow is folded into one line. */
  readonly maxPerHour: number;
  /** Posts must be acknowledged; after so many hours they are asked for again. Null: no need. */
  readonly chaseAfterHours: number | null;
  readonly state: SubscriptionState;
  readonly stateReason: string | null;
  readonly stateSince: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Who changed what of a subscription. */
export interface SubscriptionChange {
  readonly subscriptionId: string;
  readonly who: string;
  readonly at: string;
  /** One line for people: "hour: 8 -> 9". */
  readonly what: string;
}

export interface SubscriptionStore {
  /** Adds it and notes the change. */
  add(subscription: Subscription, change: SubscriptionChange): Promise<void>;
  /** Replaces the one of the same id and notes the change. */
  update(subscription: Subscription, change: SubscriptionChange): Promise<void>;
  get(id: string): Promise<Subscription | null>;
  /** Without deleted ones, oldest first. */
  list(filter?: {
    readonly guildId?: string;
    readonly target?: string;
    readonly state?: SubscriptionState;
  }): Promise<readonly Subscription[]>;
  /** Oldest first. */
  changes(id: string): Promise<readonly SubscriptionChange[]>;
}
