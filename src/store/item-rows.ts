import type { Insertable } from 'kysely';
import type { ItemRecord, StoryProbe } from '../core/ports.ts';
import { titleKey } from '../core/text.ts';
import type { Article } from '../core/types.ts';
import type { ItemTable, ItemVersionTable } from './schema.ts';
import type { IndexEntry } from './search-index.ts';

/** The row of a new item. */
export function toItemRow(id: number, record: ItemRecord, seenAt: string): Insertable<ItemTable> {
  const { article, placement, classification } = record;
  return {
    id,
    public_id: article.id,
    source_id: article.sourceId,
    story_id: placement.storyId,
    relation: placement.relation,
    kind: classification.kind.id,
    tier: record.tier,
    relevant: classification.relevant ? 1 : 0,
    relevance: classification.relevance,
    historic: record.historic ? 1 : 0,
    version: 1,
    content_hash: article.contentHash,
    first_seen_at: seenAt,
    last_seen_at: seenAt,
    page_state: record.pageWanted ? 'wanted' : 'none',
    page_tries: 0,
  };
}

/** The row of one version of an item's words. */
export function toVersionRow(
  id: number,
  version: number,
  article: Article,
  seenAt: string,
): Insertable<ItemVersionTable> {
  return {
    item_id: id,
    version,
    title: article.title,
    summary: article.summary,
    text: article.text,
    text_from: article.textFrom,
    content_hash: article.contentHash,
    seen_at: seenAt,
    url: article.url,
    canonical_url: article.canonicalUrl,
    published_at: article.publishedAt,
    date_precision: article.datePrecision,
    date_from: article.dateFrom,
    updated_at: article.updatedAt,
    language: article.language,
    authors: JSON.stringify(article.authors),
    categories: JSON.stringify(article.categories),
  };
}

/** What the full-text index gets of an item. */
export function toIndexEntry(id: number, record: Pick<ItemRecord, 'article' | 'classification'>): IndexEntry {
  const { article, classification } = record;
  // The summary is searched too, unless the text is it or starts with it.
  const summary =
    article.summary === null || article.text.includes(article.summary) ? '' : `\n${article.summary}`;
  return {
    id,
    relevant: classification.relevant ? 1 : 0,
    title: article.title,
    text: `${article.text}${summary}`,
  };
}

/** What an item can be recognised by as another report of one event. */
export function toProbe(article: Pick<Article, 'canonicalUrl' | 'contentHash' | 'title'>): StoryProbe {
  return {
    canonicalUrl: article.canonicalUrl,
    contentHash: article.contentHash,
    titleKey: titleKey(article.title),
  };
}
