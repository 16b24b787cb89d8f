import type { DeliveryReport } from '../core/application.ts';
import { AppError, errorText } from '../core/errors.ts';
import type { Channel, Clock, Delivery, Logger, OutboxPost, OutboxStore } from '../core/ports.ts';
import { backOff, later } from './back-off.ts';
import { parseTarget } from './target.ts';
import { tendPosts } from './tend-posts.ts';

export interface OutboxWorkerDeps {
  readonly outbox: OutboxStore;
  readonly channels: readonly Channel[];
  readonly clock: Clock;
  readonly logger: Logger;
  /** Resolves after the given milliseconds, or as soon as the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** How long one target may be waited for within one drain, in milliseconds. Default: 15 s. */
  readonly patienceMs?: number;
  /** Learns which targets refuse posts until somebody acts, and which take them again. */
  readonly watch?: TargetWatch;
}

export interface TargetWatch {
  trouble(target: string, what: string): Promise<void>;
  recovered(target: string): Promise<void>;
}

export interface OutboxWorker {
  /**
   * Sends everything that is due, optionally for some targets only: per target in order, targets side by side; then edits and publishes
   * what was sent. Returns when nothing is due or the signal aborts; a post whose fate is open then is settled by the next drain, in
   * this process or another. A target that another drain is at work on is left to it and waited for.
   * @throws what the store throws, after the other targets are done.
   */
  drain(signal: AbortSignal, targets?: readonly string[]): Promise<DeliveryReport>;
}

const PATIENCE_MS = 15_000;
/** No try is repeated sooner, whatever a channel says. */
const LEAST_WAIT_MS = 250;
const NOT_WIRED_MS = 15 * 60_000;

interface Tally {
  sent: number;
  waiting: number;
  rejected: number;
  readonly problems: string[];
}

/** Sends the posts of the outbox: begin is committed before anything leaves, so that no crash can lose or repeat a post. */
export function createOutboxWorker(deps: OutboxWorkerDeps): OutboxWorker {
  const { outbox, clock, logger, sleep } = deps;
  const channels = new Map(deps.channels.map(channel => [channel.kind, channel]));
  const lanes = new Map<string, Promise<void>>();
  let tending: Promise<void> | null = null;

  /** Milliseconds until an instant that a channel named; a while for one that cannot be read. */
  function waitFor(at: string): number {
    const wait = Date.parse(at) - clock().getTime();
    return Number.isNaN(wait) ? backOff(1) : Math.max(LEAST_WAIT_MS, wait);
  }

  async function attempt(post: OutboxPost, signal: AbortSignal): Promise<Delivery> {
    const kind = post.target.split(':', 1)[0] ?? '';
    const channel = channels.get(kind);
    try {
      if (channel === undefined) return notWired(post);
      return await channel.send(post, signal);
    } catch (error) {
      if (error instanceof AppError && error.retry === 'no')
        return { outcome: 'rejected', error: error.message };
      return { outcome: 'retry', at: later(clock(), backOff(post.attempts + 1)), error: errorText(error) };
    }
  }

  /** A target that nobody can send to is given up; one that only is not set up here and now keeps its posts. */
  function notWired(post: OutboxPost): Delivery {
    const { kind } = parseTarget(post.target);
    return {
      outcome: 'retry',
      at: later(clock(), NOT_WIRED_MS),
      error: `The channel "${kind}" is not set up: configure it and start regbeat again. The post is kept.`,
    };
  }

  async function settle(post: OutboxPost, delivery: Delivery, tally: Tally): Promise<void> {
    const { id, target, dedupeKey, part, parts } = post;
    const fields = { post: id, target, dedupeKey, part: part + 1, parts };
    const line = `${target}: ${dedupeKey} (${part + 1}/${parts})`;
    if (delivery.outcome === 'sent') {
      const { reference, place, crosspost } = delivery;
      await outbox.sent(id, reference, clock().toISOString(), {
        ...(place === undefined ? {} : { place }),
        ...(crosspost === undefined ? {} : { crosspost }),
      });
      if (post.error !== null) await deps.watch?.recovered(target);
      tally.sent++;
      logger.info({ ...fields, reference: delivery.reference }, 'post sent');
    } else if (delivery.outcome === 'rejected') {
      await outbox.reject(id, delivery.error, clock().toISOString());
      tally.rejected++;
      tally.problems.push(`${line} given up: ${delivery.error}`);
      logger.error({ ...fields, error: delivery.error }, 'post given up');
    } else {
      const nextAt = later(clock(), waitFor(delivery.at));
      await outbox.retry(id, delivery.error, nextAt);
      if (delivery.trouble !== undefined) await deps.watch?.trouble(target, delivery.trouble);
      logger.warn({ ...fields, error: delivery.error, nextAt }, 'post waits');
    }
  }

  /** One target, in order, until nothing of it is due or it wants more patience than there is. */
  async function drainTarget(first: OutboxPost, signal: AbortSignal, tally: Tally): Promise<void> {
    const { target } = first;
    let post: OutboxPost | null = first;
    let patience = deps.patienceMs ?? PATIENCE_MS;
    while (post !== null && !signal.aborted) {
      await outbox.begin(post.id, clock().toISOString());
      const delivery = await attempt(post, signal);
      await settle(post, delivery, tally);
      if (delivery.outcome === 'retry') {
        const wait = waitFor(delivery.at);
        if (signal.aborted || wait > patience) {
          tally.waiting++;
          tally.problems.push(
            `${target}: ${post.dedupeKey} (${post.part + 1}/${post.parts}) waits until ${delivery.at}: ${delivery.error}`,
          );
          return;
        }
        patience -= wait;
        await sleep(wait, signal);
        if (signal.aborted) tally.waiting++;
      }
      if (signal.aborted) return;
      post = await outbox.dueAt(target, clock().toISOString());
    }
  }

  async function drainOnce(
    signal: AbortSignal,
    targets: readonly string[] | undefined,
  ): Promise<DeliveryReport> {
    const tally: Tally = { sent: 0, waiting: 0, rejected: 0, problems: [] };
    const done = new Set<string>();
    const failures: unknown[] = [];
    while (!signal.aborted) {
      const due = await outbox.due(clock().toISOString());
      // A target that was drained has either nothing due or no patience left: it is not visited again in this drain.
      const next = due.filter(
        ({ target }) => !done.has(target) && (targets === undefined || targets.includes(target)),
      );
      if (next.length === 0) break;
      const work = next.map(post => lanes.get(post.target) ?? startLane(post, signal, tally, done));
      for (const lane of await Promise.allSettled(work))
        if (lane.status === 'rejected') failures.push(lane.reason);
    }
    if (!signal.aborted) await tend(signal).catch(error => failures.push(error));
    if (failures.length > 0) throw failures[0];
    return tally;
  }

  function startLane(post: OutboxPost, signal: AbortSignal, tally: Tally, done: Set<string>): Promise<void> {
    const { target } = post;
    done.add(target);
    const lane = drainTarget(post, signal, tally).finally(() => lanes.delete(target));
    lanes.set(target, lane);
    return lane;
  }

  /** One at a time: what is done to posts that were sent. */
  function tend(signal: AbortSignal): Promise<void> {
    tending ??= tendPosts({ ...deps, channels }, signal).finally(() => {
      tending = null;
    });
    return tending;
  }

  return { drain: drainOnce };
}
