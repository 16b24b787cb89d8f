import {
  itemTime,
  mentionedJurisdictions,
  primaryJurisdictions,
  type StoryGroup,
  type StoryReport,
} from '../core/story-groups.ts';
import { cleanLine, titleKey, toSentences, truncate } from '../core/text.ts';
import type { StoredItem, Tier } from '../core/types.ts';
import { dayIn, type Week } from './iso-week.ts';
import type { ReportedBy, ReportStory } from './report-model.ts';

/** Longest quote in UTF-16 units; about two sentences. */
const QUOTE_LENGTH = 320;
/** A sentence shorter than this takes the next one along. */
const SHORT_SENTENCE = 80;
/** Sentences that are looked at for the quote. */
const SENTENCES = 40;

/** A story group as the weekly report shows it. */
export function toReportStory(
  group: StoryGroup,
  week: Week,
  nameOf: (sourceId: string) => string,
  tierOf: (sourceId: string) => Tier,
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
    quote: toQuote(head),
    alsoReportedBy: group.reports.map(report => toReportedBy(report, nameOf)),
    unconfirmed: group.unconfirmed,
    edited: group.items.some(item => item.version > 1),
    foundLate: group.firstSeenAt >= week.until,
    dates: tags.dates.map(({ kind, date, quote }) => ({ kind, date, quote: cleanLine(quote) })),
    figures: tags.figures.map(({ what, value, unit, quote }) => ({
      what: cleanLine(what),
      value,
      unit,
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

/**
 * One or two sentences of an item's own text: the one that gave most tags, else the first that is not the title again.
 * Null when the item has nothing but its title.
 */
function toQuote(item: StoredItem): string | null {
  const text = item.text.trim() === '' ? (item.summary ?? '') : item.text;
  const key = titleKey(item.title);
  const sentences = toSentences(text.slice(0, 20_000))
    .slice(0, SENTENCES)
    .map(cleanLine)
    .filter(sentence => sentence !== '' && sentence !== cleanLine(item.title))
    .filter(sentence => key === null || titleKey(sentence) !== key);
  if (sentences.length === 0) return null;
  const words = new Set(
    [...item.classification.topics, ...item.classification.positions]
      .flatMap(tag => tag.evidence)
      .filter(evidence => evidence.field === 'text')
      .map(evidence => cleanLine(evidence.text)),
  );
  const telling = (sentence: string) => [...words].filter(word => sentence.includes(word)).length;
  let best = 0;
  let most = telling(sentences[0] ?? '');
  for (const [index, sentence] of sentences.entries()) {
    const score = telling(sentence);
    if (score > most) {
      best = index;
      most = score;
    }
  }
  const chosen = sentences[best] ?? '';
  const next = sentences[best + 1];
  const quote = chosen.length < SHORT_SENTENCE && next !== undefined ? `${chosen} ${next}` : chosen;
  return truncate(quote, QUOTE_LENGTH);
}

/** The address if it is an http(s) one, in its normal form; null for anything else ("javascript:", "data:", nonsense). */
function httpUrl(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed.href : null;
}
