import type { Client, GuildBasedChannel, PermissionsBitField } from 'discord.js';

export type PlaceKind = 'text' | 'announcement' | 'thread' | 'forum' | 'voice' | 'other';

/** A channel or thread. */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly kind: PlaceKind;
}

/** What the bot knows of the channels that it can see. */
export interface Places {
  find(channelId: string): Place | null;
  /** Names of the permissions that the bot lacks to post in a channel ("SendMessages"); none when it can. */
  missing(channelId: string): Promise<readonly string[]>;
  /** Whether posts to a target ("discord:123") would arrive, as far as is known at once. */
  canPost(target: string): boolean;
  /** Servers that the bot is in. */
  guilds(): readonly string[];
  /** Milliseconds of the last heartbeat; -1 before the first. */
  ping(): number;
}

/** Discord's numbers of the types of channel that can be posted to. */
export const POSTABLE_TYPES: readonly number[] = [0, 5, 10, 11, 12, 15];

const KINDS: ReadonlyMap<number, PlaceKind> = new Map([
  [0, 'text'],
  [2, 'voice'],
  [5, 'announcement'],
  [10, 'thread'],
  [11, 'thread'],
  [12, 'thread'],
  [13, 'voice'],
  [15, 'forum'],
  [16, 'forum'],
]);

export function placeKind(type: number): PlaceKind {
  return KINDS.get(type) ?? 'other';
}

const ALWAYS = ['ViewChannel', 'EmbedLinks', 'AttachFiles', 'ReadMessageHistory'] as const;

/** What posting to a kind of channel needs; denying one of the first two makes the others worthless. */
export function neededPermissions(kind: PlaceKind) {
  if (kind === 'thread') return [...ALWAYS, 'SendMessagesInThreads'] as const;
  if (kind === 'forum') return [...ALWAYS, 'SendMessages', 'SendMessagesInThreads'] as const;
  return [...ALWAYS, 'SendMessages'] as const;
}

/** The channels in the cache of a client that is logged in. */
export function createPlaces(client: Client): Places {
  const cached = (id: string): GuildBasedChannel | null => {
    const channel = client.channels.cache.get(id);
    return channel !== undefined && !channel.isDMBased() ? channel : null;
  };
  const lacking = (channel: GuildBasedChannel): readonly string[] => {
    const { me } = channel.guild.members;
    const permissions: Readonly<PermissionsBitField> | null = me === null ? null : channel.permissionsFor(me);
    const needed = neededPermissions(placeKind(channel.type));
    return permissions === null ? ['ViewChannel'] : needed.filter(name => !permissions.has(name));
  };
  return {
    find(id) {
      const channel = cached(id);
      return channel === null ? null : { id, name: channel.name, kind: placeKind(channel.type) };
    },
    async missing(id) {
      const known = cached(id);
      if (known !== null) return lacking(known);
      // Archived threads are not told of unless asked for.
      const fetched = await client.channels.fetch(id).catch(() => null);
      return fetched === null || fetched.isDMBased() ? ['ViewChannel'] : lacking(fetched);
    },
    canPost(target) {
      const id = /^discord:(\d+)$/.exec(target)?.[1];
      const channel = id === undefined ? null : cached(id);
      return channel !== null && lacking(channel).length === 0;
    },
    guilds: () => [...client.guilds.cache.keys()],
    ping: () => client.ws.ping,
  };
}
