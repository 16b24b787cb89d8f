import { type Locale, t } from '../../core/locale.ts';
import {
  calendarLabel,
  dateLabel,
  kindLabel,
  lagLabel,
  languageSign,
  placeLabel,
  stanceLabel,
  tierLabel,
  topicLabel,
} from '../../core/locale-labels.ts';
import type { PositionChange, StoryBlock } from '../../core/message.ts';
import { publishedDay } from '../text/story-words.ts';
import {
  flagged,
  IMPORTANCE_BADGES,
  KIND_BADGES,
  NEWS_BADGES,
  TIER_COLOURS,
  UNCONFIRMED_COLOUR,
} from './badges.ts';
import { escapeWithin, linkText, safeUrl } from './escape.ts';
import { type Embed, LIMITS } from './limits.ts';

/** How stories are told in one place. */
export interface StoryStyle {
  readonly locale: Locale;
  /** Items are named by their id where no button leads to them. */
  readonly ids: boolean;
  /** The heading above a story names its only jurisdiction already. */
  readonly placeAbove: boolean;
}

const SOURCE_LENGTH = 100;
const AUTHORITIES_LENGTH = 120;
const QUOTE_LENGTH = 800;
const LIST_LENGTH = 600;
const CODES = 12;
const TOPICS = 6;
const DATES = 6;
const DATE_LENGTH = 40;
const POSITIONS = 4;
const ACKNOWLEDGED = 5;
/** A story among others stays well under half a message, one on its own under a whole one. */
const ENTRY_LENGTH = 2400;
const CARD_LENGTH = 3400;

/** A story on its own, as an embed: its title is the link, the lines under it say everything that is known. */
export function storyCard(story: StoryBlock, style: StoryStyle): Embed {
  const { locale } = style;
  const url = safeUrl(story.url, LIMITS.url);
  const lines = fitting(CARD_LENGTH, [
    join([voiceLine(story, locale), importanceOf(story, locale)]),
    placeLine(story, style),
    ...detailLines(story, locale),
  ]);
  return {
    title: escapeWithin(story.title, LIMITS.title) || t(locale, 'story.untitled'),
    ...(url === null ? {} : { url }),
    description: lines.join('\n'),
    color: storyColour(story),
  };
}

/** A story among others: its title as a link in bold, what it is, and what its text adds. */
export function storyEntry(story: StoryBlock, style: StoryStyle): string {
  const { locale } = style;
  const where = style.placeAbove && story.jurisdictions.length < 2 ? '' : codes(story.jurisdictions);
  const voice = join([voiceLine(story, locale), where, topics(story, locale), idOf(story, style)]);
  return fitting(ENTRY_LENGTH, [
    `**${titleLink(story, locale)}**`,
    voice,
    ...detailLines(story, locale),
  ]).join('\n');
}

/** A story in one line: its title as a link where it has one, and its source. */
export function storyLine(story: StoryBlock, { locale }: Pick<StoryStyle, 'locale'>): string {
  const source = escapeWithin(story.source, SOURCE_LENGTH);
  const place = story.jurisdictions.map(flagged).filter(Boolean).slice(0, 3).join(' ');
  const doubt = story.unconfirmed ? t(locale, 'story.unconfirmed') : '';
  return `• ${join([titleLink(story, locale), source, place, doubt])}`;
}

export function storyColour({ unconfirmed, tier }: Pick<StoryBlock, 'unconfirmed' | 'tier'>): number {
  return unconfirmed ? UNCONFIRMED_COLOUR : TIER_COLOURS[tier];
}

function titleLink({ title, url }: StoryBlock, locale: Locale): string {
  const href = safeUrl(url, LIMITS.titleLinkUrl);
  const masked = href === null ? '' : linkText(title, LIMITS.title);
  if (masked !== '') return `[${masked}](${href})`;
  return escapeWithin(title, LIMITS.title) || t(locale, 'story.untitled');
}

function voiceLine(story: StoryBlock, locale: Locale): string {
  const { kind, why = 'new' } = story;
  return join([
    `${KIND_BADGES[kind]} **${kindLabel(locale, kind)}**`,
    escapeWithin(story.source, SOURCE_LENGTH),
    story.unconfirmed ? `**${t(locale, 'story.press-only')}**` : tierLabel(locale, story.tier),
    publishedText(story, locale),
    why === 'new' ? '' : `${NEWS_BADGES[why]} ${t(locale, `story.${why}`)}`,
  ]);
}

function importanceOf({ importance }: StoryBlock, locale: Locale): string {
  return importance === undefined
    ? ''
    : `${IMPORTANCE_BADGES[importance]} ${t(locale, `importance.${importance}`)}`;
}

/** A moment in each reader's own zone; a day is told as it is, because a zone would turn it into its neighbour. */
function publishedText(story: StoryBlock, locale: Locale): string {
  const { publishedAt, dayOnly } = story;
  const time = publishedAt === null ? Number.NaN : Date.parse(publishedAt);
  if (Number.isNaN(time)) return '';
  if (dayOnly) return escapeWithin(publishedDay(story, locale), DATE_LENGTH);
  return `<t:${Math.floor(time / 1000)}:R>`;
}

function placeLine(story: StoryBlock, style: StoryStyle): string {
  const { locale } = style;
  const mentioned = codes(story.mentioned);
  return join([
    codes(story.jurisdictions),
    topics(story, locale),
    escapeWithin(story.authorities.join(', '), AUTHORITIES_LENGTH),
    mentioned === '' ? '' : t(locale, 'story.mentions', { places: mentioned }),
    idOf(story, style),
  ]);
}

function codes(list: readonly string[]): string {
  return list.map(flagged).filter(Boolean).slice(0, CODES).join(' ');
}

function topics(story: StoryBlock, locale: Locale): string {
  return story.topics
    .slice(0, TOPICS)
    .map(topic => topicLabel(locale, topic))
    .join(', ');
}

function idOf({ itemId }: StoryBlock, { ids }: StoryStyle): string {
  const id = ids ? itemId.replace(/[^A-Za-z0-9]/g, '').slice(0, 16) : '';
  return id === '' ? '' : `\`${id}\``;
}

function detailLines(story: StoryBlock, locale: Locale): readonly string[] {
  return [
    story.quote === null ? '' : quoteLine(story.quote),
    datesLine(story, locale),
    ...positionLines(story.positions ?? [], locale),
    languagesLine(story.languages ?? []),
    alsoLine(story.alsoReportedBy, locale),
    acknowledgedLine(story.acknowledged ?? [], locale),
  ];
}

function quoteLine(quote: string): string {
  const text = escapeWithin(quote, QUOTE_LENGTH);
  return text === '' ? '' : `> ${text}`;
}

function datesLine({ dates = [] }: StoryBlock, locale: Locale): string {
  const words = dates
    .map(({ kind, date }) => ({
      label: dateLabel(locale, kind),
      day: escapeWithin(calendarLabel(locale, date), DATE_LENGTH),
    }))
    .filter(({ day }) => day !== '')
    .slice(0, DATES)
    .map(({ label, day }) => `${label} **${day}**`);
  return words.length === 0 ? '' : `🗓️ ${words.join(' · ')}`;
}

function positionLines(positions: readonly PositionChange[], locale: Locale): readonly string[] {
  return positions.slice(0, POSITIONS).map(position => `🧩 ${positionWords(position, locale)}`);
}

function positionWords({ jurisdiction, topic, audience, stance, was }: PositionChange, locale: Locale) {
  const values = {
    place: escapeWithin(placeLabel(locale, jurisdiction), 60),
    topic: topicLabel(locale, topic),
    stance: `**${stanceLabel(locale, stance)}**`,
  };
  const position =
    audience === null
      ? t(locale, 'story.position', values)
      : t(locale, 'story.position-for', { ...values, audience: escapeWithin(audience, 60) });
  return was === null ? position : t(locale, 'story.was', { position, was: stanceLabel(locale, was) });
}

/** "🌐 EN · 中文": one text, published in several languages. */
function languagesLine(languages: NonNullable<StoryBlock['languages']>): string {
  const links = languages.flatMap(({ language, url }) => {
    const href = safeUrl(url, LIMITS.linkUrl);
    const sign = linkText(languageSign(language), 10);
    return href === null || sign === '' ? [] : [`[${sign}](${href})`];
  });
  return links.length < 2 ? '' : `🌐 ${links.slice(0, 4).join(' · ')}`;
}

/** Who has seen it: people of Discord by their id, which Discord shows as their name and which pings nobody. */
function acknowledgedLine(acks: NonNullable<StoryBlock['acknowledged']>, locale: Locale): string {
  const names = acks.slice(0, ACKNOWLEDGED).map(({ who, at }) => {
    const name = /^\d{1,20}$/.test(who) ? `<@${who}>` : escapeWithin(who, SOURCE_LENGTH);
    const time = Date.parse(at);
    return Number.isNaN(time) ? name : `${name} <t:${Math.floor(time / 1000)}:R>`;
  });
  if (names.length === 0) return '';
  return `✅ ${t(locale, 'story.acknowledged', { names: withRest(names, acks.length, locale) })}`;
}

/** As many names as fit, linked where the address is fit for it; the rest is counted. */
function alsoLine(reports: StoryBlock['alsoReportedBy'], locale: Locale): string {
  const names: string[] = [];
  let length = 0;
  for (const { source, url, lagMinutes = null } of reports) {
    const href = safeUrl(url, LIMITS.linkUrl);
    const masked = href === null ? '' : linkText(source, SOURCE_LENGTH);
    const name =
      masked === ''
        ? escapeWithin(source, SOURCE_LENGTH) || t(locale, 'story.another-source')
        : `[${masked}](${href})`;
    const whole = lagMinutes === null ? name : `${name} (${lagLabel(locale, lagMinutes)})`;
    if (length + whole.length > LIST_LENGTH && names.length > 0) break;
    names.push(whole);
    length += whole.length + 2;
  }
  if (names.length === 0) return '';
  return `↳ ${t(locale, 'story.also', { names: withRest(names, reports.length, locale) })}`;
}

function withRest(names: readonly string[], of: number, locale: Locale): string {
  const joined = names.join(', ');
  const rest = of - names.length;
  return rest === 0 ? joined : t(locale, 'story.rest', { names: joined, count: rest });
}

function join(parts: readonly string[]): string {
  return parts.filter(part => part !== '').join(' · ');
}

/** Those lines, first ones first, that fit into `max` UTF-16 units together; each stays whole. */
function fitting(max: number, lines: readonly string[]): readonly string[] {
  let left = max;
  return lines.filter(line => {
    if (line === '' || line.length + 1 > left) return false;
    left -= line.length + 1;
    return true;
  });
}
