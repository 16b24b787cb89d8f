import type { Classifier } from '../core/ports.ts';
import type { Article, Classification, SourceDef, SourceHint } from '../core/types.ts';

/** What a classifier is told about a source. */
export function toSourceHint(def: SourceDef): SourceHint {
  return {
    id: def.id,
    authority: def.authority,
    jurisdiction: def.jurisdiction,
    tier: def.tier,
    type: def.type,
    cryptoOnly: def.cryptoOnly,
    timeZone: def.timeZone,
  };
}

/** Tags of an article from its words and its source. */
export function classifyArticle(article: Article, def: SourceDef, classifier: Classifier): Classification {
  return classifier.classify({
    title: article.title,
    text: article.textFrom === 'title' ? '' : article.text,
    url: article.url,
    publishedAt: article.publishedAt,
    language: article.language,
    source: toSourceHint(def),
  });
}
