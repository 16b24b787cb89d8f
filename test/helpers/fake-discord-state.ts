import { type DiscordRules, loadDiscordRules, type RuleBreach } from './discord-rules.ts';

export interface FakeMessage {
  readonly id: string;
  readonly channel_id: string;
  readonly author: { readonly id: string; readonly username: string; readonly bot: boolean };
  readonly content: string;
  readonly embeds: readonly Record<string, unknown>[];
  readonly timestamp: string;
  readonly edited_timestamp: string | null;
  readonly flags: number;
}

export interface FakeChannel {
  readonly id: string;
  readonly type?: number;
  /** Refuses to be seen or written to. */
  readonly denied?: { readonly status: number; readonly code: number; readonly message: string };
  /** Answers with an empty list, as Discord does to a bot that may not read the history. */
  readonly noHistory?: boolean;
}

export interface FakeDiscordOptions {
  readonly channels: readonly FakeChannel[];
  readonly token?: string;
  /** Milliseconds for which a nonce is known. */
  readonly nonceWindowMs?: number;
  readonly clock?: () => Date;
  readonly rules?: DiscordRules;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** What the API is asked; `path` is without "/api/v10". */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

export const BOT_ID = '900000000000000001';
const EPOCH = 1_420_070_400_000n;
const NONCE_WINDOW_MS = 5 * 60_000;

let sharedRules: DiscordRules | null = null;
/** Compiled once for all tests: it is only read. */
export function discordRules(): DiscordRules {
  sharedRules ??= loadDiscordRules();
  return sharedRules;
}

/** Channels, messages and nonces behind the fake server. */
export interface DiscordState {
  readonly token: string;
  /** The answer to a request, as Discord would give it; carries it out. */
  answer(asked: Asked, authorization: string | undefined): Answer;
  messages(channelId: string): readonly FakeMessage[];
  /** Stores someone else's message. */
  say(channelId: string, text: string, embeds?: FakeMessage['embeds']): FakeMessage;
  setChannel(channel: FakeChannel): void;
  forgetNonces(): void;
  /** Resolves once `count` messages are stored in all channels. */
  accepted(count: number): Promise<void>;
}

/** A Discord that knows one bot and the given channels. */
export function createDiscordState(options: FakeDiscordOptions): DiscordState {
  const token = options.token ?? 'fake.bot-token.for-tests-only';
  const clock = options.clock ?? (() => new Date());
  const rules = options.rules ?? discordRules();
  const channels = new Map(options.channels.map(channel => [channel.id, channel]));
  const messages = new Map<string, FakeMessage[]>();
  const nonces = new Map<string, { readonly message: FakeMessage; readonly at: number }>();
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  let counter = 0n;
  let accepted = 0;

  const store = (
    channelId: string,
    author: FakeMessage['author'],
    body: Record<string, unknown>,
  ): FakeMessage => {
    const now = clock();
    counter += 1n;
    const message: FakeMessage = {
      id: String(((BigInt(now.getTime()) - EPOCH) << 22n) | (counter & 0x3fffffn)),
      channel_id: channelId,
      author,
      content: typeof body.content === 'string' ? body.content : '',
      embeds: Array.isArray(body.embeds) ? body.embeds : [],
      timestamp: now.toISOString(),
      edited_timestamp: null,
      flags: typeof body.flags === 'number' ? body.flags : 0,
    };
    const list = messages.get(channelId) ?? [];
    list.push(message);
    messages.set(channelId, list);
    accepted++;
    for (const waiter of waiting) if (accepted >= waiter.count) waiter.resolve();
    return message;
  };

  const bot = { id: BOT_ID, username: 'regbeat', bot: true };

  const post = (channel: FakeChannel, body: unknown): Answer => {
    const breaches = rules.create(body);
    if (breaches.length > 0 || typeof body !== 'object' || body === null) return invalid(breaches);
    const fields: Record<string, unknown> = { ...body };
    const key = `${channel.id} ${String(fields.nonce)}`;
    const known = nonces.get(key);
    const window = options.nonceWindowMs ?? NONCE_WINDOW_MS;
    if (fields.enforce_nonce === true && known && clock().getTime() - known.at < window)
      return { status: 200, body: known.message };
    const message = store(channel.id, bot, fields);
    if (fields.nonce !== undefined) nonces.set(key, { message, at: clock().getTime() });
    return { status: 200, body: message };
  };

  const edit = (channel: FakeChannel, id: string, body: unknown): Answer => {
    const list = messages.get(channel.id) ?? [];
    const index = list.findIndex(message => message.id === id);
    const old = list[index];
    if (old === undefined) return refuse(404, 10008, 'Unknown Message');
    if (old.author.id !== BOT_ID) return refuse(403, 50005, 'Cannot edit a message authored by another user');
    const breaches = rules.edit(body);
    if (breaches.length > 0 || typeof body !== 'object' || body === null) return invalid(breaches);
    list[index] = { ...old, ...body, edited_timestamp: clock().toISOString() };
    return { status: 200, body: list[index] };
  };

  const history = (channel: FakeChannel, query: URLSearchParams): Answer => {
    const limit = Number(query.get('limit') ?? 50);
    if (!(limit >= 1 && limit <= 100)) return refuse(400, 50035, 'Invalid Form Body');
    const before = BigInt(query.get('before') ?? (1n << 64n) - 1n);
    const all = channel.noHistory === true ? [] : (messages.get(channel.id) ?? []);
    const older = all.filter(message => BigInt(message.id) < before).reverse();
    return { status: 200, body: older.slice(0, limit) };
  };

  const answer = (asked: Asked, authorization: string | undefined): Answer => {
    if (authorization !== `Bot ${token}`) return refuse(401, 0, '401: Unauthorized');
    const { method, path, query, body } = asked;
    if (method === 'GET' && path === '/users/@me') return { status: 200, body: bot };
    if (method === 'GET' && path === '/gateway/bot')
      return { status: 200, body: { url: 'ws://127.0.0.1:9', shards: 1, session_start_limit: {} } };
    const match = /^\/channels\/(\d+)(?:\/messages(?:\/(\d+))?)?$/.exec(path);
    const channel = channels.get(match?.[1] ?? '');
    if (match === null) return refuse(404, 0, '404: Not Found');
    if (channel === undefined) return refuse(404, 10003, 'Unknown Channel');
    const { denied } = channel;
    if (denied !== undefined) return refuse(denied.status, denied.code, denied.message);
    if (!path.includes('/messages')) {
      const last = messages.get(channel.id)?.at(-1)?.id ?? null;
      return { status: 200, body: { id: channel.id, type: channel.type ?? 0, last_message_id: last } };
    }
    if (method === 'GET') return history(channel, query);
    if (method === 'POST') return post(channel, body);
    if (method === 'PATCH') return edit(channel, match[2] ?? '', body);
    return refuse(405, 0, '405: Method Not Allowed');
  };

  return {
    token,
    answer,
    messages: channelId => messages.get(channelId) ?? [],
    say: (channelId, content, embeds = []) =>
      store(channelId, { id: '800000000000000001', username: 'person', bot: false }, { content, embeds }),
    setChannel: channel => void channels.set(channel.id, channel),
    forgetNonces: () => nonces.clear(),
    accepted: count =>
      new Promise(resolve => {
        if (accepted >= count) resolve();
        else waiting.push({ count, resolve });
      }),
  };
}

function refuse(status: number, code: number, message: string): Answer {
  return { status, body: { code, message } };
}

/** The form in which Discord lists what is wrong with a body. */
function invalid(breaches: readonly RuleBreach[]): Answer {
  const errors: Record<string, unknown> = {};
  for (const { path, code, message } of breaches) {
    let node = errors;
    for (const step of path.split('.').filter(Boolean)) {
      const inner: Record<string, unknown> = {};
      const known = node[step];
      if (typeof known === 'object' && known !== null) Object.assign(inner, known);
      node[step] = inner;
      node = inner;
    }
    node._errors = [{ code, message }];
  }
  return { status: 400, body: { code: 50035, message: 'Invalid Form Body', errors } };
}
