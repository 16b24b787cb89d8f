import type { StoryCandidate, StoryStore } from '../core/ports.ts';
import { titleKey } from '../core/text.ts';
import { chunked } from './rows.ts';
import type { Session } from './schema.ts';
import { createStoryMoves } from './story-moves.ts';
import { createStoryReads } from './story-reads.ts';
import { storyKeys } from './story-rows.ts';

/** Finds items that share a URL, words, a title or terms with new ones, and keeps what stories are. */
export function createStories(session: Session): StoryStore {
  const { db } = session;
  return {
    ...createStoryReads(db),
    ...createStoryMoves(session),
    async candidates(probes, since) {
      const found = new Map<string, StoryCandidate>();
      const wanted = new Set(probes.flatMap(storyKeys));
      for (const keys of chunked([...wanted])) {
        const rows = await db
          .selectFrom('story_keys as k')
          .innerJoin('items as i', 'i.id', 'k.item_id')
          .innerJoin('item_versions as v', join =>
            join.onRef('v.item_id', '=', 'i.id').onRef('v.version', '=', 'i.version'),
          )
          .select([
            'i.public_id',
            'i.source_id',
            'i.story_id',
            'i.first_seen_at',
            'v.published_at',
            'v.canonical_url',
            'v.content_hash',
            'v.title',
          ])
          .where('k.key', 'in', keys)
          .where('i.first_seen_at', '>=', since)
          .execute();
        for (const row of rows) {
          found.set(row.public_id, {
            itemId: row.public_id,
            sourceId: row.source_id,
            storyId: row.story_id,
            publishedAt: row.published_at,
            firstSeenAt: row.first_seen_at,
            canonicalUrl: row.canonical_url,
            contentHash: row.content_hash,
            titleKey: titleKey(row.title),
          });
        }
      }
      const urls = new Set(probes.map(probe => probe.canonicalUrl));
      const hashes = new Set(probes.map(probe => probe.contentHash));
      const titles = new Set(probes.map(probe => probe.titleKey));
      return [...found.values()]
        .filter(
          candidate =>
            (candidate.canonicalUrl !== null && urls.has(candidate.canonicalUrl)) ||
            hashes.has(candidate.contentHash) ||
            (candidate.titleKey !== null && titles.has(candidate.titleKey)),
        )
        .sort((a, b) => (a.firstSeenAt + a.itemId < b.firstSeenAt + b.itemId ? -1 : 1));
    },
  };
}
