import { AppError } from '../core/errors.ts';
import { shortId } from '../core/ids.ts';
import type { Clock, Store, StoryRow } from '../core/ports.ts';
import type { StoryDesk, StoryStep, StoryView } from '../core/story-desk.ts';
import { compareText, groupStories, itemTime } from '../core/story-groups.ts';
import type { StoredItem } from '../core/types.ts';
import { parseDateSpan } from '../query/query-dates.ts';

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly timeZone: string;
}

/** How many stages of a matter are followed in each direction. */
const LONGEST_CHAIN = 12;
const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 7;

/** Stories as people look at them and change them. */
export function createStoryDesk(deps: Deps): Omit<StoryDesk, 'evaluateDuplicates'> {
  const { store, clock, timeZone } = deps;

  async function find(id: string): Promise<StoryRow> {
    const story = (await store.stories.get(id)) ?? (await storyOfItem(id));
    if (story !== null) return story;
    throw new AppError(
      'not-found',
      `No story or item has the id "${id}", or several begin with it. \`regbeat story list\` shows ids.`,
    );
  }

  async function storyOfItem(id: string): Promise<StoryRow | null> {
    const item = await store.items.get(id);
    return item === null ? null : store.stories.get(item.storyId);
  }

  async function view(story: StoryRow): Promise<StoryView> {
    const items = await store.items.ofStory(story.id);
    const places = new Map(
      (await store.stories.places(items.map(item => item.id))).map(one => [one.itemId, one]),
    );
    const head = headOf(items);
    const rest = items
      .filter(item => item.id !== head?.id)
      .sort((a, b) => compareText(itemTime(a), itemTime(b)));
    const [confirmation] = await store.stories.confirmations([story.id]);
    return {
      story,
      members: (head === null ? [] : [head, ...rest]).map(item => ({
        item,
        lagMinutes: head === null ? null : lagOf(head, item),
        toItem: places.get(item.id)?.toItem ?? null,
        because: places.get(item.id)?.because ?? null,
      })),
      confirmedAt: confirmation?.at ?? null,
      chain: await chainOf(store, story.id),
      decisions: await store.stories.decisions([story.id]),
    };
  }

  return {
    storyView: async id => view(await find(id)),

    async stories({ since, limit }) {
      const rows = await store.stories.list(sinceOf(since, clock(), timeZone), limit);
      const heads = await Promise.all(rows.map(async row => headOf(await store.items.ofStory(row.id))));
      return rows.flatMap((story, at) => {
        const head = heads[at];
        return head ? [{ story, head }] : [];
      });
    },

    async splitStory(itemId, who) {
      const item = await store.items.get(itemId);
      if (item === null) throw new AppError('not-found', `No stored item has the id "${itemId}".`);
      const at = clock().toISOString();
      await store.transaction(async ops => {
        const story = await ops.stories.get(item.storyId);
        if (story === null || story.items < 2)
          throw new AppError('usage', `${item.id} is alone in its story already.`);
        const toStoryId = shortId(['story', item.id, 'split', at]);
        const decision = { what: 'split' as const, item: item.id, storyId: story.id, toStoryId, who, at };
        await ops.stories.move(decision, [item.id]);
      });
      return view(await find(item.id));
    },

    async mergeStories(storyId, intoId, who) {
      const from = await find(storyId);
      const into = await find(intoId);
      if (from.id === into.id)
        throw new AppError('usage', `${from.id} and ${into.id} are one story already.`);
      const decision = { what: 'merge' as const, item: null, storyId: from.id, toStoryId: into.id, who };
      await store.transaction(ops => ops.stories.move({ ...decision, at: clock().toISOString() }, null));
      return view(await find(into.id));
    },
  };
}

function headOf(items: readonly StoredItem[]): StoredItem | null {
  const tiers = new Map(items.map(item => [item.sourceId, item.tier]));
  return groupStories(items, id => tiers.get(id) ?? 'press')[0]?.head ?? null;
}

/** Minutes after the official source; nothing is claimed where there is none or only a day is known. */
function lagOf(head: StoredItem, item: StoredItem): number | null {
  if (head.id === item.id || (head.tier !== 'official' && head.tier !== 'standard-setter')) return null;
  if (head.datePrecision !== 'instant' || item.datePrecision !== 'instant') return null;
  if (head.publishedAt === null || item.publishedAt === null) return null;
  return Math.round((Date.parse(item.publishedAt) - Date.parse(head.publishedAt)) / 60_000);
}

/** Everything that a story goes on from, and everything that goes on from it, oldest first. */
async function chainOf(store: Store, storyId: string): Promise<StoryStep[]> {
  const seen = new Set([storyId]);
  const steps: StoryStep[] = [];
  for (const direction of ['earlier', 'later'] as const) {
    let edge = [storyId];
    for (let step = 0; edge.length > 0 && step < LONGEST_CHAIN; step++) {
      const links = await store.stories.links(edge);
      const next: string[] = [];
      for (const link of links) {
        const [from, to] =
          direction === 'earlier' ? [link.storyId, link.toStoryId] : [link.toStoryId, link.storyId];
        if (!edge.includes(from) || seen.has(to)) continue;
        seen.add(to);
        next.push(to);
        steps.push({ link, direction, head: headOf(await store.items.ofStory(to)) });
      }
      edge = next;
    }
  }
  const timeOf = (step: StoryStep) => (step.head === null ? step.link.at : itemTime(step.head));
  return steps.sort((a, b) => compareText(timeOf(a), timeOf(b)));
}

function sinceOf(text: string | undefined, now: Date, timeZone: string): string {
  if (text === undefined) return new Date(now.getTime() - DEFAULT_DAYS * DAY_MS).toISOString();
  const span = parseDateSpan(text, now, timeZone);
  if (span === null)
    throw new AppError('usage', `"${text}" is no date. Write "30d", "2026-10-01" or "2026-10".`);
  return span.from.toUTC().toJSDate().toISOString();
}
