import { AppError } from '../core/errors.ts';
import type { ItemActions, ShownAt } from '../core/item-actions.ts';
import type { Clock, PostedMessage, Store } from '../core/ports.ts';
import type { StoredItem } from '../core/types.ts';
import { beginFollowing } from './item-follows.ts';

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
}

const HOUR_MS = 3_600_000;
/** Nobody reads more; each costs a look at every report. */
const MOST_FOLLOWS = 100;

/** What people do with items: seen, later, more of it. */
export function createItemActions({ store, clock }: Deps): Omit<ItemActions, 'editPosts'> {
  async function find(itemId: string): Promise<StoredItem> {
    const item = await store.items.get(itemId);
    if (item !== null) return item;
    throw new AppError('not-found', `No stored item has the id "${itemId.slice(0, 40)}".`);
  }

  const postAt = async ({ channelId, messageId }: ShownAt): Promise<PostedMessage | null> =>
    messageId === null ? null : store.outbox.postOf(`discord:${channelId}`, messageId);

  /** A post keeps the story that it was made for, whatever became of that since. */
  async function placeOf(item: StoredItem, at: ShownAt) {
    const post = await postAt(at);
    const shown = post?.stories.find(({ itemId }) => itemId === item.id);
    return { target: post?.target ?? `discord:${at.channelId}`, storyId: shown?.storyId ?? item.storyId };
  }

  return {
    itemsShownAt: async at => ((await postAt(at))?.stories ?? []).map(({ itemId }) => itemId),

    async acknowledge(itemId, at, who) {
      const item = await find(itemId);
      const place = await placeOf(item, at);
      const added = await store.acks.add({
        ...place,
        itemId: item.id,
        who,
        at: clock().toISOString(),
      });
      return { added, all: await store.acks.ofStories([place.storyId], place.target) };
    },

    async snooze(itemId, at, who, hours) {
      const item = await find(itemId);
      const now = clock();
      const until = new Date(now.getTime() + hours * HOUR_MS).toISOString();
      const place = await placeOf(item, at);
      await store.acks.snooze({ ...place, itemId: item.id, who, until, at: now.toISOString() });
      return until;
    },

    async followStory({ itemId, target, who, locale }) {
      const { id, storyId } = await find(itemId);
      return store.transaction(async ops => {
        if ((await ops.follows.list(target)).length >= MOST_FOLLOWS)
          throw new AppError(
            'too-many',
            `At most ${MOST_FOLLOWS} stories can be followed in one place: stop following one first.`,
          );
        await beginFollowing(ops);
        return ops.follows.add({ target, storyId, itemId: id, who, locale, at: clock().toISOString() });
      });
    },

    async unfollowStory(itemId, target) {
      const { id, storyId } = await find(itemId);
      const known = await store.follows.list(target);
      const follow = known.find(one => one.storyId === storyId || one.itemId === id);
      return follow === undefined ? false : store.follows.remove(target, follow.storyId);
    },

    async followers(itemId, targets) {
      const { id, storyId } = await find(itemId);
      const found: string[] = [];
      for (const target of targets) {
        const known = await store.follows.list(target);
        if (known.some(one => one.storyId === storyId || one.itemId === id)) found.push(target);
      }
      return found;
    },
  };
}
