import { storyId } from '../core/ids.ts';
import type { StoryCandidate, StoryProbe } from '../core/ports.ts';
import { titleKey } from '../core/text.ts';
import type { Article, Placement } from '../core/types.ts';

/** How long a story stays open for another report of it. */
export const STORY_WINDOW_DAYS = 14;
/** How far apart two items of the same title may be published and still be one event. */
const SAME_TITLE_DAYS = 3;
const DAY_MS = 86_400_000;

/** What an article is looked up by when its story is sought. */
export function toProbe(article: Article): StoryProbe {
  return {
    canonicalUrl: article.canonicalUrl,
    contentHash: article.contentHash,
    titleKey: titleKey(article.title),
  };
}

/**
 * Decides whether an article opens a story or joins one. The same canonical URL or the same words are the same event; the same
 * title is, when another source published it within three days (one source repeating a title reports a new month, not
 * the same event). `candidates` are earlier items that share a probe value, from any source.
 */
export function placeArticle(
  article: Article,
  candidates: readonly StoryCandidate[],
  seenAt: string,
): Placement {
  const probe = toProbe(article);
  const others = candidates.filter(candidate => candidate.itemId !== article.id);
  const sameUrl = others.find(
    other =>
      probe.canonicalUrl !== null &&
      other.canonicalUrl === probe.canonicalUrl &&
      other.sourceId !== article.sourceId,
  );
  if (sameUrl) return joins(sameUrl, 'duplicate', 'same address');
  const sameWords = others.find(
    other =>
      article.textFrom !== 'title' &&
      other.contentHash === probe.contentHash &&
      near(article, other, seenAt, STORY_WINDOW_DAYS),
  );
  if (sameWords) return joins(sameWords, 'duplicate', 'same words');
  const sameTitle = others.find(
    other =>
      probe.titleKey !== null &&
      other.titleKey === probe.titleKey &&
      other.sourceId !== article.sourceId &&
      near(article, other, seenAt, SAME_TITLE_DAYS),
  );
  if (sameTitle) return joins(sameTitle, 'same-story', `same title within ${SAME_TITLE_DAYS} days`);
  return { storyId: storyId(article.id), relation: 'new', toItemId: null, because: 'first report' };
}

function joins(other: StoryCandidate, relation: 'duplicate' | 'same-story', because: string): Placement {
  return { storyId: other.storyId, relation, toItemId: other.itemId, because };
}

function near(article: Article, other: StoryCandidate, seenAt: string, days: number): boolean {
  const mine = Date.parse(article.publishedAt ?? seenAt);
  const theirs = Date.parse(other.publishedAt ?? other.firstSeenAt);
  return Math.abs(mine - theirs) <= days * DAY_MS;
}
