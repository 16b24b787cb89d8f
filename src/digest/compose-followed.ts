import { type Locale, t } from '../core/locale.ts';
import type { Message, StoryBlock } from '../core/message.ts';
import { spoken, unsaid, withinReason } from './compose-alert.ts';

/** Later reports of stories that a channel or a person follows: the stories as they stand now, then what is new about them. */
export function composeFollowed(
  stories: readonly StoryBlock[],
  reports: readonly StoryBlock[],
  dedupeKey: string,
  locale: Locale = 'en',
): Message {
  const { told, rest } = withinReason(reports);
  return {
    kind: 'alert',
    title: t(locale, 'alert.followed', { count: reports.length }),
    blocks: [
      { type: 'section', title: t(locale, 'alert.followed-stories'), stories },
      { type: 'more', title: t(locale, 'alert.followed-new'), stories: told },
      ...unsaid(rest, locale),
    ],
    importance: 'normal',
    ...spoken(locale),
    dedupeKey,
  };
}
