import type { StoryNews } from '../core/message.ts';
import { groupStories, type StoryGroup } from '../core/story-groups.ts';
import type { StoredItem, Tier } from '../core/types.ts';

/** One event as a digest tells it. */
export interface DigestStory extends StoryGroup {
  /** Tier of the head's source. */
  readonly tier: Tier;
  /** Told in an earlier window, and nothing but further reports came since: worth one line, not a second telling. */
  readonly followUp: boolean;
  /** Why it is told now: an official source said at last what was told as press talk, or a told story was revised. */
  readonly why: StoryNews;
}

export interface SelectOptions {
  /** Tier of a source; "press" for one that is unknown. */
  readonly tierOf: (sourceId: string) => Tier;
  /**
   * What the store knew of these stories before the window (ItemStore.ofStory). It confirms a story and makes further reports
   * follow-ups; it is never told again. Items that are in the window as well are ignored.
   */
  readonly earlier?: readonly StoredItem[];
  /** Whether to tell items that were found while a source was read for the first time. Default: no. */
  readonly includeHistoric?: boolean;
}

const CONFIRMING: ReadonlySet<Tier> = new Set(['official', 'standard-setter']);

/**
 * The stories of a window, newest head first. A copy (relation "duplicate") by another publisher is a report of the story; one by a
 * publisher that told the story itself (two lists of one authority) is dropped. A story of which only such copies came in is not
 * told, unless what they copy was never worth telling: with fewer words it was not relevant. The result depends on the set of
 * items, never on their order.
 */
export function selectStories(items: readonly StoredItem[], options: SelectOptions): readonly DigestStory[] {
  const { tierOf, includeHistoric = false } = options;
  const inWindow = new Set(items.map(item => item.id));
  const earlier = groupBy((options.earlier ?? []).filter(item => !inWindow.has(item.id)));
  const onlyCopies = (storyId: string) =>
    !(earlier.get(storyId) ?? []).some(item => item.classification.relevant) &&
    (originals.get(storyId) ?? []).length === 0;
  const originals = groupBy(items.filter(item => item.relation !== 'duplicate'));
  const tells = new Set(
    [...items, ...(options.earlier ?? [])]
      .filter(item => item.relation !== 'duplicate')
      .map(item => `${item.storyId} ${publisherOf(item.sourceId)}`),
  );
  const isRepetition = (item: StoredItem) =>
    item.relation === 'duplicate' &&
    !onlyCopies(item.storyId) &&
    tells.has(`${item.storyId} ${publisherOf(item.sourceId)}`);
  const news = items.filter(item => !isRepetition(item) && (includeHistoric || !item.historic));
  return groupStories(news, tierOf).map(group => {
    const before = earlier.get(group.storyId) ?? [];
    const confirmedBefore = before.some(item => CONFIRMING.has(tierOf(item.sourceId)));
    const toldBefore = before.some(item => !item.historic && item.classification.relevant);
    const brings = (item: StoredItem) =>
      item.relation === 'update' || (!confirmedBefore && CONFIRMING.has(tierOf(item.sourceId)));
    const confirmsNow = !confirmedBefore && group.items.some(item => CONFIRMING.has(tierOf(item.sourceId)));
    return {
      ...group,
      why: !toldBefore ? 'new' : confirmsNow ? 'confirmed' : group.items.some(brings) ? 'updated' : 'new',
      tier: tierOf(group.head.sourceId),
      unconfirmed: group.unconfirmed && !confirmedBefore,
      followUp: toldBefore && !group.items.some(brings),
    };
  });
}

/** A source's id begins with its publisher: "us/sec" of "us/sec/press". */
function publisherOf(sourceId: string): string {
  return sourceId.slice(0, Math.max(0, sourceId.lastIndexOf('/')));
}

function groupBy(items: readonly StoredItem[]): ReadonlyMap<string, readonly StoredItem[]> {
  return Map.groupBy(items, item => item.storyId);
}
