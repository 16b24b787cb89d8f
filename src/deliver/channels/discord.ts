import { createHash } from 'node:crypto';
import { AppError } from '../../core/errors.ts';
import type { Channel, Delivery, OutboxPost } from '../../core/ports.ts';
import { type ApiResult, attachmentsOf, type DiscordApi } from '../discord/api.ts';
import {
  type DrawChart,
  type Envelope,
  readEnvelope,
  renderEnvelopes,
  withPicture,
} from '../discord/envelope.ts';
import { notBefore, troublePost } from '../discord/failure.ts';
import { openForumPost } from '../discord/forum.ts';
import { LIMITS } from '../discord/limits.ts';
import { createPlaces, type Place, plainPlace } from '../discord/places.ts';
import { isRecord } from '../discord/reconcile.ts';
import { createDiscordSession, type DiscordSessionOptions } from '../discord/session.ts';
import { sentAs, settledBefore } from '../discord/settled-before.ts';
import { tendPost } from '../discord/tend.ts';
import { parseTarget } from '../target.ts';

export interface DiscordChannelOptions extends DiscordSessionOptions {
  /** Without it posts go without pictures. */
  readonly draw?: DrawChart;
}

/** Code of a repeated nonce whose message somebody has deleted since: it had arrived. */
const UNKNOWN_MESSAGE = 10008;
/** Too large, or no permission, which may be that to attach files: the words matter more than the files. */
const WITHOUT_FILES: readonly (number | null)[] = [40005, 50013];
const ARCHIVED = 50083;
const WRONG_KIND: readonly (number | null)[] = [50008, 50024];

/**
 * Posts to Discord as a bot: to channels, threads and forums ("discord:<channel id>"), and to a person ("dm:<user id>"). Each message
 * exactly once: within a few minutes by its nonce, later, and always in forums, by looking for its marker before it is sent again.
 */
export function createDiscordChannel(options: DiscordChannelOptions): Channel {
  const { clock, logger } = options;
  const session = createDiscordSession(options);
  const places = createPlaces(clock);
  const directChannels = new Map<string, Place>();

  /** The channel that a post goes to; or why that cannot be known. */
  async function placeOf(api: DiscordApi, post: OutboxPost, signal: AbortSignal): Promise<Place | Delivery> {
    const target = parseTarget(post.target);
    if (target.kind === 'discord') {
      if (post.place !== null) return plainPlace(post.place);
      const found = await places.get(api, target.channelId, signal);
      return found.ok ? found.place : session.failed(found.failure, post, true);
    }
    if (target.kind !== 'dm') throw new AppError('target', `"${post.target}" is not a Discord channel.`);
    const known = directChannels.get(target.userId);
    if (known !== undefined) return known;
    const answer = await api.post('/users/@me/channels', { recipient_id: target.userId }, signal);
    if (!answer.ok) return session.failed(answer.failure, post, true);
    const place = plainPlace(isRecord(answer.data) ? String(answer.data.id) : '');
    directChannels.set(target.userId, place);
    return place;
  }

  async function hand(
    api: DiscordApi,
    post: OutboxPost,
    place: Place,
    envelope: Envelope,
    signal: AbortSignal,
  ): Promise<ApiResult> {
    const nonce = nonceOf(post.target, post.dedupeKey, post.part);
    const body = { ...envelope.body, ...attachmentsOf(envelope.files), nonce, enforce_nonce: true };
    const answer = place.forum
      ? await openForumPost(api, place, envelope, signal)
      : await api.post(`/channels/${place.id}/messages`, body, signal, { files: envelope.files });
    if (answer.ok || answer.failure.kind !== 'refused') return answer;
    if (WITHOUT_FILES.includes(answer.failure.code) && envelope.files.length > 0)
      return hand(api, post, place, { ...envelope, files: [] }, signal);
    if (answer.failure.code === ARCHIVED && !place.forum) {
      const opened = await api.patch(`/channels/${place.id}`, { archived: false }, signal);
      return opened.ok ? api.post(`/channels/${place.id}/messages`, body, signal) : opened;
    }
    return answer;
  }

  /** Beside content, Discord silently drops embeds that the bot may not post: what is left says nothing. */
  async function withoutEmbeds(
    api: DiscordApi,
    post: OutboxPost,
    place: Place,
    sent: Record<string, unknown>,
    signal: AbortSignal,
  ): Promise<Delivery> {
    const removed = await api.remove(`/channels/${place.id}/messages/${String(sent.id)}`, signal);
    if (!removed.ok) logger.warn({ post: post.id }, 'post without embeds not removed');
    return troublePost(post, clock, 'The bot may not embed links in the channel: grant Embed Links there.');
  }

  return {
    kind: 'discord',
    render: (message, rendering) => renderEnvelopes(message, { ...rendering, buttons: true }),

    async send(post, signal) {
      const api = await session.open(post);
      if ('outcome' in api) return api;
      const envelope = await withPicture(readEnvelope(post.payload), options.draw, logger);
      const place = await placeOf(api, post, signal);
      if ('outcome' in place) return place;
      const crosspost = place.announces && envelope.publish;
      const forum = place.forum ? place : null;
      const where = { channelId: place.id, forum, crosspost };
      const settled = await settledBefore({ session, clock, logger }, api, post, where, signal);
      if (settled !== null) return settled;
      const answer = await hand(api, post, place, envelope, signal);
      if (answer.ok) {
        if (!isRecord(answer.data) || typeof answer.data.id !== 'string')
          return session.failed({ kind: 'unclear', message: 'the answer is no message' }, post);
        if (lacksEmbeds(envelope.body, answer.data))
          return withoutEmbeds(api, post, place, answer.data, signal);
        return sentAs(answer.data.id, place.forum, crosspost);
      }
      const { failure } = answer;
      if (failure.kind === 'refused' && failure.code === UNKNOWN_MESSAGE)
        return { outcome: 'sent', reference: 'deleted since' };
      if (failure.kind === 'refused' && WRONG_KIND.includes(failure.code)) places.forget(place.id);
      const delivery = session.failed(failure, post);
      return place.forum ? notBefore(delivery, failure, clock) : delivery;
    },

    async tend(chore, signal) {
      const api = await session.openIfReady();
      return tendPost({ api, clock }, chore, signal);
    },

    close: session.close,
  };
}

/** The same bot for targets of the kind "dm". Closed with the channel that it was made from. */
export function toDirect(channel: Channel): Channel {
  // Buttons are answered in servers only.
  return {
    ...channel,
    kind: 'dm',
    render: (message, rendering) => renderEnvelopes(message, { ...rendering, buttons: false }),
  };
}

function lacksEmbeds(body: object, message: Record<string, unknown>): boolean {
  const wanted = 'embeds' in body && Array.isArray(body.embeds) && body.embeds.length > 0;
  return wanted && 'content' in body && Array.isArray(message.embeds) && message.embeds.length === 0;
}

/** The nonce of a post: the same for the same target, key and part, so that Discord itself drops a repetition. */
export function nonceOf(target: string, dedupeKey: string, part: number): string {
  return createHash('sha256')
    .update([target, dedupeKey, String(part)].join('\u0000'))
    .digest('base64url')
    .slice(0, LIMITS.nonce);
}
