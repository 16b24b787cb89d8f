import type { StoryBlock } from '../core/message.ts';
import type { Store } from '../core/ports.ts';
import type { SourceDef, StoredItem } from '../core/types.ts';
import { selectStories } from '../digest/select-stories.ts';
import { toStoryBlock } from '../digest/story-block.ts';
import { knownSources, sourceFacts } from './known-sources.ts';
import { positionChanges } from './position-changes.ts';

export interface TellDeps {
  readonly store: Store;
  readonly sources: readonly SourceDef[];
}

/** A story as everything that is stored of it tells it; null when none of its items is relevant. */
export function tellStory(sources: readonly SourceDef[], reports: readonly StoredItem[]): StoryBlock | null {
  const known = knownSources(sources, reports);
  const [story] = selectStories(
    reports.filter(item => item.classification.relevant),
    { tierOf: id => known.get(id)?.tier ?? 'press', includeHistoric: true },
  );
  if (story === undefined) return null;
  return toStoryBlock(story, sourceFacts(sources, known));
}

/** The story that an item belongs to now, whatever it belonged to when it was posted; null when it is gone or irrelevant. */
export async function tellStoryOf(deps: TellDeps, itemId: string): Promise<StoryBlock | null> {
  const item = await deps.store.items.get(itemId);
  if (item === null) return null;
  return tellWhole(deps, await deps.store.items.ofStory(item.storyId));
}

/** tellStory, with the positions that its item changes. */
export async function tellWhole(
  { store, sources }: TellDeps,
  reports: readonly StoredItem[],
): Promise<StoryBlock | null> {
  const story = tellStory(sources, reports);
  const head = reports.find(({ id }) => id === story?.itemId);
  if (story === null || head === undefined) return story;
  const positions = await positionChanges(store, head);
  return positions.length === 0 ? story : { ...story, positions };
}
