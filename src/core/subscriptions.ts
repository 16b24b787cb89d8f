import type { Digest, PostReport } from './application.ts';
import type { Subscription, SubscriptionChange, SubscriptionMode } from './ports.ts';

/** Who does something, and as what. */
export interface Actor {
  /** A name for the log of changes: "ada (Discord 123)", "command line". */
  readonly who: string;
  /** The server that they act for: subscriptions of others do not exist for them. Absent: all. */
  readonly guildId?: string;
}

/** What can be chosen and changed; what is left out keeps its value, or gets the default. */
export interface SubscriptionSettings {
  readonly mode?: SubscriptionMode;
  readonly query?: string;
  readonly hour?: number;
  readonly weekday?: number;
  readonly quietDays?: readonly number[];
  readonly timeZone?: string;
  readonly locale?: string;
  readonly groupBy?: Subscription['groupBy'];
  readonly mentionRoleId?: string | null;
  readonly maxPerHour?: number;
  readonly chaseAfterHours?: number | null;
}

export interface SubscriptionRequest extends SubscriptionSettings {
  /** "discord:<channel id>", "webhook:<name>" or "file". */
  readonly target: string;
  readonly guildId?: string | null;
}

export interface SubscriptionEdit {
  readonly subscription: Subscription;
  /** One line each: "hour: 8 -> 9". */
  readonly differences: readonly string[];
}

/** Why a subscription is broken when the bot was removed from its server: forgotten after 30 days. */
export const GUILD_GONE = 'The bot was removed from the server.';

/** What channels want to get. Every change notes who made it and when. */
export interface Subscriptions {
  /** @throws AppError "query", "usage", "time-zone", "target", "subscription-exists" or "too-many" that says what is wrong. */
  add(request: SubscriptionRequest, by: Actor): Promise<Subscription>;
  /** What add would say to a request, without adding anything. */
  check(request: SubscriptionRequest): Promise<Subscription>;
  /** @throws AppError "not-found", and those of add. */
  edit(id: string, settings: SubscriptionSettings, by: Actor): Promise<SubscriptionEdit>;
  pause(id: string, by: Actor): Promise<Subscription>;
  /** Also mends a broken one: what waits for its target is tried again. */
  resume(id: string, by: Actor): Promise<Subscription>;
  /** Its settings stay with the log of its changes. */
  remove(id: string, by: Actor): Promise<Subscription>;
  /** Posts what it would get now, marked as a test. */
  test(id: string, by: Actor, signal: AbortSignal): Promise<PostReport>;
  /** What its newest post would look like; nothing is sent. */
  preview(request: SubscriptionRequest): Promise<Digest>;
  /** @throws AppError "not-found". */
  get(id: string, by: Actor): Promise<Subscription>;
  /** Oldest first, without deleted ones. */
  list(filter?: { readonly guildId?: string; readonly target?: string }): Promise<readonly Subscription[]>;
  /** Oldest first. */
  changes(id: string, by: Actor): Promise<readonly SubscriptionChange[]>;
  /** Marks the active ones of a server or a target as broken; returns how many. */
  markBroken(
    which: { readonly guildId: string } | { readonly target: string },
    reason: string,
  ): Promise<number>;
  /**
   * Something changed in a server's channels or permissions: broken ones whose target can be posted to again become active, and posts
   * that wait are tried again. Returns how many.
   */
  onChannelsChanged(guildId: string, canPost: (target: string) => boolean): Promise<number>;
  /** Deletes those of servers that the bot was removed from 30 days ago; returns how many. */
  forgetGone(): Promise<number>;
}

/** The facade's part for subscriptions. */
export interface Subscribing {
  readonly subscriptions: Subscriptions;
}
