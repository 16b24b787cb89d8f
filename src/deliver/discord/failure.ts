import type { Clock, Delivery, OutboxPost } from '../../core/ports.ts';
import { backOff, later } from '../back-off.ts';
import type { ApiFailure } from './api.ts';

/** Stands before the error of a try that may have been carried out, so that the next one looks for its message first. */
const MAY_HAVE_ARRIVED = 'May have arrived: ';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** People have to act: asking again soon would only count as an invalid request (10,000 in 10 minutes lead to a ban). */
const SLOW_MS = HOUR_MS;
const SLOWEST_MS = 6 * HOUR_MS;
/** What the token or the network does to one channel it does to all. */
export const HOLD_MS = 15 * MINUTE_MS;

const NEEDED = 'View Channel, Send Messages, Embed Links and Read Message History';

/** Codes that people can mend, with what they must do. */
const MENDABLE: ReadonlyMap<number, string> = new Map([
  [50001, `The bot may not see the channel: invite it and grant ${NEEDED} there.`],
  [50013, `The bot lacks a permission in the channel: grant ${NEEDED} there.`],
  [10003, 'The channel does not exist (any more): correct its id or drop the target.'],
  [10004, 'The server does not exist (any more) for the bot: invite it again or drop the target.'],
  [50008, 'The channel takes no messages: choose a text channel.'],
  [50024, 'The channel takes no messages of this kind: choose a text channel.'],
  [50083, 'The thread is archived: open it again or drop the target.'],
  [160005, 'The thread is locked: unlock it, or grant Manage Threads.'],
  [40067, 'The forum wants a tag on every post and has none that the bot may give: add one.'],
  [10015, 'The webhook does not exist (any more): make a new one and correct DISCORD_WEBHOOKS.'],
  [50027, 'Discord refuses the token of the webhook: correct DISCORD_WEBHOOKS.'],
]);

/** Codes by which Discord refuses this very message: it will never be taken. */
const UNWANTED: ReadonlyMap<number, string> = new Map([
  [40005, 'The message is too large for Discord.'],
  [50006, 'The message is empty for Discord.'],
  [50007, 'This person takes no messages from the bot.'],
  [50035, 'Discord does not accept the form of the message.'],
  [200000, "The server's AutoMod blocked the message."],
  [200001, "The server's AutoMod blocked the title of the message."],
  [240000, "Discord's filter of harmful links blocked the message."],
]);

/** Codes that pass by themselves. */
const PASSING: ReadonlyMap<number, string> = new Map([
  [20016, 'The channel is in slow mode.'],
  [20028, 'The channel takes no more messages for now.'],
  [130000, 'Discord is overloaded.'],
]);

/** Whether an earlier try of a post may have been carried out without our knowing. */
export function mayHaveArrived(post: Pick<OutboxPost, 'state' | 'error'>): boolean {
  return post.state === 'sending' || post.error?.startsWith(MAY_HAVE_ARRIVED) === true;
}

/** A retry that keeps in mind, in its error text, whether any try so far may have been carried out. */
export function retryPost(post: OutboxPost, at: string, error: string, unclear = false): Delivery {
  const doubt = unclear || mayHaveArrived(post);
  return { outcome: 'retry', at, error: doubt ? `${MAY_HAVE_ARRIVED}${error}` : error };
}

/** A request that timed out may still be on its way: what takes no nonce is looked for, and sent again, only after this. */
export const ON_ITS_WAY_MS = 20_000;

/** The next try of a post without a nonce, not before the last one can have arrived. */
export function notBefore(delivery: Delivery, failure: ApiFailure, clock: Clock): Delivery {
  if (delivery.outcome !== 'retry' || failure.kind !== 'unclear') return delivery;
  const earliest = later(clock(), ON_ITS_WAY_MS);
  return delivery.at < earliest ? { ...delivery, at: earliest } : delivery;
}

/** A retry, rarely, of what people have to mend: it is told to those who can. */
export function troublePost(post: OutboxPost, clock: Clock, trouble: string): Delivery {
  const waiting = retryPost(post, slowly(post, clock()), `${trouble} The post is kept.`);
  return waiting.outcome === 'retry' ? { ...waiting, trouble } : waiting;
}

/** What a failed request means for its post; `asked`: the request only asked something, so nothing can have arrived by it. */
export function toDelivery(failure: ApiFailure, post: OutboxPost, clock: Clock, asked = false): Delivery {
  const now = clock();
  const soon = later(now, backOff(post.attempts + 1));
  switch (failure.kind) {
    case 'aborted':
      return retryPost(post, now.toISOString(), 'Stopped while sending.', !asked);
    case 'unclear':
      return retryPost(post, soon, `Discord did not confirm the message: ${failure.message}`, !asked);
    case 'unreachable':
      return retryPost(post, soon, `Discord cannot be reached: ${failure.message}`);
    case 'rate-limit': {
      const at = failure.waitMs > 0 ? later(now, failure.waitMs) : soon;
      const whose = failure.global ? 'this bot' : 'this channel';
      return retryPost(post, at, `Discord asks for a pause for ${whose} until ${at}.`);
    }
    case 'refused':
      return refused(failure, post, clock, soon);
  }
}

/** Whether a failure concerns every channel: a token that Discord refuses, or a wall before Discord. */
export function concernsAll(failure: ApiFailure): boolean {
  return (
    failure.kind === 'refused' &&
    (failure.status === 401 || (failure.status === 403 && failure.code === null))
  );
}

function refused(
  failure: Extract<ApiFailure, { kind: 'refused' }>,
  post: OutboxPost,
  clock: Clock,
  soon: string,
): Delivery {
  const now = clock();
  const { status, code, message } = failure;
  const said = `Discord said: ${message}${code === null ? '' : ` (code ${code})`}.`;
  if (status === 401)
    return retryPost(
      post,
      later(now, HOLD_MS),
      'Discord refuses the bot token: set DISCORD_TOKEN to a valid one and start regbeat again. The post is kept.',
    );
  const unwanted = code === null ? undefined : UNWANTED.get(code);
  if (unwanted !== undefined) return { outcome: 'rejected', error: `${unwanted} ${said}` };
  const passing = code === null ? undefined : PASSING.get(code);
  if (passing !== undefined) return retryPost(post, soon, passing);
  const mendable = code === null ? undefined : MENDABLE.get(code);
  if (mendable !== undefined) return troublePost(post, clock, `${mendable} ${said}`);
  if (status === 403 && code === null)
    return retryPost(
      post,
      later(now, HOLD_MS),
      'A wall before Discord refused the request (HTTP 403 without an API code): check the network and proxy.',
    );
  if (status === 400 || status === 413)
    return { outcome: 'rejected', error: `Discord does not accept the message. ${said}` };
  if (status === 408 || status === 425 || status === 429) return retryPost(post, soon, said);
  return troublePost(post, clock, `Discord refused the message (HTTP ${status}). ${said}`);
}

/** In an hour; once a post has waited longer than that, in six hours. */
function slowly(post: OutboxPost, now: Date): string {
  const waited = post.firstTriedAt === null ? 0 : now.getTime() - Date.parse(post.firstTriedAt);
  return later(now, waited < SLOW_MS ? SLOW_MS : SLOWEST_MS);
}
