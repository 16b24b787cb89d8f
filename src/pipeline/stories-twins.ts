import type { StoreOps } from '../core/ports.ts';
import type { Placement } from '../core/types.ts';
import { findTwin, TWIN_DAYS, type TwinSeeker } from '../stories/twin.ts';

/** Newest items of both lists that are looked at for a batch. */
const MOST = 2_000;
const DAY_MS = 86_400_000;

/** An article that is about to be placed, and the list in which it may stand in another language. */
export interface MayHaveTwin extends TwinSeeker {
  readonly sourceId: string;
  readonly twin: string | null;
}

export interface TwinPlacement {
  readonly placement: Placement;
  readonly storyOpenedAt: string;
}

export interface Twins {
  /** Where an article's twin stands, or null. */
  placementOf(article: MayHaveTwin): TwinPlacement | null;
  /** An article was placed into a story. */
  placed(article: MayHaveTwin, storyId: string): void;
}

/** What the lists of a batch and their twins published within a day of it. Nothing is looked up for sources without a twin. */
export async function lookUpTwins(
  ops: Pick<StoreOps, 'stories'>,
  batch: readonly MayHaveTwin[],
): Promise<Twins> {
  const paired = batch.filter(({ twin }) => twin !== null);
  const times = paired.map(({ sign }) => Date.parse(sign.at));
  const sources = new Set(paired.flatMap(({ sourceId, twin }) => (twin === null ? [] : [sourceId, twin])));
  const day = (time: number) => new Date(time).toISOString();
  const stored =
    paired.length === 0
      ? []
      : await ops.stories.published(
          [...sources],
          day(Math.min(...times) - TWIN_DAYS * DAY_MS),
          day(Math.max(...times) + TWIN_DAYS * DAY_MS),
          MOST,
        );
  const bySource = Map.groupBy(stored, item => item.sourceId);
  const batchBySource = Map.groupBy(paired, item => item.sourceId);
  const taken = new Map(
    Array.from(bySource, ([id, items]) => [id, new Set(items.map(item => item.storyId))]),
  );
  return {
    placementOf(article) {
      const { sourceId, twin } = article;
      const candidates = twin === null ? undefined : bySource.get(twin);
      if (candidates === undefined) return null;
      const siblings = [...(bySource.get(sourceId) ?? []), ...(batchBySource.get(sourceId) ?? [])];
      const found = findTwin(article, candidates, siblings, taken.get(sourceId) ?? new Set());
      if (found === null) return null;
      const { item, because } = found;
      return {
        placement: { storyId: item.storyId, relation: 'same-story', toItemId: item.itemId, because },
        storyOpenedAt: item.storyOpenedAt,
      };
    },
    placed({ sourceId, twin }, storyId) {
      if (twin === null) return;
      const stories = taken.get(sourceId);
      if (stories === undefined) taken.set(sourceId, new Set([storyId]));
      else stories.add(storyId);
    },
  };
}
