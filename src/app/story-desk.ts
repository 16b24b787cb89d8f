import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { StoryDesk } from '../core/story-desk.ts';
import type { Parts } from './parts.ts';

/** Stories: what they hold, how they follow one another, and what people decide about them. */
export function storyDesk({ store, clock, timeZone, classifier, knowledge }: Parts): StoryDesk {
  const desk = async () => {
    const { createStoryDesk } = await import('../pipeline/stories-desk.ts');
    return createStoryDesk({ store: await store(), clock, timeZone });
  };
  return {
    storyView: async id => (await desk()).storyView(id),
    stories: async options => (await desk()).stories(options),
    splitStory: async (itemId, who) => (await desk()).splitStory(itemId, who),
    mergeStories: async (storyId, intoId, who) => (await desk()).mergeStories(storyId, intoId, who),
    evaluateDuplicates: async labelled => {
      const { evaluateDuplicates } = await import('../pipeline/stories-evaluate.ts');
      const { createPublisherHints } = await import('../classify/publisher-hints.ts');
      const { openStore } = await import('../store/open-store.ts');
      const dir = await mkdtemp(path.join(tmpdir(), 'regbeat-eval-'));
      try {
        const own = await openStore({ path: path.join(dir, 'eval.sqlite'), clock });
        try {
          const deps = {
            store: own,
            classifier: await classifier(),
            hintOf: createPublisherHints(await knowledge()),
          };
          return await evaluateDuplicates(labelled, deps);
        } finally {
          await own.close();
        }
      } finally {
        await rm(dir, { recursive: true, force: true });
      }
    },
  };
}
