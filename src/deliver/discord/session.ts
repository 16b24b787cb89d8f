import type { Dispatcher } from 'undici';
import type { Clock, Delivery, Logger, OutboxPost } from '../../core/ports.ts';
import { later } from '../back-off.ts';
import { type ApiFailure, type DiscordApi, openDiscordApi } from './api.ts';
import { concernsAll, HOLD_MS, retryPost, toDelivery } from './failure.ts';
import { isRecord } from './reconcile.ts';

export interface DiscordSessionOptions {
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

/** One bot at Discord, shared by everything that posts as it. */
export interface DiscordSession {
  /** The API, or what to do with a post while there is none. */
  open(post: OutboxPost): Promise<DiscordApi | Delivery>;
  /** The API where nothing depends on it; null without a token or while Discord refuses the bot. */
  openIfReady(): Promise<DiscordApi | null>;
  /** What a failure means for a post; one that concerns the bot as such holds everything for a while. */
  failed(failure: ApiFailure, post: OutboxPost, asked?: boolean): Delivery;
  /** Id of the bot's own user, asked once. */
  botId(api: DiscordApi, signal: AbortSignal): Promise<string | ApiFailure>;
  close(): Promise<void>;
}

const TIMEOUT_MS = 15_000;

export function createDiscordSession(options: DiscordSessionOptions): DiscordSession {
  const { token, clock, logger } = options;
  let opened: Promise<DiscordApi> | null = null;
  let bot: string | null = null;
  let hold: { readonly until: string; readonly error: string } | null = null;

  const connect = (secret: string) => {
    opened ??= openDiscordApi({
      token: secret,
      apiBase: options.apiBase,
      timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
      ...(options.dispatcher === undefined ? {} : { dispatcher: options.dispatcher }),
    });
    return opened;
  };
  const held = () => (hold !== null && clock().toISOString() < hold.until ? hold : null);

  return {
    async open(post) {
      if (token === null)
        return retryPost(
          post,
          later(clock(), HOLD_MS),
          'No Discord token is configured: set DISCORD_TOKEN and start regbeat again. The post is kept.',
        );
      const waits = held();
      return waits === null ? connect(token) : retryPost(post, waits.until, waits.error);
    },

    openIfReady: async () => (token === null || held() !== null ? null : connect(token)),

    failed(failure, post, asked = false) {
      const delivery = toDelivery(failure, post, clock, asked);
      if (concernsAll(failure) && delivery.outcome === 'retry') {
        hold = { until: later(clock(), HOLD_MS), error: delivery.error };
        logger.error(
          { status: failure.kind === 'refused' ? failure.status : null },
          'discord refuses the bot',
        );
      }
      return delivery;
    },

    async botId(api, signal) {
      if (bot !== null) return bot;
      const me = await api.get('/users/@me', {}, signal);
      if (!me.ok) return me.failure;
      bot = isRecord(me.data) ? String(me.data.id) : '';
      return bot;
    },

    async close() {
      await (await opened)?.close();
    },
  };
}
