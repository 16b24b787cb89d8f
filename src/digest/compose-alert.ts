import { type Locale, t } from '../core/locale.ts';
import { flaggedPlace } from '../core/locale-labels.ts';
import type { Block, Message, StoryBlock } from '../core/message.ts';

/** What an alert says beside its story. */
export interface AlertWords {
  readonly locale?: Locale;
  /** The query of the subscription that the story fits; empty: everything. */
  readonly query?: string;
}

/** One story, told at once, and why it came. */
export function composeAlert(
  story: StoryBlock,
  dedupeKey: string,
  { locale = 'en', query = '' }: AlertWords = {},
): Message {
  const [place] = story.jurisdictions;
  const name = place === undefined ? '' : flaggedPlace(locale, place);
  const why = t(locale, `alert.${story.why ?? 'new'}`);
  return {
    kind: 'alert',
    title: name === '' ? why : `${why} · ${name}`,
    blocks: [
      { type: 'section', title: name === '' ? t(locale, 'digest.no-jurisdiction') : name, stories: [story] },
      ...matches(query),
    ],
    importance: 'high',
    ...spoken(locale),
    dedupeKey,
  };
}

/** Stories beyond what a channel wants to hear in an hour, or that came while it could not be reached, in one line each. */
export function composeFoldedAlerts(
  stories: readonly StoryBlock[],
  dedupeKey: string,
  { locale = 'en', query = '' }: AlertWords = {},
): Message {
  const { told, rest } = withinReason(stories);
  return {
    kind: 'alert',
    title: t(locale, 'alert.folded', { count: stories.length }),
    blocks: [
      { type: 'more', title: t(locale, 'alert.lines'), stories: told },
      ...unsaid(rest, locale),
      ...matches(query),
    ],
    importance: 'normal',
    ...spoken(locale),
    dedupeKey,
  };
}

/** Stories that somebody should have acknowledged, or wanted to hear of again. */
export function composeReminder(
  stories: readonly StoryBlock[],
  why: 'not-acknowledged' | 'snoozed',
  dedupeKey: string,
  locale: Locale = 'en',
): Message {
  const kind = why === 'snoozed' ? 'snoozed' : 'open';
  return {
    kind: 'reminder',
    title: t(locale, `reminder.${kind}`),
    blocks: [
      ...(why === 'snoozed'
        ? []
        : [
            {
              type: 'paragraph' as const,
              text: t(locale, 'reminder.open-text', { count: stories.length }),
            },
          ]),
      { type: 'more', title: t(locale, `reminder.${kind}-list`), stories },
    ],
    importance: 'high',
    ...spoken(locale),
    dedupeKey,
  };
}

function matches(query: string): readonly Block[] {
  return query.trim() === '' ? [] : [{ type: 'query', query }];
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

/** A line about stories that are not told; nothing when all are. */
export function unsaid(rest: number, locale: Locale): readonly Block[] {
  return rest === 0 ? [] : [{ type: 'paragraph', text: t(locale, 'digest.unsaid', { count: rest }) }];
}

/** The language of a message, where it is not English. */
export function spoken(locale: Locale): { readonly locale?: Locale } {
  return locale === 'en' ? {} : { locale };
}
