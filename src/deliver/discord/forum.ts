import { type ApiResult, attachmentsOf, type DiscordApi } from './api.ts';
import type { Envelope } from './envelope.ts';
import { LIMITS } from './limits.ts';
import { type Place, tagsFor } from './places.ts';
import { CLOCK_SLACK_MS, carries, isRecord, type Lookup, sentAt } from './reconcile.ts';

/** Opens a post of a forum: a thread with a title, whose first message has the thread's own id. */
export function openForumPost(
  api: DiscordApi,
  place: Place,
  { body, name, labels, files }: Envelope,
  signal: AbortSignal,
): Promise<ApiResult> {
  const tags = tagsFor(place, labels, LIMITS.appliedTags);
  return api.post(
    `/channels/${place.id}/threads`,
    {
      name,
      message: { ...body, ...attachmentsOf(files) },
      ...(tags.length === 0 ? {} : { applied_tags: tags }),
    },
    signal,
    { files },
  );
}

/**
 * Looks for a forum's post by the marker in its first message: posts take no nonce, so this is asked before every repetition.
 */
export async function findForumPost(
  api: DiscordApi,
  wanted: {
    readonly place: Place;
    readonly botId: string;
    readonly marker: string;
    readonly since: string;
  },
  signal: AbortSignal,
): Promise<Lookup> {
  const { place } = wanted;
  if (place.guildId === null) return { outcome: 'unreadable', why: 'the forum does not say its server' };
  const lists = [
    [`/guilds/${place.guildId}/threads/active`, {}],
    [`/channels/${place.id}/threads/archived/public`, { limit: '100' }],
  ] as const;
  const oldest = Date.parse(wanted.since) - CLOCK_SLACK_MS;
  for (const [route, query] of lists) {
    const answer = await api.get(route, query, signal);
    if (!answer.ok) return { outcome: 'failed', failure: answer.failure };
    for (const id of ownThreads(answer.data, place.id, wanted.botId)) {
      if (sentAt(id) < oldest) continue;
      const first = await api.get(`/channels/${id}/messages/${id}`, {}, signal);
      if (first.ok && isRecord(first.data) && carries(first.data, wanted.marker))
        return { outcome: 'found', messageId: id };
      // A first message that somebody deleted says nothing; anything else does.
      if (!first.ok && !(first.failure.kind === 'refused' && first.failure.code === 10008))
        return { outcome: 'failed', failure: first.failure };
    }
  }
  return { outcome: 'absent' };
}

function ownThreads(data: unknown, parent: string, owner: string): readonly string[] {
  const threads = isRecord(data) && Array.isArray(data.threads) ? data.threads.filter(isRecord) : [];
  return threads
    .filter(thread => thread.parent_id === parent && thread.owner_id === owner)
    .map(thread => String(thread.id))
    .filter(id => /^\d{1,20}$/.test(id));
}
