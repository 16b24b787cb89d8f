import type { Classifier, WalkedItem } from '../core/ports.ts';
import type { Classification, SourceDef, SourceHint } from '../core/types.ts';
import { classifyArticle, toSourceHint } from './classify-article.ts';
import { LOCAL_SOURCE } from './to-articles.ts';

/** The definition of a stored item's source; of one that is no longer known, what the item itself tells. */
export function sourceOf(
  { item, tier }: Pick<WalkedItem, 'item' | 'tier'>,
  sources: ReadonlyMap<string, SourceDef>,
): SourceDef {
  return sources.get(item.sourceId) ?? { ...LOCAL_SOURCE, id: item.sourceId, tier };
}

/** The same for a classifier. */
export function hintOf(
  walked: Pick<WalkedItem, 'item' | 'tier'>,
  sources: ReadonlyMap<string, SourceDef>,
): SourceHint {
  return toSourceHint(sourceOf(walked, sources));
}

/** Tags a stored item again. */
export function classifyStored(
  walked: WalkedItem,
  sources: ReadonlyMap<string, SourceDef>,
  classifier: Classifier,
): Classification {
  return classifyArticle(walked.item, sourceOf(walked, sources), classifier);
}
