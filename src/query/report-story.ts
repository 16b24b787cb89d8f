import {
  itemTime,
  mentionedJurisdictions,
  primaryJurisdictions,
  type StoryGroup,
  type StoryReport,
} from '../core/story-groups.ts';
import { cleanLine, titleKey, toSentences, truncate } from '../core/text.ts';
import type { Tier } from '../core/types.ts';
import { dayIn, type Week } from './iso-week.ts';
import type { ReportedBy, ReportStory } from './report-model.ts';

/** Longest quote in UTF-16 units; about two sentences. */
const QUOTE_LENGTH = 320;
/** How much of a text is looked at, in UTF-16 units: what matters stands at its start. */
const LOOKED_AT = 12_000;

/** Chooses what is quoted of a text: at most `max` UTF-16 units, word for word; null when there is nothing but the title. */
export type QuoteOf = (text: string, title: string, max: number) => string | null;

/** The first sentence that is not the title again. */
export const firstSentence: QuoteOf = (text, title, max) => {
  const key = titleKey(title);
  const sentence = toSentences(text.slice(0, LOOKED_AT))
    .map(cleanLine)
    .find(words => words !== '' && words !== cleanLine(title) && (key === null || titleKey(words) !== key));
  return sentence === undefined ? null : truncate(sentence, max);
};

/** A story group as the weekly report shows it. */
export function toReportStory(
  group: StoryGroup,
  week: Week,
  nameOf: (sourceId: string) => string,
  tierOf: (sourceId: string) => Tier,
  quoteOf: QuoteOf,
  late: ReadonlySet<string>,
): ReportStory {
  const { head } = group;
  const tags = head.classification;
  return {
    id: group.storyId,
    itemId: head.id,
    title: cleanLine(head.title),
    url: httpUrl(head.url),
    sourceId: head.sourceId,
    source: nameOf(head.sourceId),
    tier: tierOf(head.sourceId),
    language: head.language,
    publishedAt: head.publishedAt,
    date: dayIn(itemTime(head), week.timeZone),
    dated: head.publishedAt !== null,
    jurisdictions: primaryJurisdictions(head),
    mentioned: mentionedJurisdictions(head),
    topics: tags.topics.map(topic => topic.id),
    kind: tags.kind.id,
    authorities: tags.authorities.map(authority => authority.name),
    quote: quoteOf(head.text.trim() === '' ? (head.summary ?? '') : head.text, head.title, QUOTE_LENGTH),
    alsoReportedBy: group.reports.map(report => toReportedBy(report, nameOf)),
    unconfirmed: group.unconfirmed,
    edited: group.items.some(item => item.version > 1),
    foundLate: late.has(head.id),
    model: tags.model,
    dates: tags.dates.map(({ kind, date, quote }) => ({ kind, date, quote: cleanLine(quote) })),
    figures: tags.figures.map(({ what, value, unit, authority, quote }) => ({
      what: cleanLine(what),
      value,
      unit,
      authority,
      quote: cleanLine(quote),
    })),
    positions: tags.positions.map(({ jurisdiction, topic, audience, stance, quote }) => ({
      jurisdiction,
      topic,
      audience,
      stance,
      quote: cleanLine(quote),
    })),
  };
}

function toReportedBy(report: StoryReport, nameOf: (sourceId: string) => string): ReportedBy {
  const { item, lagMinutes } = report;
  return {
    itemId: item.id,
    sourceId: item.sourceId,
    source: nameOf(item.sourceId),
    title: cleanLine(item.title),
    url: httpUrl(item.url),
    publishedAt: item.publishedAt,
    lagMinutes,
  };
}

/** The address if it is an http(s) one, in its normal form; null for anything else ("javascript:", "data:", nonsense). */
export function httpUrl(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed.href : null;
}
