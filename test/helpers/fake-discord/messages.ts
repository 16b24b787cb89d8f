import { invalid, isRecord, ok, refuse } from './answers.ts';
import type { Answer, Asked, FakeChannel, FakeContext, FakeMessage, Part } from './types.ts';

const NONCE_WINDOW_MS = 5 * 60_000;

/** Messages of channels and their nonces. */
export interface FakeMessages {
  readonly part: Part;
  messages(channelId: string): readonly FakeMessage[];
  /** Stores a message without asking the rules. */
  store(channelId: string, author: FakeMessage['author'], body: Record<string, unknown>): FakeMessage;
  /** Stores someone else's message. */
  say(channelId: string, text: string, embeds?: FakeMessage['embeds']): FakeMessage;
  /** Puts other fields in the place of a stored message's; null when it is unknown. */
  change(channelId: string, id: string, fields: Record<string, unknown>): FakeMessage | null;
  forgetNonces(): void;
  /** Resolves once `count` messages are stored in all channels. */
  accepted(count: number): Promise<void>;
}

export function createMessages(context: FakeContext): FakeMessages {
  const { options, rules, clock, channels, bot } = context;
  const messages = new Map<string, FakeMessage[]>();
  const nonces = new Map<string, { readonly message: FakeMessage; readonly at: number }>();
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  let accepted = 0;

  const store: FakeMessages['store'] = (channelId, author, body) => {
    const message: FakeMessage = {
      id: context.newId(),
      channel_id: channelId,
      author,
      content: typeof body.content === 'string' ? body.content : '',
      embeds: Array.isArray(body.embeds) ? body.embeds : [],
      timestamp: clock().toISOString(),
      edited_timestamp: null,
      flags: typeof body.flags === 'number' ? body.flags : 0,
      ...(Array.isArray(body.components) ? { components: body.components } : {}),
      ...(Array.isArray(body.attachments) ? { attachments: body.attachments } : {}),
    };
    const list = messages.get(channelId) ?? [];
    list.push(message);
    messages.set(channelId, list);
    accepted++;
    for (const waiter of waiting) if (accepted >= waiter.count) waiter.resolve();
    return message;
  };

  const change: FakeMessages['change'] = (channelId, id, fields) => {
    const list = messages.get(channelId) ?? [];
    const index = list.findIndex(message => message.id === id);
    const old = list[index];
    if (old === undefined) return null;
    const changed = { ...old, ...fields, edited_timestamp: clock().toISOString() };
    list[index] = changed;
    return changed;
  };

  const post = (channel: FakeChannel, body: unknown): Answer => {
    const breaches = rules.create(body);
    if (breaches.length > 0 || !isRecord(body)) return invalid(breaches);
    const key = `${channel.id} ${String(body.nonce)}`;
    const known = nonces.get(key);
    const window = options.nonceWindowMs ?? NONCE_WINDOW_MS;
    if (body.enforce_nonce === true && known && clock().getTime() - known.at < window)
      return ok(known.message);
    const message = store(channel.id, bot, body);
    if (body.nonce !== undefined) nonces.set(key, { message, at: clock().getTime() });
    return ok(message);
  };

  const edit = (channel: FakeChannel, id: string, body: unknown): Answer => {
    const old = messages.get(channel.id)?.find(message => message.id === id);
    if (old === undefined) return refuse(404, 10008, 'Unknown Message');
    if (old.author.id !== bot.id) return refuse(403, 50005, 'Cannot edit a message authored by another user');
    const breaches = rules.edit(body);
    if (breaches.length > 0 || !isRecord(body)) return invalid(breaches);
    return ok(change(channel.id, id, body));
  };

  const history = (channel: FakeChannel, query: URLSearchParams): Answer => {
    const limit = Number(query.get('limit') ?? 50);
    if (!(limit >= 1 && limit <= 100)) return refuse(400, 50035, 'Invalid Form Body');
    const before = BigInt(query.get('before') ?? (1n << 64n) - 1n);
    const all = channel.noHistory === true ? [] : (messages.get(channel.id) ?? []);
    const older = all.filter(message => BigInt(message.id) < before).reverse();
    return ok(older.slice(0, limit));
  };

  const part = ({ method, path, query, body }: Asked): Answer | null => {
    const match = /^\/channels\/(\d+)(?:\/messages(?:\/(\d+))?)?$/.exec(path);
    if (match === null) return null;
    const channel = channels.get(match[1] ?? '');
    if (channel === undefined) return refuse(404, 10003, 'Unknown Channel');
    const { denied } = channel;
    if (denied !== undefined) return refuse(denied.status, denied.code, denied.message);
    if (!path.includes('/messages')) {
      if (method !== 'GET') return null;
      const last = messages.get(channel.id)?.at(-1)?.id ?? null;
      return ok({ id: channel.id, type: channel.type ?? 0, last_message_id: last });
    }
    if (method === 'GET') return history(channel, query);
    if (method === 'POST') return post(channel, body);
    if (method === 'PATCH') return edit(channel, match[2] ?? '', body);
    return refuse(405, 0, '405: Method Not Allowed');
  };

  return {
    part,
    store,
    change,
    messages: channelId => messages.get(channelId) ?? [],
    say: (channelId, content, embeds = []) =>
      store(channelId, { id: '800000000000000001', username: 'person', bot: false }, { content, embeds }),
    forgetNonces: () => nonces.clear(),
    accepted: count =>
      new Promise(resolve => {
        if (accepted >= count) resolve();
        else waiting.push({ count, resolve });
      }),
  };
}
