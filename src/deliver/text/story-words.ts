import { DateTime } from 'luxon';
import { calendarDate } from '../../core/day-text.ts';
import { type Locale, t } from '../../core/locale.ts';
import {
  calendarLabel,
  dateLabel,
  kindLabel,
  lagLabel,
  placeLabel,
  stanceLabel,
  tierLabel,
  topicLabel,
} from '../../core/locale-labels.ts';
import type { StoryBlock } from '../../core/message.ts';
import { cleanLine } from '../../core/text.ts';
import { isHttpUrl } from '../../core/url.ts';

/** How the fixed words and the times of a message are written. */
export interface TextStyle {
  readonly locale: Locale;
  /** IANA zone of the times shown. */
  readonly timeZone: string;
}

/** Title of a story, never empty. */
export function storyTitle(story: StoryBlock, { locale }: Pick<TextStyle, 'locale'>): string {
  return cleanLine(story.title) || t(locale, 'story.untitled');
}

/** Kind, source, voice and time of a story, in the order in which they are shown. */
export function voiceWords(story: StoryBlock, { locale, timeZone }: TextStyle): readonly string[] {
  const words = [
    kindLabel(locale, story.kind),
    cleanLine(story.source),
    story.unconfirmed
      ? t(locale, 'story.press-only').toLocaleUpperCase(locale)
      : tierLabel(locale, story.tier),
    timeWords(story, { locale, timeZone }),
  ];
  return words.filter(word => word !== '');
}

/** Places, topics and authorities of a story, in the order in which they are shown. */
export function placeWords(story: StoryBlock, { locale }: Pick<TextStyle, 'locale'>): readonly string[] {
  const mentioned = story.mentioned.map(cleanLine).join(', ');
  const words = [
    story.jurisdictions.map(cleanLine).join(', '),
    story.topics.map(topic => topicLabel(locale, topic)).join(', '),
    story.authorities.map(cleanLine).join(', '),
    mentioned === '' ? '' : t(locale, 'story.mentions', { places: mentioned }),
  ];
  return words.filter(word => word !== '');
}

/** Deadlines of a story: "consultation closes 7 Apr 2025"; positions that it changes: "Hong Kong, Staking: permitted". */
export function dateWords(
  { dates = [], positions = [] }: StoryBlock,
  { locale }: Pick<TextStyle, 'locale'>,
): readonly string[] {
  const days = dates.map(
    ({ kind, date }) => `${dateLabel(locale, kind)} ${cleanLine(calendarLabel(locale, date))}`,
  );
  const changes = positions.map(({ jurisdiction, topic, stance, was }) => {
    const position = t(locale, 'story.position', {
      place: placeLabel(locale, cleanLine(jurisdiction)),
      topic: topicLabel(locale, topic),
      stance: stanceLabel(locale, stance),
    });
    return was === null ? position : t(locale, 'story.was', { position, was: stanceLabel(locale, was) });
  });
  return [...days, ...changes];
}

/** A further source with how long after the official one it came, where that is known: "The paper (+35 min)". */
export function reportWords(
  { source, lagMinutes = null }: StoryBlock['alsoReportedBy'][number],
  locale: Locale,
): string {
  const name = cleanLine(source) || t(locale, 'story.another-source');
  return lagMinutes === null ? name : `${name} (${lagLabel(locale, lagMinutes)})`;
}

/** An http(s) address in its normal form, which holds no control and no white space; null for anything else. */
export function shownUrl(url: string | null): string | null {
  return url !== null && isHttpUrl(url) ? new URL(url).href : null;
}

/** The day (month, year) of a story of which no more is known: "7 Apr 2025"; empty when even that is not. */
export function publishedDay({ publishedAt, publishedDay: day }: StoryBlock, locale: Locale): string {
  if (publishedAt === null) return '';
  return calendarLabel(locale, cleanLine(day ?? calendarDate(publishedAt, 'day', null) ?? ''));
}

/** "7 Apr 2025" for a day, "7 Apr 2025 16:00 UTC" for an instant, empty when unknown. */
function timeWords(story: StoryBlock, { locale, timeZone }: TextStyle): string {
  const { publishedAt, dayOnly } = story;
  if (publishedAt === null) return '';
  if (dayOnly) return publishedDay(story, locale);
  const time = DateTime.fromISO(publishedAt, { zone: timeZone, locale: locale === 'en' ? 'en-US' : locale });
  if (!time.isValid) return '';
  if (locale === 'en') return time.toFormat('d LLL yyyy HH:mm ZZZZ');
  return time.toLocaleString({
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZoneName: 'short',
  });
}
