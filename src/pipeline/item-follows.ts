import { toLocale } from '../core/locale.ts';
import type { RenderOptions, StoryBlock } from '../core/message.ts';
import type { Clock, Follow, Store, StoreOps } from '../core/ports.ts';
import type { StoredItem } from '../core/types.ts';
import { composeFollowed } from '../digest/compose-followed.ts';
import { storiesOf } from './message-facts.ts';
import { isChat } from './plans.ts';
import { type TellDeps, tellStory } from './tell-story.ts';

export interface FollowDeps extends TellDeps {
  readonly clock: Clock;
  readonly render: (
    target: string,
    message: ReturnType<typeof composeFollowed>,
    options: RenderOptions,
  ) => Promise<readonly string[]>;
}

const MARK = 'news-told:follows';
/** A busy story comes in one post per quarter of an hour, not in one per report. */
const GAP_MS = 15 * 60_000;
/** More reports than this in one go are only counted. */
const MOST_PENDING = 200;

/** Lets follows begin with the news after now, when there were none before. To be called in the transaction that adds one. */
export async function beginFollowing(ops: Pick<StoreOps, 'settings' | 'items' | 'follows'>): Promise<void> {
  if ((await ops.follows.list()).length > 0 && (await ops.settings.get(MARK)) !== null) return;
  const { upTo } = await ops.items.news(Number.MAX_SAFE_INTEGER);
  await ops.settings.set(MARK, String(upTo));
}

/** Queues later reports of followed stories, and of the stories that go on from them, for whoever follows them. Each report once. */
export async function queueFollows(deps: FollowDeps): Promise<void> {
  await gather(deps.store);
  const failures: unknown[] = [];
  for (const follow of await deps.store.follows.list())
    if (follow.pending.length > 0) await tell(deps, follow).catch(error => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

/** Notes with each follow what became news of its story since the last time. */
async function gather(store: Store): Promise<void> {
  const follows = await store.follows.list();
  const mark = await store.settings.get(MARK);
  if (follows.length === 0 || mark === null) return;
  const { items, upTo } = await store.items.news(Number(mark));
  if (upTo === Number(mark)) return;
  const followersOf = await byStory(store, follows);
  const pending = new Map<number, string[]>();
  for (const item of items) {
    for (const follow of followersOf.get(item.storyId) ?? []) {
      const known = pending.get(follow.id) ?? [...follow.pending];
      const isNew = item.firstSeenAt > follow.at && item.id !== follow.itemId && !known.includes(item.id);
      if (isNew && known.length < MOST_PENDING) known.push(item.id);
      pending.set(follow.id, known);
    }
  }
  await store.transaction(async ops => {
    if ((await ops.settings.get(MARK)) !== mark) return;
    const still = new Set((await ops.follows.list()).map(({ id }) => id));
    for (const [id, ids] of pending) if (still.has(id)) await ops.follows.settle(id, ids, null);
    await ops.settings.set(MARK, String(upTo));
  });
}

/** Who follows a story: itself, what it was merged into, or a story that it goes on from. */
async function byStory(
  store: Store,
  follows: readonly Follow[],
): Promise<ReadonlyMap<string, readonly Follow[]>> {
  const found = new Map<string, Follow[]>();
  const add = (storyId: string, follow: Follow) => {
    const list = found.get(storyId) ?? [];
    if (!list.includes(follow)) found.set(storyId, [...list, follow]);
  };
  const items = await store.items.getAll([...new Set(follows.map(({ itemId }) => itemId))]);
  const storyOf = new Map(items.map(item => [item.id, item.storyId]));
  for (const follow of follows) {
    add(follow.storyId, follow);
    add(storyOf.get(follow.itemId) ?? follow.storyId, follow);
  }
  for (const link of await store.stories.links([...found.keys()]))
    for (const follow of found.get(link.toStoryId) ?? []) add(link.storyId, follow);
  return found;
}

async function tell(deps: FollowDeps, follow: Follow): Promise<void> {
  const { store, sources, clock } = deps;
  const now = clock();
  if (follow.toldAt !== null && now.getTime() - Date.parse(follow.toldAt) < GAP_MS) return;
  const at = now.toISOString();
  const reports = await store.items.getAll(follow.pending);
  const told = await toldAlready(store, follow.target, reports);
  const fresh = reports.filter(item => item.classification.relevant && !told.has(item.id));
  const stories: StoryBlock[] = [];
  const allOf = new Map<string, readonly string[]>();
  for (const storyId of new Set(fresh.map(item => item.storyId))) {
    const members = await store.items.ofStory(storyId);
    const block = tellStory(sources, members);
    if (block === null) continue;
    stories.push({ ...block, why: 'updated' });
    allOf.set(
      storyId,
      members.filter(item => item.classification.relevant).map(({ id }) => id),
    );
  }
  const lines = fresh.flatMap(item => tellStory(sources, [item]) ?? []);
  const message = composeFollowed(
    stories,
    lines,
    `follow:${follow.id}:${fresh.at(-1)?.id ?? ''}`,
    toLocale(follow.locale),
  );
  const options: RenderOptions = { locale: follow.locale };
  const payloads = stories.length === 0 ? [] : await deps.render(follow.target, message, options);
  await store.transaction(async ops => {
    const current = (await ops.follows.list(follow.target)).find(({ id }) => id === follow.id);
    if (current === undefined || current.pending.join() !== follow.pending.join()) return;
    if (payloads.length > 0) {
      const shown = storiesOf(message).map(({ storyId, itemId, version }) => ({
        storyId,
        itemId,
        ...(version === undefined ? {} : { version }),
        reports: allOf.get(storyId) ?? [],
      }));
      const facts = isChat(follow.target)
        ? { message, options, stories: shown, subscriptionId: null }
        : undefined;
      await ops.outbox.enqueue(follow.target, message.dedupeKey, payloads, at, facts);
    }
    await ops.follows.settle(follow.id, [], payloads.length > 0 ? at : null);
  });
}

/** Reports that an alert told the same channel of, whoever asked for it. */
async function toldAlready(
  store: Store,
  target: string,
  reports: readonly StoredItem[],
): Promise<ReadonlySet<string>> {
  const storyIds = [...new Set(reports.map(item => item.storyId))];
  const alerts = await store.outbox.alerted(target, { storyIds, itemIds: reports.map(({ id }) => id) });
  return new Set(alerts.flatMap(alert => [alert.itemId, ...alert.reports]));
}
