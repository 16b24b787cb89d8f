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

/** The category under which an item of a register carries the state that licensed the firm. */
export const HOME_STATE = 'home-state:';

/** In an item of a register of many states it is the firm's home state that acts. */
function hintOf({ categories }: Pick<Article, 'categories'>, def: SourceDef): SourceHint {
  const hint = toSourceHint(def);
  if (def.type !== 'register') return hint;
  const home = categories.find(category => category.startsWith(HOME_STATE))?.slice(HOME_STATE.length);
  return home === undefined || home === def.jurisdiction
    ? hint
    : { ...hint, jurisdiction: home, authority: null };
}

/** Tags of an article from its words and its source. */
export function classifyArticle(article: Article, def: SourceDef, classifier: Classifier): Classification {
  return classifier.classify({
    title: article.title,
    text: article.textFrom === 'title' ? '' : article.text,
    url: article.url,
    publishedAt: article.publishedAt,
    language: article.language,
    source: hintOf(article, def),
  });
}
