import { errorText } from '../core/errors.ts';
import type { Channel, ChoreOutcome, Clock, Logger, OutboxStore, PostChore } from '../core/ports.ts';
import { backOff, later } from './back-off.ts';

export interface TendDeps {
  readonly outbox: OutboxStore;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Chores done in one go; the rest follows with the next drain. */
const MOST = 200;
/** Targets worked on side by side. */
const SIDE_BY_SIDE = 4;
const HOUR_MS = 3_600_000;
/** Discord lets an announcement channel publish about this many messages per hour; nobody documents it. */
const PUBLISHED_PER_HOUR = 10;

/**
 * Edits and publishes posts that were sent, where it is due. It never holds up a post: a chore that fails waits or is given up, and
 * after one failure its target is left alone until the next time.
 */
export async function tendPosts(deps: TendDeps, signal: AbortSignal): Promise<void> {
  const { outbox, clock } = deps;
  const due = await outbox.chores(clock().toISOString(), MOST);
  const byTarget = [...Map.groupBy(due, ({ post }) => post.target).values()];
  const next = byTarget.values();
  const work = async () => {
    for (const chores of next) {
      for (const chore of chores) {
        if (signal.aborted) return;
        if (!(await tendOne(deps, chore, signal))) break;
      }
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
}

/** Returns whether the target may be asked for more. */
async function tendOne(deps: TendDeps, chore: PostChore, signal: AbortSignal): Promise<boolean> {
  const { outbox, clock, logger } = deps;
  const fields = { post: chore.post.id, target: chore.post.target, chore: chore.chore };
  const outcome = await outcomeOf(deps, chore, signal);
  if (outcome.outcome === 'done') {
    await outbox.choreDone(chore, clock().toISOString());
    logger.info(fields, 'post tended');
    return true;
  }
  if (outcome.outcome === 'closed') {
    await outbox.choreClosed(chore, outcome.error, clock().toISOString());
    logger.warn({ ...fields, error: outcome.error }, 'post tended no more');
    return true;
  }
  await outbox.choreLater(chore, outcome.error, outcome.at);
  logger.info({ ...fields, error: outcome.error, nextAt: outcome.at }, 'post tended later');
  return false;
}

async function outcomeOf(
  { outbox, channels, clock }: TendDeps,
  chore: PostChore,
  signal: AbortSignal,
): Promise<ChoreOutcome> {
  const { target } = chore.post;
  const channel = channels.get(target.split(':', 1)[0] ?? '');
  if (channel?.tend === undefined) return { outcome: 'closed', error: 'The channel changes no posts.' };
  if (chore.chore === 'crosspost') {
    const hourAgo = later(clock(), -HOUR_MS);
    if ((await outbox.publishedSince(target, hourAgo)) >= PUBLISHED_PER_HOUR)
      return {
        outcome: 'retry',
        at: later(clock(), HOUR_MS / PUBLISHED_PER_HOUR),
        error: 'Enough was published this hour.',
      };
  }
  try {
    return await channel.tend(chore, signal);
  } catch (error) {
    return { outcome: 'retry', at: later(clock(), backOff(chore.attempts + 3)), error: errorText(error) };
  }
}
