import type { Message, RenderOptions, StoryBlock } from '../core/message.ts';
import type { MessageFacts } from '../core/ports.ts';
import { isChat, type Plan } from './plans.ts';

const HOUR_MS = 3_600_000;

/** What is remembered of a message, so that its posts can be edited and asked for again; nothing where posts cannot be. */
export function factsOf(
  plan: Plan,
  message: Message,
  at: string,
  /** Ids of a story's relevant items; only alerts need them. */
  reportsOf: (storyId: string) => readonly string[] = () => [],
): MessageFacts | undefined {
  if (!isChat(plan.target)) return undefined;
  const hours = plan.chaseAfterHours;
  return {
    message,
    options: plan.options,
    stories: storiesOf(message).map(({ storyId, itemId, version }) => ({
      storyId,
      itemId,
      ...(version === undefined ? {} : { version }),
      reports: reportsOf(storyId),
    })),
    subscriptionId: plan.subscriptionId,
    chaseAt: hours === null ? null : new Date(Date.parse(at) + hours * HOUR_MS).toISOString(),
  };
}

/** What is remembered of a message that somebody asked for himself. */
export function factsOfPost(
  target: string,
  message: Message,
  options: RenderOptions,
): MessageFacts | undefined {
  if (!isChat(target)) return undefined;
  const stories = storiesOf(message).map(({ storyId, itemId, version }) => ({
    storyId,
    itemId,
    ...(version === undefined ? {} : { version }),
  }));
  return { message, options, stories, subscriptionId: null };
}

/** Every story of a message, in the order in which it is told. */
export function storiesOf(message: Message): readonly StoryBlock[] {
  return message.blocks.flatMap(block =>
    block.type === 'section' || block.type === 'more' ? block.stories : [],
  );
}

/** A message with other stories in the place of its own, one for one. */
export function withStories(message: Message, stories: readonly StoryBlock[]): Message {
  let next = 0;
  return {
    ...message,
    blocks: message.blocks.map(block =>
      block.type === 'section' || block.type === 'more'
        ? { ...block, stories: block.stories.map(old => stories[next++] ?? old) }
        : block,
    ),
  };
}
