import { invalid, isRecord, NO_CONTENT, ok, refuse } from './answers.ts';
import { channelBody, FORUMS, lacks, THREADS } from './channels.ts';
import type { Answer, Asked, FakeChannel, FakeContext, FakeMessage, Part } from './types.ts';

const NONCE_WINDOW_MS = 5 * 60_000;
const HOUR_MS = 3_600_000;
const VIEW_CHANNEL = 1n << 10n;
const SEND_MESSAGES = 1n << 11n;
const EMBED_LINKS = 1n << 14n;
const READ_MESSAGE_HISTORY = 1n << 16n;
const SEND_MESSAGES_IN_THREADS = 1n << 38n;
const CROSSPOSTED = 1 << 0;
/** Publications of one announcement channel per hour. */
const PUBLISHED_PER_HOUR = 10;

/** Messages of channels and their nonces. */
export interface FakeMessages {
  readonly part: Part;
  messages(channelId: string): readonly FakeMessage[];
  /** Stores a message without asking the rules. */
  store(
    channelId: string,
    author: FakeMessage['author'],
    body: Record<string, unknown>,
    id?: string,
  ): FakeMessage;
  /** Stores someone else's message. */
  say(channelId: string, text: string, embeds?: FakeMessage['embeds']): FakeMessage;
  /** Puts other fields in the place of a stored message's; null when it is unknown. */
  change(channelId: string, id: string, fields: Record<string, unknown>): FakeMessage | null;
  /** Somebody removes a message. */
  delete(channelId: string, id: string): void;
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

  const published = new Map<string, number[]>();

  const store: FakeMessages['store'] = (channelId, author, body, id = context.newId()) => {
    const message: FakeMessage = {
      id,
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
    if (FORUMS.includes(channel.type ?? 0))
      return refuse(400, 50008, 'Cannot send messages in a non-text channel');
    if (channel.locked === true) return refuse(403, 160005, 'Thread is locked');
    if (channel.archived === true) return refuse(400, 50083, 'Thread is archived');
    const send = THREADS.includes(channel.type ?? 0) ? SEND_MESSAGES_IN_THREADS : SEND_MESSAGES;
    if (lacks(channel, send)) return refuse(403, 50013, 'Missing Permissions');
    const embeds = lacks(channel, EMBED_LINKS) ? [] : body.embeds;
    if (lacks(channel, EMBED_LINKS) && body.content === undefined)
      return refuse(403, 50013, 'Missing Permissions');
    const key = `${channel.id} ${String(body.nonce)}`;
    const known = nonces.get(key);
    const window = options.nonceWindowMs ?? NONCE_WINDOW_MS;
    if (body.enforce_nonce === true && known && clock().getTime() - known.at < window)
      return ok(known.message);
    const message = store(channel.id, bot, { ...body, embeds });
    if (body.nonce !== undefined) nonces.set(key, { message, at: clock().getTime() });
    return ok(message);
  };

  const edit = (channel: FakeChannel, id: string, body: unknown): Answer => {
    const old = find(channel.id, id);
    if (old === undefined) return refuse(404, 10008, 'Unknown Message');
    if (old.author.id !== bot.id) return refuse(403, 50005, 'Cannot edit a message authored by another user');
    if (channel.archived === true) return refuse(400, 50083, 'Thread is archived');
    const breaches = rules.edit(body);
    if (breaches.length > 0 || !isRecord(body)) return invalid(breaches);
    return ok(change(channel.id, id, body));
  };

  const remove = (channel: FakeChannel, id: string): Answer => {
    if (find(channel.id, id) === undefined) return refuse(404, 10008, 'Unknown Message');
    messages.set(
      channel.id,
      (messages.get(channel.id) ?? []).filter(message => message.id !== id),
    );
    return NO_CONTENT;
  };

  const crosspost = (channel: FakeChannel, id: string): Answer => {
    const old = find(channel.id, id);
    if (old === undefined) return refuse(404, 10008, 'Unknown Message');
    if (channel.type !== 5) return refuse(400, 50024, 'Cannot execute action on this channel type');
    if ((old.flags & CROSSPOSTED) !== 0) return refuse(400, 40033, 'Already crossposted');
    const now = clock().getTime();
    const times = (published.get(channel.id) ?? []).filter(time => now - time < HOUR_MS);
    if (times.length >= PUBLISHED_PER_HOUR)
      return { status: 429, body: { message: 'Slow down', retry_after: 1800, global: false } };
    published.set(channel.id, [...times, now]);
    return ok(change(channel.id, id, { flags: old.flags | CROSSPOSTED }));
  };

  const history = (channel: FakeChannel, query: URLSearchParams): Answer => {
    const limit = Number(query.get('limit') ?? 50);
    if (!(limit >= 1 && limit <= 100)) return refuse(400, 50035, 'Invalid Form Body');
    const before = BigInt(query.get('before') ?? (1n << 64n) - 1n);
    const hidden = channel.noHistory === true || lacks(channel, READ_MESSAGE_HISTORY);
    const all = hidden ? [] : (messages.get(channel.id) ?? []);
    const older = all.filter(message => BigInt(message.id) < before).reverse();
    return ok(older.slice(0, limit));
  };

  const find = (channelId: string, id: string) => messages.get(channelId)?.find(message => message.id === id);

  const part = ({ method, path, query, body }: Asked): Answer | null => {
    const match = /^\/channels\/(\d+)(?:(\/messages)(?:\/(\d+)(\/crosspost)?)?)?$/.exec(path);
    if (match === null) return null;
    const [, channelId = '', within, id, publish] = match;
    const channel = channels.get(channelId);
    if (channel === undefined) return refuse(404, 10003, 'Unknown Channel');
    const { denied } = channel;
    if (denied !== undefined) return refuse(denied.status, denied.code, denied.message);
    if (lacks(channel, VIEW_CHANNEL)) return refuse(403, 50001, 'Missing Access');
    if (within === undefined)
      return method === 'GET' ? ok(channelBody(channel, messages.get(channel.id)?.at(-1)?.id)) : null;
    if (id === undefined) {
      if (method === 'GET') return history(channel, query);
      return method === 'POST' ? post(channel, body) : null;
    }
    if (publish !== undefined) return method === 'POST' ? crosspost(channel, id) : null;
    if (method === 'PATCH') return edit(channel, id, body);
    if (method === 'DELETE') return remove(channel, id);
    const one = find(channel.id, id);
    return one === undefined ? refuse(404, 10008, 'Unknown Message') : ok(one);
  };

  return {
    part,
    store,
    change,
    messages: channelId => messages.get(channelId) ?? [],
    say: (channelId, content, embeds = []) =>
      store(channelId, { id: '800000000000000001', username: 'person', bot: false }, { content, embeds }),
    delete: (channelId, id) =>
      void messages.set(
        channelId,
        (messages.get(channelId) ?? []).filter(message => message.id !== id),
      ),
    forgetNonces: () => nonces.clear(),
    accepted: count =>
      new Promise(resolve => {
        if (accepted >= count) resolve();
        else waiting.push({ count, resolve });
      }),
  };
}
