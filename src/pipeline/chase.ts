import { toLocale } from '../core/locale.ts';
import type { Message, RenderOptions, StoryBlock } from '../core/message.ts';
import type { Clock, PostedMessage, Snooze } from '../core/ports.ts';
import { composeReminder } from '../digest/compose-alert.ts';
import { storiesOf } from './message-facts.ts';
import { type TellDeps, tellStoryOf } from './tell-story.ts';

export interface ChaseDeps extends TellDeps {
  readonly clock: Clock;
  readonly render: (target: string, message: Message, options: RenderOptions) => Promise<readonly string[]>;
}

const AT_ONCE = 100;
const HOUR_MS = 3_600_000;

/**
 * Queues what people are reminded of: stories that nobody acknowledged in time, once per message, and snoozes that are over. The reminder and
 * the note that it was queued are one transaction.
 */
export async function queueReminders(deps: ChaseDeps): Promise<void> {
  const now = deps.clock().toISOString();
  const failures: unknown[] = [];
  for (const message of await deps.store.outbox.chases(now, AT_ONCE))
    await chase(deps, message).catch(error => failures.push(error));
  for (const snooze of await deps.store.acks.dueSnoozes(now, AT_ONCE))
    await remind(deps, snooze).catch(error => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

async function chase(deps: ChaseDeps, posted: PostedMessage): Promise<void> {
  const { outbox, acks } = deps.store;
  const now = deps.clock();
  const at = now.toISOString();
  if (posted.posts.some(({ state }) => state === 'pending' || state === 'sending'))
    return outbox.chaseAt(posted.id, new Date(now.getTime() + HOUR_MS).toISOString());
  const sent = posted.posts.some(({ state }) => state === 'sent');
  const subscription =
    posted.subscriptionId === null ? null : await deps.store.subscriptions.get(posted.subscriptionId);
  if (!sent || posted.message === null || subscription?.state === 'deleted')
    return outbox.chaseAt(posted.id, null);
  const seen = await acks.ofStories(
    posted.stories.map(({ storyId }) => storyId),
    posted.target,
  );
  const open = storiesOf(posted.message).filter(
    (_, position) => !seen.some(ack => ack.storyId === posted.stories[position]?.storyId),
  );
  if (open.length === 0) return outbox.chaseAt(posted.id, null);
  const message = composeReminder(
    open,
    'not-acknowledged',
    `chase:${posted.id}`,
    toLocale(posted.options.locale),
  );
  const payloads = await deps.render(posted.target, message, posted.options);
  await deps.store.transaction(async ops => {
    const facts = factsOfReminder(message, posted.options, posted.subscriptionId);
    await ops.outbox.enqueue(posted.target, message.dedupeKey, payloads, at, facts);
    await ops.outbox.chaseAt(posted.id, null);
  });
}

async function remind(deps: ChaseDeps, snooze: Snooze): Promise<void> {
  const { store, clock } = deps;
  const at = clock().toISOString();
  const story = await tellStoryOf(deps, snooze.itemId);
  if (story === null) return store.acks.settleSnooze(snooze.id, at);
  const [posted] = (await store.outbox.postsOfItem(snooze.itemId, 20)).filter(
    ({ target }) => target === snooze.target,
  );
  const options = { ...posted?.options, mentionRoleId: null };
  const message = composeReminder(
    [story],
    'snoozed',
    `snooze:${snooze.id}`,
    toLocale(posted?.options.locale),
  );
  const payloads = await deps.render(snooze.target, message, options);
  await store.transaction(async ops => {
    const facts = factsOfReminder(message, options, posted?.subscriptionId ?? null);
    await ops.outbox.enqueue(snooze.target, message.dedupeKey, payloads, at, facts);
    await ops.acks.settleSnooze(snooze.id, at);
  });
}

function factsOfReminder(message: Message, options: RenderOptions, subscriptionId: string | null) {
  const stories = storiesOf(message).map(({ storyId, itemId }: StoryBlock) => ({ storyId, itemId }));
  return { message, options, stories, subscriptionId };
}
