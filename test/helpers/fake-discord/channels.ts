import { BOT_ID } from './context.ts';
import type { FakeChannel } from './types.ts';

export const GUILD_ID = '500000000000000001';
export const FORUMS: readonly number[] = [15, 16];
export const THREADS: readonly number[] = [10, 11, 12];
const REQUIRE_TAG = 1 << 4;

/** A channel as the API describes it. */
export function channelBody(channel: FakeChannel, lastMessageId: string | undefined): object {
  const { id, type = 0, name = `channel-${id}`, guildId = GUILD_ID } = channel;
  return {
    id,
    type,
    name,
    guild_id: guildId,
    last_message_id: lastMessageId ?? null,
    permission_overwrites:
      channel.botLacks === undefined
        ? []
        : [{ id: BOT_ID, type: 1, allow: '0', deny: String(channel.botLacks) }],
    ...(channel.parentId === undefined ? {} : { parent_id: channel.parentId }),
    ...(channel.ownerId === undefined ? {} : { owner_id: channel.ownerId }),
    ...(THREADS.includes(type)
      ? {
          thread_metadata: { archived: channel.archived ?? false, locked: channel.locked ?? false },
          applied_tags: channel.appliedTags ?? [],
        }
      : {}),
    ...(FORUMS.includes(type)
      ? {
          available_tags: (channel.tags ?? []).map(tag => ({ moderated: false, ...tag })),
          flags: channel.tagRequired === true ? REQUIRE_TAG : 0,
        }
      : {}),
  };
}

export function lacks({ botLacks = 0n }: FakeChannel, permission: bigint): boolean {
  return (botLacks & permission) !== 0n;
}
