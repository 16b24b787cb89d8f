import { ok, refuse } from './answers.ts';
import type { FakeChannel, FakeContext, Part } from './types.ts';

export const GUILD_ID = '500000000000000001';
export const ROLE_ID = '600000000000000002';
const BOT_ROLE_ID = '600000000000000001';
const JOINED = '2026-01-01T00:00:00.000Z';

/** View, Send, Embed, Attach, History, Send in Threads: the least that the bot is invited with. */
export const BOT_PERMISSIONS =
  (1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 15n) | (1n << 16n) | (1n << 38n);
/** What members may: view, send, history, send in threads, application commands. */
export const MEMBER_PERMISSIONS = (1n << 10n) | (1n << 11n) | (1n << 16n) | (1n << 38n) | (1n << 31n);
export const MANAGE_GUILD = 1n << 5n;
export const ADMINISTRATOR = 1n << 3n;

const THREADS = [10, 11, 12];

const guildOf = (channel: FakeChannel) => channel.guildId ?? GUILD_ID;

/** Servers of all channels, and the one that is always there. */
export function guildIds({ channels }: FakeContext): readonly string[] {
  return [...new Set([GUILD_ID, ...[...channels.values()].map(guildOf)])];
}

/** A role as Discord describes it. */
export function roleBody(guildId: string, id: string) {
  const everyone = id === guildId;
  return {
    id,
    name: everyone ? '@everyone' : id === BOT_ROLE_ID ? 'regbeat' : 'analysts',
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    position: everyone ? 0 : 1,
    permissions: String(id === BOT_ROLE_ID ? BOT_PERMISSIONS : everyone ? 0n : MEMBER_PERMISSIONS),
    managed: id === BOT_ROLE_ID,
    mentionable: !everyone,
    flags: 0,
  };
}

/** A channel as the gateway describes it; what the bot lacks is an overwrite for it. */
export function channelDescription({ bot }: FakeContext, channel: FakeChannel) {
  const thread = THREADS.includes(channel.type ?? 0);
  return {
    id: channel.id,
    type: channel.type ?? 0,
    guild_id: guildOf(channel),
    name: channel.name ?? `channel-${channel.id.slice(-2)}`,
    parent_id: channel.parentId ?? null,
    position: 0,
    flags: 0,
    ...(thread
      ? {
          owner_id: channel.ownerId ?? bot.id,
          message_count: 0,
          member_count: 1,
          rate_limit_per_user: 0,
          thread_metadata: {
            archived: channel.archived ?? false,
            locked: channel.locked ?? false,
            auto_archive_duration: 1440,
            archive_timestamp: JOINED,
          },
        }
      : {
          permission_overwrites:
            channel.botLacks === undefined
              ? []
              : [{ id: bot.id, type: 1, allow: '0', deny: String(channel.botLacks) }],
          topic: null,
          nsfw: false,
          ...(channel.type === 15 ? { available_tags: channel.tags ?? [] } : {}),
        }),
  };
}

/** What GUILD_CREATE tells of a server. */
export function guildDescription(context: FakeContext, guildId: string) {
  const own = [...context.channels.values()].filter(channel => guildOf(channel) === guildId);
  const described = (threads: boolean) =>
    own
      .filter(channel => THREADS.includes(channel.type ?? 0) === threads)
      .map(channel => channelDescription(context, channel));
  return {
    id: guildId,
    name: `Server ${guildId.slice(-2)}`,
    owner_id: '800000000000000009',
    preferred_locale: 'en-US',
    features: [],
    emojis: [],
    stickers: [],
    roles: [guildId, BOT_ROLE_ID, ROLE_ID].map(id => roleBody(guildId, id)),
    channels: described(false),
    threads: described(true),
    members: [
      {
        user: context.bot,
        roles: [BOT_ROLE_ID],
        joined_at: JOINED,
        deaf: false,
        mute: false,
        flags: 0,
      },
    ],
    member_count: 5,
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    joined_at: JOINED,
    large: false,
    unavailable: false,
    system_channel_flags: 0,
    premium_tier: 0,
    verification_level: 0,
    nsfw_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
  };
}

/** What the bot may in a channel, as interactions say it. */
export function botPermissions(channel: FakeChannel | undefined): bigint {
  return BOT_PERMISSIONS & ~(channel?.botLacks ?? 0n);
}

/** Servers, their roles and their members, as far as a bot asks for them. */
export function createWorld(context: FakeContext): Part {
  return ({ method, path }) => {
    if (method !== 'GET') return null;
    if (path === '/users/@me/guilds' || path === '/users/%40me/guilds')
      return ok(guildIds(context).map(id => ({ id, name: `Server ${id.slice(-2)}`, owner: false })));
    const match = /^\/guilds\/(\d+)\/(?:(roles)|members\/(\d+))$/.exec(path);
    if (match === null) return null;
    const [, guildId = '', roles, member] = match;
    if (!guildIds(context).includes(guildId)) return refuse(404, 10004, 'Unknown Guild');
    const guild = guildDescription(context, guildId);
    if (roles !== undefined) return ok(guild.roles);
    return member === context.bot.id ? ok(guild.members[0]) : refuse(404, 10007, 'Unknown Member');
  };
}
