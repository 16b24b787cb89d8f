import type { Article, Classification, SourceDef } from '../../core/types.ts';

/**
 * Below this, with no topic in sight, a list's words leave nothing to hope for from the page. On labelled items of authorities, given
 * title and first paragraph, it keeps every relevant one.
 */
const FAINT_RELEVANCE = 0.03;
/** Titles of so few words ("New Q&As available"), and with a summary so few words in all, say nothing about what is behind them. */
const TERSE_TITLE_WORDS = 8;
const TERSE_WORDS = 20;
/** A list that carries whole articles gives texts of this length; nothing is gained from the page. */
const FULL_TEXT_CHARS = 2_000;
/** Announced in the same few words whoever is meant: a warning names a firm that nobody has heard of. */
const FORMULAIC = new Set<string>(['warning', 'licence-decision']);

/**
 * Whether the page behind an item is worth a request: its source says that pages are followed, its list gave no full text, and what the list
 * says could be relevant, or the source publishes nothing else. Of archives only what is relevant is completed.
 */
export function wantsPage(article: Article, tags: Classification, def: SourceDef, archived = false): boolean {
  if (def.page?.follow !== true) return false;
  if (article.url === null && def.page.url === undefined) return false;
  if (article.textFrom === 'page') return false;
  if (article.textFrom === 'feed' && article.text.length >= FULL_TEXT_CHARS) return false;
  if (archived) return tags.relevant;
  return def.cryptoOnly || couldBeRelevant(article, tags);
}

function couldBeRelevant(article: Article, tags: Classification): boolean {
  if (tags.relevance >= FAINT_RELEVANCE || tags.topics.length > 0 || tags.nearMisses.length > 0) return true;
  const alone = article.textFrom === 'title';
  if (alone && FORMULAIC.has(tags.kind.id)) return true;
  const words = (alone ? article.title : `${article.title} ${article.text}`).split(/\s+/).length;
  return words <= (alone ? TERSE_TITLE_WORDS : TERSE_WORDS);
}
