import { createHash } from 'node:crypto';
import type { Dispatcher } from 'undici';
import { AppError } from '../../core/errors.ts';
import type { Channel, Clock, Delivery, Logger, OutboxPost } from '../../core/ports.ts';
import { later } from '../back-off.ts';
import { type ApiFailure, type DiscordApi, openDiscordApi } from '../discord/api.ts';
import { concernsAll, HOLD_MS, mayHaveArrived, retryPost, toDelivery } from '../discord/failure.ts';
import { LIMITS } from '../discord/limits.ts';
import { findPost, isRecord } from '../discord/reconcile.ts';
import { markerOf, renderDiscord } from '../discord/render.ts';
import { readPayload } from '../stored-message.ts';
import { parseTarget } from '../target.ts';

export interface DiscordChannelOptions {
  /** Null when none is configured: posts are kept until there is one. */
  readonly token: string | null;
  /** Another base of the API, with or without version; null for Discord's own. */
  readonly apiBase: string | null;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Milliseconds after which a request that got no answer is given up. Default: 15 s. */
  readonly timeoutMs?: number;
  /** Connections to use, e.g. through a proxy; stays open. Default: its own. */
  readonly dispatcher?: Dispatcher;
}

/**
 * How long Discord certainly knows a nonce. It says "the past few minutes"; after a shorter time than that a repeated post is
 * looked for in the channel instead.
 */
const NONCE_WINDOW_MS = 2 * 60_000;
const TIMEOUT_MS = 15_000;
const HOUR_MS = 3_600_000;
/** Codes of a repeated nonce whose message somebody has deleted since: it had arrived. */
const UNKNOWN_MESSAGE = 10008;

/**
 * Posts to Discord channels ("discord:<channel id>"), each message exactly once: within a few minutes by its nonce, later by looking
 * for its marker in the channel before it is sent again.
 */
export function createDiscordChannel(options: DiscordChannelOptions): Channel {
  const { token, clock, logger } = options;
  let opened: Promise<DiscordApi> | null = null;
  let botId: string | null = null;
  let hold: { readonly until: string; readonly error: string } | null = null;

  const open = (secret: string) => {
    opened ??= openDiscordApi({
      token: secret,
      apiBase: options.apiBase,
      timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
      ...(options.dispatcher === undefined ? {} : { dispatcher: options.dispatcher }),
    });
    return opened;
  };

  const failed = (failure: ApiFailure, post: OutboxPost): Delivery => {
    const delivery = toDelivery(failure, post, clock);
    if (concernsAll(failure) && delivery.outcome === 'retry') {
      hold = { until: later(clock(), HOLD_MS), error: delivery.error };
      logger.error({ status: failure.kind === 'refused' ? failure.status : null }, 'discord refuses the bot');
    }
    return delivery;
  };

  /** What an earlier try came to, where that must be asked; null when the post is to be sent. */
  async function settledBefore(
    api: DiscordApi,
    post: OutboxPost,
    channelId: string,
    signal: AbortSignal,
  ): Promise<Delivery | null> {
    if (post.firstTriedAt === null) return null;
    const age = clock().getTime() - Date.parse(post.firstTriedAt);
    const nonceKnown = age >= 0 && age <= NONCE_WINDOW_MS;
    if (nonceKnown && post.state !== 'sending') return null;
    if (botId === null) {
      const me = await api.get('/users/@me', {}, signal);
      if (!me.ok) return failed(me.failure, post);
      botId = isRecord(me.data) ? String(me.data.id) : '';
    }
    const marker = markerOf(post.dedupeKey, post.part);
    const lookup = await findPost(api, { channelId, botId, marker, since: post.firstTriedAt }, signal);
    switch (lookup.outcome) {
      case 'found':
        logger.info({ post: post.id, reference: lookup.messageId }, 'post had arrived');
        return { outcome: 'sent', reference: lookup.messageId };
      case 'absent':
        return null;
      case 'failed':
        return failed(lookup.failure, post);
      case 'unreadable':
        if (nonceKnown || !mayHaveArrived(post)) return null;
        return retryPost(
          post,
          later(clock(), HOUR_MS),
          `Whether the post arrived cannot be seen in the channel: ${lookup.why}.`,
        );
    }
  }

  return {
    kind: 'discord',
    render: message => renderDiscord(message).map(payload => JSON.stringify(payload)),

    async send(post, signal) {
      const target = parseTarget(post.target);
      if (target.kind !== 'discord')
        throw new AppError('target', `"${post.target}" is not a Discord channel.`);
      if (token === null)
        return retryPost(
          post,
          later(clock(), HOLD_MS),
          'No Discord token is configured: set DISCORD_TOKEN and start regbeat again. The post is kept.',
        );
      if (hold !== null && clock().toISOString() < hold.until) return retryPost(post, hold.until, hold.error);
      const body = readPayload(post.payload);
      const api = await open(token);
      const settled = await settledBefore(api, post, target.channelId, signal);
      if (settled !== null) return settled;
      const nonce = nonceOf(post.target, post.dedupeKey, post.part);
      const answer = await api.post(
        `/channels/${target.channelId}/messages`,
        { ...body, nonce, enforce_nonce: true },
        signal,
      );
      if (answer.ok) {
        if (isRecord(answer.data) && typeof answer.data.id === 'string')
          return { outcome: 'sent', reference: answer.data.id };
        return failed({ kind: 'unclear', message: 'the answer is no message' }, post);
      }
      const { failure } = answer;
      if (failure.kind === 'refused' && failure.code === UNKNOWN_MESSAGE)
        return { outcome: 'sent', reference: 'deleted since' };
      return failed(failure, post);
    },

    async close() {
      await (await opened)?.close();
    },
  };
}

/** The nonce of a post: the same for the same target, key and part, so that Discord itself drops a repetition. */
export function nonceOf(target: string, dedupeKey: string, part: number): string {
  return createHash('sha256')
    .update([target, dedupeKey, String(part)].join('\u0000'))
    .digest('base64url')
    .slice(0, LIMITS.nonce);
}
