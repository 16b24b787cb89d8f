import type { Client } from 'discord.js';
import type { Dispatcher } from 'undici';
import { AppError, errorText } from '../core/errors.ts';

export interface ClientOptions {
  readonly token: string;
  /** Base of the API with or without its version; null for Discord's own. The gateway's address is asked there. */
  readonly apiBase: string | null;
  /** Connections of requests, e.g. through a proxy. The gateway's WebSocket does not go through it: discord.js has no way to. */
  readonly dispatcher?: Dispatcher;
  /** Ends every request that is under way. */
  readonly signal?: AbortSignal;
}

const TIMEOUT_MS = 15_000;
/** Close codes after which Discord never lets this bot in again: wrong token, wrong shards, intents that are not allowed. */
const FATAL_CLOSES: ReadonlySet<number> = new Set([4004, 4010, 4011, 4012, 4013, 4014]);

/**
 * A client that is not logged in yet: servers only, mentions nobody, reads no messages. discord.js takes long to load, so it is loaded
 * here and nowhere else in the bot.
 */
export async function createClient(options: ClientOptions): Promise<Client> {
  const [{ Client, GatewayIntentBits, Options }, { fetch, FormData }] = await Promise.all([
    import('discord.js'),
    import('undici'),
  ]);
  const { api, version } = splitBase(options.apiBase);
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    shards: 'auto',
    allowedMentions: { parse: [] },
    // Messages are not kept: what was pressed comes with its message.
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: 0 }),
    rest: {
      ...(api === null ? {} : { api }),
      version,
      timeout: TIMEOUT_MS,
      retries: 1,
      // 10,000 refused requests in ten minutes lead to a ban: the log hears of it long before.
      invalidRequestWarningInterval: 100,
      makeRequest: async (url, { method, headers, body, signal }) => {
        const pairs = Object.entries(headers ?? {}).map(([name, value]): [string, string] => [
          name,
          String(value),
        ]);
        return fetch(url, {
          method,
          headers: pairs,
          body: toBody(body, FormData),
          signal: AbortSignal.any([signal, options.signal].filter(one => one instanceof AbortSignal)),
          redirect: 'manual',
          ...(options.dispatcher === undefined ? {} : { dispatcher: options.dispatcher }),
        });
      },
    },
  });
}

/** Files are sent as a form, which discord.js builds with another copy of the same library. */
function toBody(body: unknown, Form: typeof import('undici').FormData) {
  if (body === null || body === undefined) return null;
  if (typeof body === 'string') return body;
  if (!(body instanceof FormData)) throw new TypeError('neither JSON nor a form');
  const form = new Form();
  for (const [name, value] of body.entries()) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, value, value.name);
  }
  return form;
}

function splitBase(base: string | null): { readonly api: string | null; readonly version: string } {
  const match = /^(.*?)(?:\/v(\d+))?\/*$/.exec(base ?? '');
  return { api: match?.[1] || null, version: match?.[2] ?? '10' };
}

/** What a failed log-in means: an AppError for what only people can mend, null for what may pass. */
export function toLoginError(error: unknown): AppError | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const text = errorText(error);
  if (code === 'TokenInvalid' || /authentication failed/i.test(text))
    return new AppError(
      'discord-token',
      'Discord does not know this DISCORD_TOKEN: copy it again from the Bot page of https://discord.com/developers/applications (Reset Token), put it into .env and start again.',
    );
  if (/disallowed intents/i.test(text))
    return new AppError(
      'discord-intents',
      'Discord does not let this bot use the intent it needs (Guilds): check the application at https://discord.com/developers/applications and start again.',
    );
  if (/sharding|shard/i.test(text) && /required|invalid/i.test(text))
    return new AppError('discord-shards', `Discord refuses the bot's shards: ${text}.`);
  return null;
}

/** What a lost connection means that Discord will not take up again; null when discord.js reconnects. */
export function toCloseError(code: number): AppError | null {
  if (!FATAL_CLOSES.has(code)) return null;
  return (
    toLoginError(
      new Error(code === 4004 ? 'Authentication failed' : code >= 4013 ? 'disallowed intents' : ''),
    ) ??
    new AppError(
      'discord-closed',
      `Discord closed the bot's connection for good (code ${code}). Start again.`,
    )
  );
}
