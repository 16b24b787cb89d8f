import type { Application } from '../core/application.ts';
import type { StoredItem } from '../core/types.ts';

/** Why an item stands in its story: the item that it was matched with and the reason, where they were kept. */
export interface PlaceInStory {
  readonly id: string;
  readonly matchedWith: string | null;
  readonly because: string | null;
}

/** Looks up why an item stands in its story. */
export async function placeOf(app: Application, item: StoredItem): Promise<PlaceInStory> {
  const { story, members } = await app.storyView(item.storyId);
  const own = members.find(member => member.item.id === item.id);
  return { id: story.id, matchedWith: own?.toItem ?? null, because: own?.because ?? null };
}

/** The same in one line. */
export function placeLine({ id, matchedWith, because }: PlaceInStory): string {
  const reason = because === null ? '' : `: ${because}`;
  return `Story ${id}${reason}${matchedWith === null ? '' : ` (matched with ${matchedWith})`}`;
}
