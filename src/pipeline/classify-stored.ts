import type { Classifier } from '../core/ports.ts';
import type { Classification, SourceDef, StoredItem } from '../core/types.ts';
import { classifyArticle } from './classify-article.ts';
import { LOCAL_SOURCE } from './to-articles.ts';

/** The definition of a stored item's source; of one that is defined no more, what the item itself tells. */
export function sourceOf(
  { sourceId, tier }: Pick<StoredItem, 'sourceId' | 'tier'>,
  sources: ReadonlyMap<string, SourceDef>,
): SourceDef {
  return sources.get(sourceId) ?? { ...LOCAL_SOURCE, id: sourceId, tier };
}

/** Tags a stored item again. */
export function classifyStored(
  item: StoredItem,
  sources: ReadonlyMap<string, SourceDef>,
  classifier: Classifier,
): Classification {
  return classifyArticle(item, sourceOf(item, sources), classifier);
}
