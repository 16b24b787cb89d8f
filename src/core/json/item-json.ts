import { quoteOf } from '../summary/quote.ts';
import type { StoredItem } from '../types.ts';

/** Longest summary of a found item, in UTF-16 units. */
const SUMMARY_LENGTH = 320;

/** An item as commands print it as JSON: stable, documented in docs/json.md. Its summary is what the source gave. */
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

/** An item as `search --json` prints it: its summary is one or two sentences of its words that say what happened, null when they only repeat the title. */
export function toFoundJson(item: StoredItem) {
  const text = item.text.trim() === '' ? (item.summary ?? '') : item.text;
  return { ...toItemJson(item), summary: quoteOf(text, item.title, SUMMARY_LENGTH) };
}
