import type { ItemActions } from '../core/item-actions.ts';
import { lazy } from '../core/lazy.ts';
import type { Parts } from './parts.ts';

/** What people do with the items that posts show. */
export function itemActions({ store, clock, sources, channels, logger, worker }: Parts): ItemActions {
  const made = lazy(async () => {
    const { createItemActions } = await import('../pipeline/item-actions.ts');
    return createItemActions({ store: await store(), clock });
  });
  return {
    itemsShownAt: async at => (await made()).itemsShownAt(at),
    acknowledge: async (...given) => (await made()).acknowledge(...given),
    snooze: async (...given) => (await made()).snooze(...given),
    followStory: async request => (await made()).followStory(request),
    unfollowStory: async (...given) => (await made()).unfollowStory(...given),
    followers: async (...given) => (await made()).followers(...given),
    editPosts: async (channelId, signal) => {
      const { reviseStale } = await import('../pipeline/edits.ts');
      await reviseStale({ store: await store(), clock, sources, logger, render: channels.render });
      await (await worker()).drain(signal, [`discord:${channelId}`]);
    },
  };
}
