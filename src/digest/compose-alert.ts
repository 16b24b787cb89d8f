import { jurisdictionFlag, jurisdictionName } from '../core/labels.ts';
import type { Message, StoryBlock, StoryNews } from '../core/message.ts';

const TITLES: Readonly<Record<StoryNews, string>> = {
  new: 'New',
  confirmed: 'Confirmed by an official source',
  updated: 'Update',
};

/** One story, told at once. */
export function composeAlert(story: StoryBlock, dedupeKey: string): Message {
  const [place] = story.jurisdictions;
  const name = place === undefined ? '' : `${jurisdictionFlag(place)} ${jurisdictionName(place)}`.trim();
  const why = TITLES[story.why ?? 'new'];
  return {
    kind: 'alert',
    title: name === '' ? why : `${why} · ${name}`,
    blocks: [{ type: 'section', title: name === '' ? 'No jurisdiction' : name, stories: [story] }],
    importance: 'high',
    dedupeKey,
  };
}

/** Stories beyond what a channel wants to hear in an hour, or that came while it could not be reached, in one line each. */
export function composeFoldedAlerts(stories: readonly StoryBlock[], dedupeKey: string): Message {
  const { told, rest } = withinReason(stories);
  return {
    kind: 'alert',
    title: `${stories.length} more stories`,
    blocks: [
      { type: 'more', title: 'In one line each', stories: told },
      ...(rest === 0 ? [] : [{ type: 'paragraph' as const, text: unsaid(rest) }]),
    ],
    importance: 'normal',
    dedupeKey,
  };
}

/** Stories that somebody should have acknowledged, or wanted to hear of again. */
export function composeReminder(
  stories: readonly StoryBlock[],
  why: 'not-acknowledged' | 'snoozed',
  dedupeKey: string,
): Message {
  const count = stories.length === 1 ? 'One story is' : `${stories.length} stories are`;
  return {
    kind: 'reminder',
    title: why === 'snoozed' ? 'Reminder' : 'Not acknowledged yet',
    blocks: [
      ...(why === 'snoozed'
        ? []
        : [{ type: 'paragraph' as const, text: `${count} not acknowledged yet by anybody here.` }]),
      { type: 'more', title: why === 'snoozed' ? 'Snoozed' : 'Please acknowledge', stories },
    ],
    importance: 'high',
    dedupeKey,
  };
}

/** Lines that a person would read through; the rest can be searched. */
const MOST_LINES = 240;

/** As many stories as are told in lines, and how many are not. */
export function withinReason<T>(stories: readonly T[]): {
  readonly told: readonly T[];
  readonly rest: number;
} {
  const told = stories.slice(0, MOST_LINES);
  return { told, rest: stories.length - told.length };
}

export function unsaid(rest: number): string {
  return `And ${rest} more, too many for one message: a search finds them.`;
}
