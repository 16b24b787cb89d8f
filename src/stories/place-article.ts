import { storyId } from '../core/ids.ts';
import type { StoryCandidate, StoryProbe } from '../core/ports.ts';
import { titleKey } from '../core/text.ts';
import type { Article, Placement } from '../core/types.ts';
import { type Comparable, chooseStory } from './choose-story.ts';
import type { Prepared, TermCount } from './compare.ts';
import { explainPair } from './score-pair.ts';

/** How long a story stays open for a copy of it. */
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

/** What is known of earlier items that may tell the same. */
export interface Known {
  /** Items that share an address, words or a title. */
  readonly exact: readonly StoryCandidate[];
  /** Items that share terms, and how common terms are. */
  readonly similar?: readonly Comparable[];
  readonly count?: TermCount;
}

/**
 * Decides whether an article opens a story or joins one. The same canonical URL or the same words are the same event; the same
 * title is, when another source published it within three days (one source repeating a title reports a new month, not
 * the same event). Else what it says is compared with what similar items say.
 */
export function placeArticle(
  article: Article,
  { exact, similar = [], count }: Known,
  seenAt: string,
  prepared: Prepared | null = null,
): Placement {
  const same = placeExactly(article, exact, seenAt);
  if (same !== null) return same;
  const opened = storyId(article.id);
  const choice = prepared === null ? null : chooseStory(article.id, prepared, similar, count);
  if (choice === null || prepared === null)
    return { storyId: opened, relation: 'new', toItemId: null, because: 'first report' };
  const because = explainPair(prepared, choice.item.prepared, { ...choice.pair, score: choice.score });
  const { item, pair } = choice;
  if (choice.chapter) {
    const link = { kind: 'chapter' as const, toStoryId: item.storyId, toItemId: item.itemId, because };
    return {
      storyId: opened,
      relation: 'update',
      toItemId: item.itemId,
      because: `goes on after a month: ${because}`,
      link,
    };
  }
  const relation = pair.sameText ? (pair.sameVoice ? 'update' : 'duplicate') : 'same-story';
  return { storyId: item.storyId, relation, toItemId: item.itemId, because };
}

function placeExactly(article: Article, exact: readonly StoryCandidate[], seenAt: string): Placement | null {
  const probe = toProbe(article);
  const others = exact.filter(candidate => candidate.itemId !== article.id);
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
  return sameTitle ? joins(sameTitle, 'same-story', `same title within ${SAME_TITLE_DAYS} days`) : null;
}

function joins(other: StoryCandidate, relation: 'duplicate' | 'same-story', because: string): Placement {
  return { storyId: other.storyId, relation, toItemId: other.itemId, because };
}

function near(article: Article, other: StoryCandidate, seenAt: string, days: number): boolean {
  const mine = Date.parse(article.publishedAt ?? seenAt);
  const theirs = Date.parse(other.publishedAt ?? other.firstSeenAt);
  return Math.abs(mine - theirs) <= days * DAY_MS;
}
