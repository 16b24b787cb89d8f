import { calendarText } from '../../core/day-text.ts';
import { DATE_LABELS, KIND_LABELS, TOPIC_LABELS } from '../../core/labels.ts';
import type { StoryBlock } from '../../core/message.ts';
import { publishedDay } from '../text/story-words.ts';
import { TIER_NAMES } from '../tier-names.ts';
import { flagged, KIND_BADGES, TIER_COLOURS, UNCONFIRMED_COLOUR } from './badges.ts';
import { escapeWithin, linkText, safeUrl } from './escape.ts';
import { type Embed, LIMITS } from './limits.ts';

const UNTITLED = '(untitled)';
const SOURCE_LENGTH = 100;
const AUTHORITIES_LENGTH = 120;
const QUOTE_LENGTH = 800;
/** Of what else a story says; a story stays well under half a message. */
const LIST_LENGTH = 600;
const CODES = 12;
const DATES = 6;
const DATE_LENGTH = 20;
const ACKNOWLEDGED = 5;

/**
 * A story as an embed: its title is the link (a masked link would break on titles that hold an address), the lines under it say
 * kind, voice, place, topics and dates, quote the text and name who else reported it.
 */
export function storyEmbed(story: StoryBlock): Embed {
  const url = safeUrl(story.url, LIMITS.url);
  const lines = [
    voiceLine(story),
    placeLine(story),
    story.quote === null ? '' : quoteLine(story.quote),
    datesLine(story),
    alsoLine(story.alsoReportedBy),
    acknowledgedLine(story.acknowledged ?? []),
  ].filter(line => line !== '');
  return {
    title: escapeWithin(story.title, LIMITS.title) || UNTITLED,
    ...(url === null ? {} : { url }),
    description: lines.join('\n'),
    color: story.unconfirmed ? UNCONFIRMED_COLOUR : TIER_COLOURS[story.tier],
  };
}

/** A story in one line: its title as a link where it has one, and its source. */
export function storyLine(story: StoryBlock): string {
  const url = safeUrl(story.url, LIMITS.linkUrl);
  const source = escapeWithin(story.source, SOURCE_LENGTH);
  const place = story.jurisdictions.map(flagged).filter(Boolean).slice(0, 3).join(' ');
  const masked = url === null ? '' : linkText(story.title, LIMITS.title);
  const title =
    masked === '' ? escapeWithin(story.title, LIMITS.title) || UNTITLED : `[${masked}](${url ?? ''})`;
  const doubt = story.unconfirmed ? 'unconfirmed' : '';
  return `• ${[title, source, place, doubt].filter(part => part !== '').join(' · ')}`;
}

function voiceLine(story: StoryBlock): string {
  const kind = `${KIND_BADGES[story.kind]} **${KIND_LABELS[story.kind]}**`;
  const source = escapeWithin(story.source, SOURCE_LENGTH);
  const doubt = story.unconfirmed ? '**unconfirmed**, press only' : TIER_NAMES[story.tier];
  return [kind, source, doubt, publishedText(story)].filter(part => part !== '').join(' · ');
}

/** A moment in each reader's own zone; a day is told as it is, because a zone would turn it into its neighbour. */
function publishedText(story: StoryBlock): string {
  const { publishedAt, dayOnly } = story;
  const time = publishedAt === null ? Number.NaN : Date.parse(publishedAt);
  if (publishedAt === null || Number.isNaN(time)) return '';
  if (dayOnly) return escapeWithin(publishedDay(story), DATE_LENGTH);
  return `<t:${Math.floor(time / 1000)}:R>`;
}

function placeLine(story: StoryBlock): string {
  const codes = (list: readonly string[]) => list.map(flagged).filter(Boolean).slice(0, CODES).join(' ');
  const mentioned = codes(story.mentioned);
  const parts = [
    codes(story.jurisdictions),
    story.topics.map(topic => TOPIC_LABELS[topic]).join(', '),
    escapeWithin(story.authorities.join(', '), AUTHORITIES_LENGTH),
    mentioned === '' ? '' : `mentions ${mentioned}`,
    story.itemId === '' ? '' : `\`${story.itemId.replace(/[^A-Za-z0-9]/g, '').slice(0, 16)}\``,
  ];
  return parts.filter(part => part !== '' && part !== '``').join(' · ');
}

function quoteLine(quote: string): string {
  const text = escapeWithin(quote, QUOTE_LENGTH);
  return text === '' ? '' : `> ${text}`;
}

function datesLine({ dates = [] }: StoryBlock): string {
  const words = dates
    .map(({ kind, date }) => ({
      label: DATE_LABELS[kind],
      day: escapeWithin(calendarText(date), DATE_LENGTH),
    }))
    .filter(({ day }) => day !== '')
    .slice(0, DATES)
    .map(({ label, day }) => `${label} **${day}**`);
  return words.length === 0 ? '' : `🗓️ ${words.join(' · ')}`;
}

/** Who has seen it: people of Discord by their id, which Discord shows as their name and which pings nobody. */
function acknowledgedLine(acks: NonNullable<StoryBlock['acknowledged']>): string {
  const names = acks.slice(0, ACKNOWLEDGED).map(({ who, at }) => {
    const name = /^\d{1,20}$/.test(who) ? `<@${who}>` : escapeWithin(who, SOURCE_LENGTH);
    const time = Date.parse(at);
    return Number.isNaN(time) ? name : `${name} <t:${Math.floor(time / 1000)}:R>`;
  });
  if (names.length === 0) return '';
  const rest = acks.length - names.length;
  return `✅ Acknowledged by ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** As many names as fit, linked where the address is fit for it; the rest is counted. */
function alsoLine(reports: StoryBlock['alsoReportedBy']): string {
  const names: string[] = [];
  let length = 0;
  for (const report of reports) {
    const url = safeUrl(report.url, LIMITS.linkUrl);
    const masked = url === null ? '' : linkText(report.source, SOURCE_LENGTH);
    const name =
      masked === '' ? escapeWithin(report.source, SOURCE_LENGTH) || 'another source' : `[${masked}](${url})`;
    if (length + name.length > LIST_LENGTH && names.length > 0) break;
    names.push(name);
    length += name.length + 2;
  }
  const rest = reports.length - names.length;
  if (names.length === 0) return '';
  return `Also reported by ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
