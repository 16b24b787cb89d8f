import type { FetchFault } from './types.ts';

/** From best to worst. */
export const HEALTH_STATES = [
  'ok',
  'moved',
  'degraded',
  'quiet',
  'wrong-shape',
  'blocked',
  'failing',
] as const;
export type HealthState = (typeof HEALTH_STATES)[number];

/** How a source is, since when, and what shows it, in words for people. */
export interface Health {
  readonly state: HealthState;
  readonly since: string;
  readonly evidence: string;
}

/**
 * Why a read failed, beside the faults of fetching: "content" is a list that came without its items or in another form, "challenge" a bot
 * check where the list should be, "local" a machine that was offline.
 */
export type ReadFault = FetchFault | 'content' | 'challenge' | 'local';

/** What is learned of a source over many reads. */
export interface SourceWatch {
  /** When it was asked for the first time, answer or not. */
  readonly firstAskedAt: string | null;
  readonly health: Health | null;
  /** Fault of the last read, null when it succeeded. */
  readonly fault: ReadFault | null;
  /** The last reads, newest at the end: "+" done, "-" failed. At most 20. */
  readonly recent: string;
  /** When something was published, in minutes since 1970, ascending, one entry per batch. At most 120. */
  readonly activity: readonly number[];
  /** Keys of the newest items at the last read: a list that holds none of them, and new ones instead, lost the connection. */
  readonly head: readonly string[];
  /** Publication of the newest item known. */
  readonly newestAt: string | null;
  /** Share of the items that had a date at the last read that had items, or before they lost their dates; null before. */
  readonly dated: number | null;
  /** Since when no item has a date although most had one; null while dates are as they used to be. */
  readonly undated: { readonly since: string } | null;
  /** Where a permanent redirect leads, and since when. */
  readonly moved: { readonly to: string; readonly since: string } | null;
  /** The address that is asked instead of the definition's `from`. */
  readonly override: { readonly url: string; readonly from: string; readonly since: string } | null;
  /**
   * The last gap that stayed open: items published between `from` and `to` may have been missed. `head` is what a further page must meet to
   * close it; null once that was tried often enough, or there is no further page.
   */
  readonly openGap: {
    readonly at: string;
    readonly from: string | null;
    readonly to: string | null;
    readonly head: readonly string[] | null;
    readonly tries: number;
  } | null;
  /** What speaks for another state, not yet often enough to say so. */
  readonly suspicion: { readonly state: HealthState; readonly since: string; readonly reads: number } | null;
}

/** A change of health, in the order of commits. `sourceId` is null for what concerns this machine. */
export interface HealthEvent {
  readonly id: number;
  readonly sourceId: string | null;
  readonly from: HealthState;
  readonly to: HealthState;
  readonly at: string;
  /** When the state began that ended now. */
  readonly since: string | null;
  readonly evidence: string;
}

export const UNWATCHED: SourceWatch = {
  firstAskedAt: null,
  health: null,
  fault: null,
  recent: '',
  activity: [],
  head: [],
  newestAt: null,
  dated: null,
  undated: null,
  moved: null,
  override: null,
  openGap: null,
  suspicion: null,
};
