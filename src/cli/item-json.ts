import type { StoredItem } from '../core/types.ts';

/** An item as `search --json` prints it: stable, documented in docs/commands.md. */
export function toItemJson(item: StoredItem) {
  const tags = item.classification;
  return {
    id: item.id,
    title: item.title,
    url: item.url,
    source: item.sourceId,
    published: item.publishedAt,
    firstSeen: item.firstSeenAt,
    language: item.language,
    relevant: tags.relevant,
    relevance: tags.relevance,
    jurisdictions: tags.jurisdictions.map(({ code, role }) => ({ code, role })),
    topics: tags.topics.map(topic => topic.id),
    kind: tags.kind.id,
    authorities: tags.authorities.map(authority => authority.name),
    story: item.storyId,
    summary: item.summary,
  };
}
