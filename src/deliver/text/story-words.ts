import { DateTime } from 'luxon';
import { calendarDate, calendarText } from '../../core/day-text.ts';
import { DATE_LABELS, KIND_LABELS, TOPIC_LABELS } from '../../core/labels.ts';
import type { StoryBlock } from '../../core/message.ts';
import { cleanLine } from '../../core/text.ts';
import { isHttpUrl } from '../../core/url.ts';
import { TIER_NAMES } from '../tier-names.ts';

/** Title of a story, never empty. */
export function storyTitle(story: StoryBlock): string {
  return cleanLine(story.title) || '(untitled)';
}

/** Kind, source, voice and time of a story, in the order in which they are shown. */
export function voiceWords(story: StoryBlock, timeZone: string): readonly string[] {
  const words = [
    KIND_LABELS[story.kind],
    cleanLine(story.source),
    story.unconfirmed ? 'UNCONFIRMED, press only' : TIER_NAMES[story.tier],
    timeWords(story, timeZone),
  ];
  return words.filter(word => word !== '');
}

/** Places, topics and authorities of a story, in the order in which they are shown. */
export function placeWords(story: StoryBlock): readonly string[] {
  const words = [
    story.jurisdictions.map(cleanLine).join(', '),
    story.topics.map(topic => TOPIC_LABELS[topic]).join(', '),
    story.authorities.map(cleanLine).join(', '),
    story.mentioned.length === 0 ? '' : `mentions ${story.mentioned.map(cleanLine).join(', ')}`,
  ];
  return words.filter(word => word !== '');
}

/** Deadlines of a story: "consultation closes 7 Apr 2025". */
export function dateWords({ dates = [] }: StoryBlock): readonly string[] {
  return dates.map(({ kind, date }) => `${DATE_LABELS[kind]} ${cleanLine(calendarText(date))}`);
}

/** An http(s) address in its normal form, which holds no control and no white space; null for anything else. */
export function shownUrl(url: string | null): string | null {
  return url !== null && isHttpUrl(url) ? new URL(url).href : null;
}

/** The day (month, year) of a story of which no more is known: "7 Apr 2025"; empty when even that is not. */
export function publishedDay({ publishedAt, publishedDay: day }: StoryBlock): string {
  if (publishedAt === null) return '';
  return calendarText(cleanLine(day ?? calendarDate(publishedAt, 'day', null) ?? ''));
}

/** "7 Apr 2025" for a day, "7 Apr 2025 16:00 UTC" for an instant, empty when unknown. */
function timeWords(story: StoryBlock, timeZone: string): string {
  const { publishedAt, dayOnly } = story;
  if (publishedAt === null) return '';
  if (dayOnly) return publishedDay(story);
  const time = DateTime.fromISO(publishedAt, { zone: timeZone, locale: 'en-US' });
  return time.isValid ? time.toFormat('d LLL yyyy HH:mm ZZZZ') : '';
}
