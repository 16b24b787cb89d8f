import { calendarDate } from '../core/day-text.ts';
import type { StoryBlock } from '../core/message.ts';
import { itemTime, mentionedJurisdictions, primaryJurisdictions } from '../core/story-groups.ts';
import { quoteOf } from '../core/summary/quote.ts';
import { cleanLine } from '../core/text.ts';
import type { StoredItem, Topic } from '../core/types.ts';
import { importanceOf } from './rank-stories.ts';
import type { DigestStory } from './select-stories.ts';

/** Longest quote in UTF-16 units; one or two sentences. */
const QUOTE_LENGTH = 360;

/** What is known of sources: their names for people and, where these are known, the zones of their dates and their twins. */
export interface SourceFacts {
  readonly nameOf: (sourceId: string) => string;
  readonly zoneOf?: (sourceId: string) => string | null;
  /** Id of the same publisher's list in another language. */
  readonly twinOf?: (sourceId: string) => string | null;
}

/** From this importance on a story asks for a look at once, or at all; see importanceOf. */
const HIGH = 75;
const MEDIUM = 50;

/** A story as a message tells it. */
export function toStoryBlock(story: DigestStory, facts: SourceFacts): StoryBlock {
  const { nameOf, zoneOf = () => null, twinOf = () => null } = facts;
  const { head } = story;
  const isTwin = (id: string) => twinOf(head.sourceId) === id || twinOf(id) === head.sourceId;
  const twins = story.reports.filter(({ item }) => isTwin(item.sourceId));
  const others = story.reports.filter(({ item }) => !isTwin(item.sourceId));
  const tags = head.classification;
  const source = cleanLine(nameOf(head.sourceId));
  const jurisdictions = storyJurisdictions(story);
  const text = head.text.trim() === '' ? (head.summary ?? '') : head.text;
  return {
    storyId: story.storyId,
    itemId: head.id,
    version: head.version,
    title: cleanLine(head.title),
    url: head.url,
    source,
    tier: story.tier,
    publishedAt: head.publishedAt,
    ...publication(head, zoneOf(head.sourceId)),
    jurisdictions,
    mentioned: mentionedJurisdictions(head).filter(code => !jurisdictions.includes(code)),
    topics: storyTopics(story),
    kind: tags.kind.id,
    authorities: tags.authorities.map(authority => authority.name),
    quote: quoteOf(text, head.title, QUOTE_LENGTH),
    alsoReportedBy: otherVoices({ ...story, reports: others }, source, nameOf),
    unconfirmed: story.unconfirmed,
    importance: importanceLevel(story),
    ...(twins.length === 0 ? {} : { languages: languagesOf([head, ...twins.map(({ item }) => item)]) }),
    ...(story.why === 'new' ? {} : { why: story.why }),
    dates: tags.dates.map(({ kind, date }) => ({ kind, date })),
  };
}

function importanceLevel(story: DigestStory): NonNullable<StoryBlock['importance']> {
  const importance = importanceOf(story, Date.parse(itemTime(story.head)));
  return importance >= HIGH ? 'high' : importance >= MEDIUM ? 'medium' : 'low';
}

/** One text in the languages in which its publisher has it, one link each. */
function languagesOf(items: readonly StoredItem[]): NonNullable<StoryBlock['languages']> {
  const byLanguage = new Map(items.toReversed().map(({ language, url }) => [language, url]));
  const order = items.map(item => item.language);
  return [...byLanguage]
    .map(([language, url]) => ({ language, url }))
    .sort((a, b) => order.indexOf(a.language) - order.indexOf(b.language));
}

/** Whom a story concerns: what its head says, else what the first report that knows says. Codes, strongest first. */
export function storyJurisdictions(story: DigestStory): readonly string[] {
  return firstKnown(story, item => primaryJurisdictions(item));
}

/** What a story is about: what its head says, else what the first report that knows says. Strongest first. */
export function storyTopics(story: DigestStory): readonly Topic[] {
  return firstKnown(story, item =>
    [...item.classification.topics].sort((a, b) => b.score - a.score).map(topic => topic.id),
  );
}

function publication(
  { publishedAt, datePrecision }: StoredItem,
  zone: string | null,
): Pick<StoryBlock, 'dayOnly' | 'publishedDay'> {
  if (publishedAt === null || datePrecision === null || datePrecision === 'instant')
    return { dayOnly: false };
  return { dayOnly: true, publishedDay: calendarDate(publishedAt, datePrecision, zone) };
}

function firstKnown<T>(story: DigestStory, read: (item: StoredItem) => readonly T[]): readonly T[] {
  for (const item of story.items) {
    const found = read(item);
    if (found.length > 0) return [...new Set(found)];
  }
  return [];
}

/** The other reports, one per name: two lists of one publisher are one voice. */
function otherVoices(
  story: DigestStory,
  source: string,
  nameOf: (sourceId: string) => string,
): StoryBlock['alsoReportedBy'] {
  const voices = new Map<string, StoryBlock['alsoReportedBy'][number]>();
  const official = story.tier === 'official' || story.tier === 'standard-setter';
  for (const { item, lagMinutes } of story.reports) {
    const name = cleanLine(nameOf(item.sourceId));
    if (name !== source && !voices.has(name)) {
      voices.set(name, { source: name, url: item.url, lagMinutes: official ? lagMinutes : null });
    }
  }
  return [...voices.values()];
}
