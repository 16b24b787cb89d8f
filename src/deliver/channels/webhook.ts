import type { Dispatcher } from 'undici';
import type { Channel, Clock, Delivery, Logger, OutboxPost } from '../../core/ports.ts';
import { later } from '../back-off.ts';
import { attachmentsOf, type DiscordApi, openDiscordApi } from '../discord/api.ts';
import {
  type DrawChart,
  type Envelope,
  readEnvelope,
  renderEnvelopes,
  withPicture,
} from '../discord/envelope.ts';
import {
  HOLD_MS,
  mayHaveArrived,
  notBefore,
  ON_ITS_WAY_MS,
  retryPost,
  toDelivery,
} from '../discord/failure.ts';
import { findPost, isRecord } from '../discord/reconcile.ts';
import { markerOf } from '../discord/render.ts';
import { afterFailure, editBody } from '../discord/tend.ts';
import { parseTarget } from '../target.ts';

export interface WebhookChannelOptions {
  /** Addresses by name, as Discord gives them out; whoever knows one can post there. */
  readonly webhooks: ReadonlyMap<string, string>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timeoutMs?: number;
  /** Without it posts go without pictures. */
  readonly draw?: DrawChart;
  readonly dispatcher?: Dispatcher;
  /** A bot that may be able to read the webhook's channel; null without one. */
  readonly bot: () => Promise<DiscordApi | null>;
}

const TIMEOUT_MS = 15_000;
const ADDRESS =
  /^(https?:\/\/[^/]+\/api(?:\/v\d+)?)\/webhooks\/(\d{1,20})\/([\w-]+)\/?(?:\?thread_id=(\d{1,20}))?$/;

/** An address of a webhook taken apart; null for anything else. */
export function parseWebhook(address: string) {
  const [, base = '', id = '', token = '', threadId] = ADDRESS.exec(address) ?? [];
  return id === '' ? null : { base, id, token, threadId: threadId ?? null };
}

/**
 * Posts through webhooks ("webhook:<name>"), for teams that cannot invite a bot. Webhooks take no nonce and cannot list what they posted. Where a
 * try may have arrived, a bot that can read the channel looks for the marker; without one the post is repeated, and says so.
 */
export function createWebhookChannel(options: WebhookChannelOptions): Channel {
  const { clock, logger } = options;
  const apis = new Map<string, Promise<DiscordApi>>();
  const open = (base: string) => {
    const known = apis.get(base);
    if (known !== undefined) return known;
    const opened = openDiscordApi({
      token: null,
      apiBase: base,
      timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
      ...(options.dispatcher === undefined ? {} : { dispatcher: options.dispatcher }),
    });
    apis.set(base, opened);
    return opened;
  };
  const find = (target: string) => {
    const parsed = parseTarget(target);
    const address = parsed.kind === 'webhook' ? options.webhooks.get(parsed.name) : undefined;
    return address === undefined ? null : parseWebhook(address);
  };

  /** The message of an earlier try that the bot finds; "absent" only when it could look. */
  async function lookUp(
    api: DiscordApi,
    hook: NonNullable<ReturnType<typeof parseWebhook>>,
    post: OutboxPost,
    signal: AbortSignal,
  ): Promise<{ readonly found: string } | 'absent' | 'unknown'> {
    const bot = await options.bot();
    if (bot === null) return 'unknown';
    const facts = await api.get(`/webhooks/${hook.id}/${hook.token}`, {}, signal);
    if (!facts.ok || !isRecord(facts.data) || typeof facts.data.channel_id !== 'string') return 'unknown';
    const lookup = await findPost(
      bot,
      {
        channelId: hook.threadId ?? facts.data.channel_id,
        botId: hook.id,
        marker: markerOf(post.dedupeKey, post.part),
        since: post.firstTriedAt ?? post.createdAt,
      },
      signal,
    );
    if (lookup.outcome === 'found') return { found: lookup.messageId };
    return lookup.outcome === 'absent' ? 'absent' : 'unknown';
  }

  return {
    kind: 'webhook',
    render: (message, renderOptions) => renderEnvelopes(message, { ...renderOptions, mentionRoleId: null }),

    async send(post, signal) {
      const hook = find(post.target);
      if (hook === null) return notConfigured(post, clock);
      const api = await open(hook.base);
      let envelope = await withPicture(readEnvelope(post.payload), options.draw, logger);
      if (mayHaveArrived(post) && post.firstTriedAt !== null) {
        const age = clock().getTime() - Date.parse(post.firstTriedAt);
        if (age >= 0 && age < ON_ITS_WAY_MS)
          return retryPost(
            post,
            later(clock(), ON_ITS_WAY_MS - age),
            'Waiting to see whether it arrived after all.',
          );
        const earlier = await lookUp(api, hook, post, signal);
        if (typeof earlier === 'object') {
          logger.info({ post: post.id, reference: earlier.found }, 'post had arrived');
          return { outcome: 'sent', reference: earlier.found };
        }
        if (earlier === 'unknown') envelope = repeated(envelope);
      }
      const query = { wait: 'true', ...(hook.threadId === null ? {} : { thread_id: hook.threadId }) };
      const answer = await api.post(
        `/webhooks/${hook.id}/${hook.token}`,
        { ...envelope.body, ...attachmentsOf(envelope.files) },
        signal,
        {
          query,
          files: envelope.files,
        },
      );
      if (answer.ok && isRecord(answer.data) && typeof answer.data.id === 'string')
        return { outcome: 'sent', reference: answer.data.id };
      const failure = answer.ok
        ? { kind: 'unclear' as const, message: 'the answer is no message' }
        : answer.failure;
      return notBefore(toDelivery(failure, post, clock), failure, clock);
    },

    async tend(chore, signal) {
      const hook = find(chore.post.target);
      if (hook === null || chore.chore !== 'edit' || chore.post.reference === null)
        return { outcome: 'closed', error: 'The webhook of the post is not configured any more.' };
      const api = await open(hook.base);
      const answer = await api.patch(
        `/webhooks/${hook.id}/${hook.token}/messages/${chore.post.reference}`,
        editBody(chore.payload ?? ''),
        signal,
      );
      return answer.ok ? { outcome: 'done' } : afterFailure(answer.failure, chore, clock);
    },

    async close() {
      for (const api of apis.values()) await (await api).close();
    },
  };
}

function notConfigured(post: OutboxPost, clock: Clock): Delivery {
  return retryPost(
    post,
    later(clock(), HOLD_MS),
    `"${post.target}" is not among DISCORD_WEBHOOKS: add it and start regbeat again. The post is kept.`,
  );
}

/** A post that may be there already says so: better twice and marked than not at all. */
function repeated(envelope: Envelope): Envelope {
  const content = 'Sent again: Discord did not confirm the first try, so this may stand here twice.';
  return { ...envelope, body: { ...envelope.body, content } };
}
