import { jurisdictionName, TOPIC_LABELS } from '../core/labels.ts';
import type { Coverage } from '../core/message.ts';
import { compareText, groupStories, itemTime, type StoryGroup } from '../core/story-groups.ts';
import { cleanLine } from '../core/text.ts';
import { type StoredItem, type Tier, TOPICS } from '../core/types.ts';
import { dayIn, isoWeek, type Week } from './iso-week.ts';
import {
  type Excluded,
  HEADLINE_IDS,
  type HeadlineId,
  type HeadlineNumber,
  REPORT_SCHEMA,
  type ReportSection,
  type ReportStory,
  type ReportVersions,
  type WeekCounts,
  type WeeklyReport,
} from './report-model.ts';
import { rankStories } from './report-ranking.ts';
import { firstSentence, type QuoteOf, toReportStory } from './report-story.ts';

/** What the report says of a source. */
export interface ReportSource {
  readonly name: string;
  readonly tier: Tier;
}

export interface WeeklyReportInput {
  /** "2026-W25". */
  readonly week: string;
  /** IANA zone in which the week begins and ends. */
  readonly timeZone: string;
  /** Every item of the week that matches the query, relevant or not (`relevant:any`); items of other weeks are ignored. */
  readonly items: readonly StoredItem[];
  /** Sources by id. An item of a source that is not here is shown under the source's id, as press. */
  readonly sources: ReadonlyMap<string, ReportSource>;
  /** Up to four weeks before, newest first, each from `countWeek`. */
  readonly previousWeeks: readonly WeekCounts[];
  readonly coverage: Coverage;
  /** Items left out before they reached `items`, e.g. dropped by the parser. */
  readonly excludedBefore?: readonly Excluded[];
  readonly versions: ReportVersions;
  readonly query: string;
  /** How digests choose their quotes, so that reports quote the same words. Default: the first sentence. */
  readonly quoteOf?: QuoteOf;
}

const HEADLINE_LABELS: Readonly<Record<HeadlineId, string>> = {
  stories: 'Stories',
  items: 'Items in these stories',
  official: 'Stories from an authority or standard setter',
  unconfirmed: 'Stories from the press only (unconfirmed)',
  rules: 'Rules and legislation',
  proposals: 'Proposals',
  enforcement: 'Enforcement actions and court decisions',
  'licence-decisions': 'Licence decisions',
  jurisdictions: 'Jurisdictions concerned',
};
const EXAMPLES = 5;

/**
 * The weekly summary. An item belongs to the week of its publication, or of its first sight when it carries no date. The
 * same input gives the same report, whatever the order of items and whenever it is built.
 * @throws AppError "week" or "time-zone" when the week or zone is not one.
 */
export function buildWeeklyReport(input: WeeklyReportInput): WeeklyReport {
  const week = isoWeek(input.week, input.timeZone);
  const items = input.items.filter(item => isWithin(item, week));
  const groups = groupsOf(items, input.sources);
  const nameOf = (sourceId: string) => cleanLine(input.sources.get(sourceId)?.name ?? sourceId);
  const tierOf = toTierOf(input.sources);
  const quoteOf = input.quoteOf ?? firstSentence;
  const stories = groups.map(group => toReportStory(group, week, nameOf, tierOf, quoteOf));
  const now = countGroups(week.label, groups);
  return {
    schema: REPORT_SCHEMA,
    week,
    query: cleanLine(input.query),
    headline: HEADLINE_IDS.map(id => toHeadline(id, now, input.previousWeeks.slice(0, 4))),
    matters: rankStories(stories, week),
    byJurisdiction: toJurisdictionSections(stories),
    byTopic: toTopicSections(stories),
    enforcement: idsOf(stories.filter(story => isEnforcement(story.kind))),
    licenceDecisions: idsOf(stories.filter(story => story.kind === 'licence-decision')),
    deadlines: toDeadlines(stories, week),
    stories,
    coverage: toCoverage(input.coverage),
    excluded: [...toExcluded(items, nameOf), ...(input.excludedBefore ?? [])],
    versions: {
      tool: input.versions.tool,
      model: input.versions.model,
      taxonomy: input.versions.taxonomy,
    },
    method: methodOf(week, input.versions, groups),
  };
}

/** The headline numbers of a week, for the comparison in later reports. `items` as for `buildWeeklyReport`. */
export function countWeek(
  week: Week,
  items: readonly StoredItem[],
  sources: ReadonlyMap<string, ReportSource>,
): WeekCounts {
  const within = items.filter(item => isWithin(item, week));
  return countGroups(week.label, groupsOf(within, sources));
}

function isWithin(item: StoredItem, week: Week): boolean {
  const time = itemTime(item);
  return time >= week.since && time < week.until;
}

function groupsOf(
  items: readonly StoredItem[],
  sources: ReadonlyMap<string, ReportSource>,
): readonly StoryGroup[] {
  const relevant = items.filter(item => item.classification.relevant);
  return groupStories(relevant, toTierOf(sources));
}

function toTierOf(sources: ReadonlyMap<string, ReportSource>): (sourceId: string) => Tier {
  return sourceId => sources.get(sourceId)?.tier ?? 'press';
}

function countGroups(week: string, groups: readonly StoryGroup[]): WeekCounts {
  const kinds = groups.map(group => group.head.classification.kind.id);
  const count = (test: (kind: ReportStory['kind']) => boolean) => kinds.filter(test).length;
  const places = groups.flatMap(group =>
    group.head.classification.jurisdictions.filter(tag => tag.role === 'primary').map(tag => tag.code),
  );
  return {
    week,
    counts: {
      stories: groups.length,
      items: groups.reduce((sum, group) => sum + group.items.length, 0),
      official: groups.filter(group => !group.unconfirmed).length,
      unconfirmed: groups.filter(group => group.unconfirmed).length,
      rules: count(kind => kind === 'rule' || kind === 'legislation'),
      proposals: count(kind => kind === 'proposal'),
      enforcement: count(isEnforcement),
      'licence-decisions': count(kind => kind === 'licence-decision'),
      jurisdictions: new Set(places).size,
    },
  };
}

function isEnforcement(kind: ReportStory['kind']): boolean {
  return kind === 'enforcement' || kind === 'court';
}

function toHeadline(id: HeadlineId, now: WeekCounts, before: readonly WeekCounts[]): HeadlineNumber {
  const previous = before.map(entry => ({ week: entry.week, value: entry.counts[id] }));
  const sum = previous.reduce((total, entry) => total + entry.value, 0);
  return {
    id,
    label: HEADLINE_LABELS[id],
    value: now.counts[id],
    previous,
    previousMean: previous.length === 0 ? null : Math.round((sum * 10) / previous.length) / 10,
  };
}

function idsOf(stories: readonly ReportStory[]): string[] {
  return stories.map(story => story.id);
}

/** Most stories first, then by name; stories without a jurisdiction last. */
function toJurisdictionSections(stories: readonly ReportStory[]): ReportSection[] {
  const codes = new Set(stories.flatMap(story => story.jurisdictions));
  const sections = [...codes].map(code => ({
    id: code,
    title: cleanLine(jurisdictionName(code)),
    storyIds: idsOf(stories.filter(story => story.jurisdictions.includes(code))),
  }));
  sections.sort((a, b) => b.storyIds.length - a.storyIds.length || compareText(a.title, b.title));
  return withRest(
    sections,
    'No jurisdiction named',
    stories.filter(story => story.jurisdictions.length === 0),
  );
}

/** In the taxonomy's order, which puts what product teams ask most first; stories without a topic last. */
function toTopicSections(stories: readonly ReportStory[]): ReportSection[] {
  const sections = TOPICS.map(topic => ({
    id: topic,
    title: TOPIC_LABELS[topic],
    storyIds: idsOf(stories.filter(story => story.topics.includes(topic))),
  })).filter(section => section.storyIds.length > 0);
  return withRest(
    sections,
    'No topic named',
    stories.filter(story => story.topics.length === 0),
  );
}

function withRest(sections: ReportSection[], title: string, rest: readonly ReportStory[]): ReportSection[] {
  return rest.length === 0 ? sections : [...sections, { id: 'none', title, storyIds: idsOf(rest) }];
}

/** Dates on or after the first day of the week, as precise as they were written ("2026-07" stands before "2026-07-01"). */
function toDeadlines(stories: readonly ReportStory[], week: Week): WeeklyReport['deadlines'] {
  const firstDay = dayIn(week.since, week.timeZone);
  return stories
    .flatMap(story => story.dates.map(({ date, kind, quote }) => ({ date, kind, storyId: story.id, quote })))
    .filter(entry => entry.date >= firstDay.slice(0, entry.date.length))
    .sort(
      (a, b) =>
        compareText(a.date, b.date) || compareText(a.kind, b.kind) || compareText(a.storyId, b.storyId),
    );
}

function toCoverage(coverage: Coverage): Coverage {
  return {
    enabled: coverage.enabled,
    read: coverage.read,
    failing: coverage.failing
      .map(({ sourceId, name, since, error }) => ({
        sourceId,
        name: cleanLine(name),
        since,
        error: cleanLine(error),
      }))
      .sort((a, b) => compareText(a.sourceId, b.sourceId)),
  };
}

/** Items under the relevance threshold, grouped by what they lacked, the largest group first. */
function toExcluded(items: readonly StoredItem[], nameOf: (sourceId: string) => string): Excluded[] {
  const groups = new Map<string, StoredItem[]>();
  for (const item of items) {
    if (item.classification.relevant) continue;
    const lacked = item.classification.missing.map(cleanLine).join('; ');
    const because = lacked === '' ? 'relevance below the threshold' : lacked;
    const group = groups.get(because);
    if (group === undefined) groups.set(because, [item]);
    else group.push(item);
  }
  return [...groups.entries()]
    .sort(([a, some], [b, others]) => others.length - some.length || compareText(a, b))
    .map(([because, members]) => ({
      rule: 'not-relevant',
      because,
      count: members.length,
      examples: [...members]
        .sort((a, b) => compareText(itemTime(b), itemTime(a)) || compareText(a.id, b.id))
        .slice(0, EXAMPLES)
        .map(item => ({ itemId: item.id, title: cleanLine(item.title), source: nameOf(item.sourceId) })),
    }));
}

function methodOf(week: Week, versions: ReportVersions, groups: readonly StoryGroup[]): string[] {
  const historic = groups.filter(group => group.items.some(item => item.historic)).length;
  return [
    `The week runs from ${week.since} to ${week.until} (UTC, end excluded), which is Monday to Sunday in ${week.timeZone}.`,
    'An item belongs to the week in which its source published it, or in which it was first read when it carries no date.',
    'Reports of one event are one story. Its head is the official document where there is one; press-only stories are marked unconfirmed.',
    'Quotes are taken word for word from the source. Jurisdictions, topics and kinds are tagged by the classifier named below; each tag can be traced to the words that gave it.',
    ...(historic === 0
      ? []
      : [
          `${historic} of the ${groups.length} stories came with the first read of a source, which shows only what was still listed then.`,
        ]),
    'Items below the relevance threshold are kept in the database and counted under "Left out".',
    `Made with regbeat ${versions.tool}, classifier ${versions.model}, taxonomy ${versions.taxonomy}.`,
  ];
}
