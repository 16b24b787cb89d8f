import type { RenderOptions, StoryBlock } from '../core/message.ts';
import type { Clock, Logger, StaleMessage } from '../core/ports.ts';
import { storiesOf, withStories } from './message-facts.ts';
import { type TellDeps, tellStoryOf } from './tell-story.ts';

export interface EditDeps extends TellDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly render: (
    target: string,
    message: Parameters<typeof withStories>[0],
    options: RenderOptions,
  ) => Promise<readonly string[]>;
}

const DAY_MS = 86_400_000;
/** Older posts stay as they are: nobody scrolls back to them, and Discord limits edits of old messages. */
const EDITED_FOR_MS = 7 * DAY_MS;
/** One post is edited no more often than this. */
const EDIT_GAP_MS = 5 * 60_000;
const MESSAGES = 100;

/**
 * Lays messages out again whose stories changed since: edited words, other tags, further reports, a confirmation, an acknowledgement. Posts that still wait
 * get the new content, sent ones an edit; nothing is posted again. Returns how many messages were looked at.
 */
export async function reviseStale(deps: EditDeps): Promise<number> {
  const { outbox } = deps.store;
  const now = deps.clock().getTime();
  const since = new Date(now - EDITED_FOR_MS).toISOString();
  await outbox.shed(since);
  const stale = await outbox.stale(since, MESSAGES);
  for (const message of stale) await revise(deps, message, now);
  return stale.length;
}

async function revise(deps: EditDeps, stale: StaleMessage, now: number): Promise<void> {
  const { outbox } = deps.store;
  // What was begun and is not settled has a nonce that must keep its content.
  if (stale.posts.some(post => post.state === 'sending' || (post.state === 'pending' && post.attempts > 0)))
    return;
  const { message } = stale;
  if (message === null) return outbox.revise(stale, null);
  const stories = await tellAgain(deps, stale);
  const payloads = await layOut(deps, stale, stories);
  if (payloads === null) {
    deps.logger.info({ target: stale.target, dedupeKey: stale.dedupeKey }, 'edit does not fit its posts');
    return outbox.revise(stale, null);
  }
  const edits = stale.posts.flatMap(({ id, payload: posted }, part) => {
    const payload = payloads[part] ?? posted;
    return payload === (stale.waiting.get(id) ?? posted) ? [] : [{ postId: id, payload }];
  });
  const notBefore = (editedAt: string | null) =>
    new Date(editedAt === null ? now : Math.max(now, Date.parse(editedAt) + EDIT_GAP_MS)).toISOString();
  await outbox.revise(stale, { message: withStories(message, stories), edits, notBefore });
}

/** The stories of a message, those that changed told anew. */
async function tellAgain(deps: EditDeps, stale: StaleMessage): Promise<readonly StoryBlock[]> {
  const { message, changed, target } = stale;
  const stories: StoryBlock[] = [];
  for (const [position, old] of (message === null ? [] : storiesOf(message)).entries()) {
    const shown = stale.stories[position];
    const told = changed.includes(position) && shown ? await tellStoryOf(deps, shown.itemId) : null;
    if (told === null || shown === undefined) {
      stories.push(old);
      continue;
    }
    const storyIds = [...new Set([shown.storyId, told.storyId])];
    const acks = await deps.store.acks.ofStories(storyIds, target);
    stories.push({
      ...told,
      ...(old.why === undefined ? {} : { why: old.why }),
      ...(acks.length === 0 ? {} : { acknowledged: acks.map(({ who, at }) => ({ who, at })) }),
    });
  }
  return stories;
}

/** The payloads, one per post; with shorter stories where longer ones would need another post. Null when nothing fits. */
async function layOut(
  { render }: EditDeps,
  stale: StaleMessage,
  stories: readonly StoryBlock[],
): Promise<readonly string[] | null> {
  const { message, posts, changed } = stale;
  if (message === null) return null;
  const shorter = stories.map((story, position) =>
    changed.includes(position)
      ? { ...story, quote: null, alsoReportedBy: story.alsoReportedBy.slice(0, 3) }
      : story,
  );
  for (const attempt of [stories, shorter]) {
    const payloads = await render(stale.target, withStories(message, attempt), stale.options);
    if (payloads.length === posts.length) return payloads;
  }
  return null;
}
