import type { Message, StoryBlock } from '../core/message.ts';
import { unsaid, withinReason } from './compose-alert.ts';

/** Later reports of stories that a channel or a person follows: the stories as they stand now, then what is new about them. */
export function composeFollowed(
  stories: readonly StoryBlock[],
  reports: readonly StoryBlock[],
  dedupeKey: string,
): Message {
  const { told, rest } = withinReason(reports);
  return {
    kind: 'alert',
    title:
      reports.length === 1
        ? 'New report on a followed story'
        : `${reports.length} new reports on a followed story`,
    blocks: [
      { type: 'section', title: 'Followed', stories },
      { type: 'more', title: 'What is new', stories: told },
      ...(rest === 0 ? [] : [{ type: 'paragraph' as const, text: unsaid(rest) }]),
    ],
    importance: 'normal',
    dedupeKey,
  };
}
