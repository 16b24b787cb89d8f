import type { Clock, Delivery, Logger, OutboxPost } from '../../core/ports.ts';
import { later } from '../back-off.ts';
import type { DiscordApi } from './api.ts';
import { mayHaveArrived, ON_ITS_WAY_MS, retryPost } from './failure.ts';
import { findForumPost } from './forum.ts';
import type { Place } from './places.ts';
import { findPost } from './reconcile.ts';
import { markerOf } from './render.ts';
import type { DiscordSession } from './session.ts';

/**
 * How long Discord certainly knows a nonce. It says "the past few minutes"; after a shorter time than that a repeated post is
 * looked for in the channel instead.
 */
const NONCE_WINDOW_MS = 2 * 60_000;
const HOUR_MS = 3_600_000;

/** What an earlier try of a post came to, where that must be asked; null when the post is to be sent. */
export async function settledBefore(
  deps: { readonly session: DiscordSession; readonly clock: Clock; readonly logger: Logger },
  api: DiscordApi,
  post: OutboxPost,
  where: { readonly channelId: string; readonly forum: Place | null; readonly crosspost: boolean },
  signal: AbortSignal,
): Promise<Delivery | null> {
  const { session, clock, logger } = deps;
  if (post.firstTriedAt === null) return null;
  const { forum, channelId } = where;
  if (forum !== null && !mayHaveArrived(post)) return null;
  const age = clock().getTime() - Date.parse(post.firstTriedAt);
  const nonceKnown = forum === null && age >= 0 && age <= NONCE_WINDOW_MS;
  if (nonceKnown && post.state !== 'sending') return null;
  if (forum !== null && age >= 0 && age < ON_ITS_WAY_MS)
    return retryPost(
      post,
      later(clock(), ON_ITS_WAY_MS - age),
      'Waiting to see whether it arrived after all.',
    );
  const botId = await session.botId(api, signal);
  if (typeof botId !== 'string') return session.failed(botId, post, true);
  const marker = markerOf(post.dedupeKey, post.part);
  const since = post.firstTriedAt;
  const lookup =
    forum === null
      ? await findPost(api, { channelId, botId, marker, since }, signal)
      : await findForumPost(api, { place: forum, botId, marker, since }, signal);
  switch (lookup.outcome) {
    case 'found':
      logger.info({ post: post.id, reference: lookup.messageId }, 'post had arrived');
      return sentAs(lookup.messageId, forum !== null, where.crosspost);
    case 'absent':
      return null;
    case 'failed':
      return session.failed(lookup.failure, post, true);
    case 'unreadable':
      if (nonceKnown || !mayHaveArrived(post)) return null;
      return retryPost(
        post,
        later(clock(), HOUR_MS),
        `Whether the post arrived cannot be seen in the channel: ${lookup.why}.`,
      );
  }
}

/** A post that stands in its channel; the first message of a forum's post has the id of its thread. */
export function sentAs(reference: string, forum: boolean, crosspost: boolean): Delivery {
  return {
    outcome: 'sent',
    reference,
    ...(forum ? { place: reference } : {}),
    ...(crosspost ? { crosspost } : {}),
  };
}
