import { invalid, isRecord, ok, refuse } from './answers.ts';
import { channelBody, FORUMS, GUILD_ID, lacks, THREADS } from './channels.ts';
import type { FakeMessages } from './messages.ts';
import type { Answer, Asked, FakeChannel, FakeContext, Part } from './types.ts';

const SEND_MESSAGES = 1n << 11n;
const MANAGE_THREADS = 1n << 34n;

/** Forum posts, lists of threads, and opening a thread again. */
export function createThreads(context: FakeContext, messages: FakeMessages): Part {
  const { channels, rules, bot } = context;
  const threadsOf = (wanted: (thread: FakeChannel) => boolean): Answer =>
    ok({
      threads: [...channels.values()]
        .filter(thread => THREADS.includes(thread.type ?? 0) && wanted(thread))
        .map(thread => channelBody(thread, messages.messages(thread.id).at(-1)?.id)),
      members: [],
      has_more: false,
    });

  const open = (forum: FakeChannel, body: unknown): Answer => {
    if (!FORUMS.includes(forum.type ?? 0)) return refuse(400, 50024, 'Cannot execute action on this channel');
    if (!isRecord(body) || !isRecord(body.message)) return invalid([missing('message')]);
    const { name, message, applied_tags: tags = [] } = body;
    if (typeof name !== 'string' || name.length < 1 || name.length > 100) return invalid([missing('name')]);
    if ('nonce' in message || 'enforce_nonce' in message) return invalid([missing('message.nonce')]);
    const breaches = rules.create(message);
    if (breaches.length > 0) return invalid(breaches);
    if (lacks(forum, SEND_MESSAGES)) return refuse(403, 50013, 'Missing Permissions');
    if (!Array.isArray(tags) || tags.length > 5) return invalid([missing('applied_tags')]);
    const unknown = tags.some(tag => !(forum.tags ?? []).some(({ id }) => id === tag));
    if (unknown) return invalid([missing('applied_tags')]);
    if (forum.tagRequired === true && tags.length === 0)
      return refuse(400, 40067, 'A tag is required to create a forum post in this channel');
    const id = context.newId();
    const thread: FakeChannel = {
      id,
      type: 11,
      name,
      parentId: forum.id,
      ownerId: bot.id,
      appliedTags: tags.map(String),
      ...(forum.guildId === undefined ? {} : { guildId: forum.guildId }),
    };
    channels.set(id, thread);
    const first = messages.store(id, bot, message, id);
    return { status: 201, body: { ...channelBody(thread, id), message: first } };
  };

  return ({ method, path, body }: Asked): Answer | null => {
    const active = /^\/guilds\/(\d+)\/threads\/active$/.exec(path);
    if (active !== null)
      return threadsOf(thread => (thread.guildId ?? GUILD_ID) === active[1] && thread.archived !== true);
    const match = /^\/channels\/(\d+)(\/threads(\/archived\/public)?)?$/.exec(path);
    const channel = channels.get(match?.[1] ?? '');
    if (match === null || channel === undefined) return null;
    if (channel.denied !== undefined)
      return refuse(channel.denied.status, channel.denied.code, channel.denied.message);
    if (match[3] !== undefined)
      return threadsOf(thread => thread.parentId === channel.id && thread.archived === true);
    if (match[2] !== undefined) return method === 'POST' ? open(channel, body) : null;
    if (method !== 'PATCH' || !isRecord(body)) return null;
    if (channel.locked === true && lacks(channel, MANAGE_THREADS))
      return refuse(403, 50013, 'Missing Permissions');
    const changed = { ...channel, archived: body.archived === true };
    channels.set(channel.id, changed);
    return ok(channelBody(changed, messages.messages(channel.id).at(-1)?.id));
  };
}

function missing(path: string) {
  return { path, code: 'BASE_TYPE_REQUIRED', message: 'missing or wrong' };
}
