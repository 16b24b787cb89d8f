import type { ChoreOutcome, Clock, OutboxPost, PostChore } from '../../core/ports.ts';
import { backOff, later } from '../back-off.ts';
import { parseTarget } from '../target.ts';
import type { ApiFailure, DiscordApi } from './api.ts';
import { readEnvelope } from './envelope.ts';
import { HOLD_MS } from './failure.ts';

const HOUR_MS = 3_600_000;
/** An edit is worth this many tries, a day apart at the end; the post itself stands. */
const TRIES = 6;
const ALREADY_PUBLISHED = 40033;
/** Codes after which a post can never be edited: it is gone, another's, or in a closed thread. */
const FINAL: readonly (number | null)[] = [10003, 10004, 10008, 50005, 50083];
/** Too many edits of a message older than an hour. */
const OLD_EDITS = 30046;

/** Edits or publishes a post that stands at Discord. Both may be repeated without harm. */
export async function tendPost(
  deps: { readonly api: DiscordApi | null; readonly clock: Clock },
  chore: PostChore,
  signal: AbortSignal,
): Promise<ChoreOutcome> {
  const { api, clock } = deps;
  if (api === null)
    return { outcome: 'retry', at: later(clock(), HOLD_MS), error: 'Discord refuses the bot for now.' };
  const route = messageRoute(chore.post);
  if (route === null) return { outcome: 'closed', error: 'The post has no message that could be changed.' };
  const answer =
    chore.chore === 'crosspost'
      ? await api.post(`${route}/crosspost`, {}, signal)
      : await api.patch(route, editBody(chore.payload ?? ''), signal);
  return answer.ok ? { outcome: 'done' } : afterFailure(answer.failure, chore, clock);
}

/** What a failed edit or publication means: nothing is lost by it, so it is given up where asking again could harm. */
export function afterFailure(failure: ApiFailure, chore: PostChore, clock: Clock): ChoreOutcome {
  const retry = (ms: number, error: string): ChoreOutcome =>
    chore.attempts + 1 >= TRIES
      ? { outcome: 'closed', error }
      : { outcome: 'retry', at: later(clock(), ms), error };
  switch (failure.kind) {
    case 'aborted':
      return { outcome: 'retry', at: clock().toISOString(), error: 'Stopped.' };
    case 'rate-limit':
      return {
        outcome: 'retry',
        at: later(clock(), Math.max(1_000, failure.waitMs)),
        error: 'Discord asks for a pause.',
      };
    case 'unclear':
    case 'unreachable':
      return {
        outcome: 'retry',
        at: later(clock(), backOff(chore.attempts + 3)),
        error: failure.message,
      };
    case 'refused':
      if (failure.code === ALREADY_PUBLISHED) return { outcome: 'done' };
      if (FINAL.includes(failure.code) || failure.status === 400)
        return { outcome: 'closed', error: failure.message };
      if (failure.code === OLD_EDITS) return retry(HOUR_MS, failure.message);
      return retry(6 * HOUR_MS, failure.message);
  }
}

/** What may be changed of a message: neither its flags nor its nonce. */
export function editBody(payload: string): object {
  const { flags: _, ...body } = { flags: null, ...readEnvelope(payload).body };
  return body;
}

function messageRoute({ target, place, reference }: OutboxPost): `/${string}` | null {
  const parsed = parseTarget(target);
  if (parsed.kind !== 'discord' || reference === null || !/^\d{1,20}$/.test(reference)) return null;
  return `/channels/${place ?? parsed.channelId}/messages/${reference}`;
}
