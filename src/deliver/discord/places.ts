import type { Clock } from '../../core/ports.ts';
import type { ApiFailure, DiscordApi } from './api.ts';
import { isRecord } from './reconcile.ts';

/** What must be known of a channel before something is posted there. */
export interface Place {
  readonly id: string;
  /** Takes posts with a title instead of messages: a forum or a media channel. */
  readonly forum: boolean;
  /** Its messages can be published to following channels. */
  readonly announces: boolean;
  readonly guildId: string | null;
  readonly lastMessageId: string | null;
  /** Tags of a forum; those that only moderators may give are left out. */
  readonly tags: readonly { readonly id: string; readonly name: string }[];
  readonly tagRequired: boolean;
}

export type PlaceLookup =
  | { readonly ok: true; readonly place: Place }
  | { readonly ok: false; readonly failure: ApiFailure };

export interface Places {
  /** A channel as it was at most an hour ago; asked again after a failure. */
  get(api: DiscordApi, channelId: string, signal: AbortSignal): Promise<PlaceLookup>;
  /** Something was not as expected: ask again next time. */
  forget(channelId: string): void;
}

const KEPT_MS = 60 * 60_000;
const ANNOUNCEMENT = 5;
const FORUMS = [15, 16];
const REQUIRE_TAG = 1 << 4;

export function createPlaces(clock: Clock): Places {
  const known = new Map<string, { readonly place: Place; readonly at: number }>();
  return {
    async get(api, channelId, signal) {
      const found = known.get(channelId);
      const now = clock().getTime();
      if (found !== undefined && Math.abs(now - found.at) < KEPT_MS) return { ok: true, place: found.place };
      const answer = await api.get(`/channels/${channelId}`, {}, signal);
      if (!answer.ok) return answer;
      const place = toPlace(channelId, isRecord(answer.data) ? answer.data : {});
      known.set(channelId, { place, at: now });
      return { ok: true, place };
    },
    forget: channelId => void known.delete(channelId),
  };
}

/** A channel that takes messages as such: a thread, or somebody's direct messages. */
export function plainPlace(id: string): Place {
  return toPlace(id, {});
}

function toPlace(id: string, channel: Record<string, unknown>): Place {
  const tags = Array.isArray(channel.available_tags) ? channel.available_tags.filter(isRecord) : [];
  return {
    id,
    forum: FORUMS.includes(Number(channel.type)),
    announces: channel.type === ANNOUNCEMENT,
    guildId: typeof channel.guild_id === 'string' ? channel.guild_id : null,
    lastMessageId: typeof channel.last_message_id === 'string' ? channel.last_message_id : null,
    tags: tags
      .filter(tag => tag.moderated !== true)
      .map(tag => ({ id: String(tag.id), name: String(tag.name) })),
    tagRequired: typeof channel.flags === 'number' && (channel.flags & REQUIRE_TAG) !== 0,
  };
}

/** Tags of a forum that labels name, at most `max`; where one is required and none fits, its first. */
export function tagsFor(place: Place, labels: readonly string[], max: number): readonly string[] {
  const byName = new Map(place.tags.map(tag => [fold(tag.name), tag.id]));
  const chosen = new Set<string>();
  for (const label of labels) {
    const id = byName.get(fold(label));
    if (id !== undefined) chosen.add(id);
  }
  const [first] = place.tags;
  if (chosen.size === 0 && place.tagRequired && first !== undefined) chosen.add(first.id);
  return [...chosen].slice(0, max);
}

function fold(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
