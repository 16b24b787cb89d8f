import { z } from 'zod';
import { question } from './question.ts';
import { count, idInput, instant, itemShape, limitInput, sinceInput } from './shapes.ts';
import { itemJson } from './to-json.ts';

const MOST_STEPS = 50;

const storyFacts = {
  id: z.string(),
  reports: count,
  unconfirmed: z.boolean().describe('Press only: no official source says it yet'),
  openedAt: instant,
  lastItemAt: instant,
};

export const storyShape = z.object({
  ...storyFacts,
  confirmedAt: instant.nullable(),
  items: z.array(
    itemShape.extend({
      relation: z.enum(['new', 'duplicate', 'update', 'same-story']),
      lagMinutes: z.int().nullable().describe('After the official source that heads the story'),
      matchedWith: z.string().nullable(),
      because: z.string().nullable(),
    }),
  ),
  chain: z.array(
    z.object({
      direction: z.enum(['earlier', 'later']),
      kind: z.enum(['stage', 'revision', 'chapter']),
      story: z.string(),
      title: z.string().nullable(),
      published: instant.nullable(),
      because: z.string(),
    }),
  ),
  decisions: z.array(
    z.object({
      what: z.string(),
      item: z.string().nullable(),
      storyId: z.string(),
      toStoryId: z.string(),
      who: z.string(),
      at: instant,
    }),
  ),
});

export const storySummaryShape = z.object({ ...storyFacts, head: itemShape });

const toFacts = (story: {
  readonly id: string;
  readonly items: number;
  readonly confirmed: boolean;
  readonly openedAt: string;
  readonly lastItemAt: string;
}) => ({
  id: story.id,
  reports: story.items,
  unconfirmed: !story.confirmed,
  openedAt: story.openedAt,
  lastItemAt: story.lastItemAt,
});

export const stories = question({
  name: 'stories',
  title: 'List stories',
  about:
    'Stories with news since a date, newest first; the head is the official document where there is one.',
  input: z.strictObject({ since: sinceInput.default('7d'), limit: limitInput(50, 200) }),
  output: z.object({ stories: z.array(storySummaryShape) }),
  answer: async (app, { since, limit }) => ({
    stories: (await app.stories({ since, limit })).map(({ story, head }) => ({
      ...toFacts(story),
      head: itemJson(head),
    })),
  }),
});

export const story = question({
  name: 'story',
  title: 'Read one story',
  about:
    'One event with all its reports, the official document first, why each belongs to it, and earlier and later stages of the matter.',
  input: z.strictObject({ id: idInput, limit: limitInput(100, 500) }),
  output: storyShape,
  answer: async (app, { id, limit }) => {
    const view = await app.storyView(id);
    return {
      ...toFacts(view.story),
      confirmedAt: view.confirmedAt,
      items: view.members.slice(0, limit).map(({ item, lagMinutes, toItem, because }) => ({
        ...itemJson(item),
        relation: item.relation,
        lagMinutes,
        matchedWith: toItem,
        because,
      })),
      chain: view.chain.slice(0, MOST_STEPS).map(({ link, direction, head }) => ({
        direction,
        kind: link.kind,
        story: direction === 'earlier' ? link.toStoryId : link.storyId,
        title: head?.title ?? null,
        published: head?.publishedAt ?? null,
        because: link.because,
      })),
      decisions: view.decisions
        .slice(-MOST_STEPS)
        .map(({ what, item, storyId, toStoryId, who, at }) => ({ what, item, storyId, toStoryId, who, at })),
    };
  },
});
