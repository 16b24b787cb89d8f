import { compareText, groupStories, itemTime, type StoryGroup } from '../core/story-groups.ts';
import { cleanLine } from '../core/text.ts';
import type { StoredItem, Tier } from '../core/types.ts';
import { isoWeek, type Week } from './iso-week.ts';
import { methodOf } from './report-method.ts';
import {
  type Excluded,
  HEADLINE_IDS,
  type HeadlineId,
  type HeadlineNumber,
  REPORT_SCHEMA,
  type ReportStory,
  type ReportVersions,
  type WeekCounts,
  type WeeklyReport,
} from './report-model.ts';
import type { ReportCoverage, ReportKnowledge, ReportPenalty, ReportState } from './report-parts.ts';
import { rankStories } from './report-ranking.ts';
import { toHeatMap, toJurisdictionSections, toTopicSections } from './report-sections.ts';
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
  /** Every item of the week that matches the query, relevant or not; items of other weeks are ignored. */
  readonly items: readonly StoredItem[];
  /** Items of earlier weeks that were found in this one. */
  readonly late?: readonly StoredItem[];
  /** Sources by id. An item of a source that is not here is shown under the source's id, as press. */
  readonly sources: ReadonlyMap<string, ReportSource>;
  /** Up to four weeks before, newest first, each from `countWeek`. */
  readonly previousWeeks: readonly WeekCounts[];
  readonly coverage: ReportCoverage;
  /** Default: nothing. */
  readonly knowledge?: ReportKnowledge;
  /** Default: closed. */
  readonly state?: ReportState;
  /** Of a provisional report. */
  readonly asOf?: string;
  /** Items left out before they reached `items`, e.g. because the query does not fit them. */
  readonly excludedBefore?: readonly Excluded[];
  readonly versions: Omit<ReportVersions, 'models'>;
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
const NOTHING_KNOWN: ReportKnowledge = {
  positions: [],
  deadlines: [],
  registerChanges: [],
  acknowledgements: [],
};

/**
 * The weekly summary. An item belongs to the week of its publication, or of its first sight when it carries no date. The
 * same input gives the same report, whatever the order of items and whenever it is built.
 * @throws AppError "week" or "time-zone" when the week or zone is not one.
 */
export function buildWeeklyReport(input: WeeklyReportInput): WeeklyReport {
  const week = isoWeek(input.week, input.timeZone);
  const late = input.late ?? [];
  const items = [...input.items.filter(item => isWithin(item, week)), ...late];
  const groups = groupsOf(items, input.sources);
  const nameOf = (sourceId: string) => cleanLine(input.sources.get(sourceId)?.name ?? sourceId);
  const tierOf = toTierOf(input.sources);
  const quoteOf = input.quoteOf ?? firstSentence;
  const lateIds = new Set(late.map(item => item.id));
  const stories = groups.map(group => toReportStory(group, week, nameOf, tierOf, quoteOf, lateIds));
  const now = countGroups(week.label, groups);
  const knowledge = input.knowledge ?? NOTHING_KNOWN;
  const state = input.state ?? 'closed';
  const versions = { ...input.versions, models: modelsOf(items) };
  const byJurisdiction = toJurisdictionSections(stories);
  const byTopic = toTopicSections(stories);
  const report: WeeklyReport = {
    schema: REPORT_SCHEMA,
    week,
    state,
    asOf: state === 'provisional' ? (input.asOf ?? null) : null,
    query: cleanLine(input.query),
    headline: HEADLINE_IDS.map(id => toHeadline(id, now, input.previousWeeks.slice(0, 4))),
    matters: rankStories(stories, week),
    byJurisdiction,
    byTopic,
    enforcement: idsOf(stories.filter(story => isEnforcement(story.kind))),
    licenceDecisions: idsOf(stories.filter(story => story.kind === 'licence-decision')),
    positions: knowledge.positions,
    deadlines: knowledge.deadlines,
    registerChanges: knowledge.registerChanges,
    penalties: stories.filter(story => isEnforcement(story.kind)).flatMap(toPenalties),
    acknowledgements: knowledge.acknowledgements,
    heatMap: toHeatMap(stories, byJurisdiction, byTopic),
    stories,
    coverage: toCoverage(input.coverage),
    excluded: [...toExcluded(items, nameOf), ...(input.excludedBefore ?? [])],
    versions,
    method: [],
  };
  return { ...report, method: methodOf(report, groups) };
}

/** The headline numbers of a week, for the comparison in later reports. `items` as for `buildWeeklyReport`. */
export function countWeek(
  week: Week,
  items: readonly StoredItem[],
  sources: ReadonlyMap<string, ReportSource>,
  late: readonly StoredItem[] = [],
): WeekCounts {
  const within = [...items.filter(item => isWithin(item, week)), ...late];
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

function toCoverage(coverage: ReportCoverage): ReportCoverage {
  return {
    ...coverage,
    failing: coverage.failing
      .map(({ sourceId, name, since, error }) => ({
        sourceId,
        name: cleanLine(name),
        since,
        error: cleanLine(error),
      }))
      .sort((a, b) => compareText(a.sourceId, b.sourceId)),
    sources: coverage.sources
      .map(row => ({
        ...row,
        name: cleanLine(row.name),
        error: row.error === null ? null : cleanLine(row.error),
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

function modelsOf(items: readonly StoredItem[]): ReportVersions['models'] {
  const models = Map.groupBy(items, item => item.classification.model);
  return [...models]
    .map(([model, tagged]) => ({ model, items: tagged.length }))
    .sort((a, b) => b.items - a.items || compareText(a.model, b.model));
}

/** The amounts of a story; one row without an amount when it names none. */
function toPenalties(story: ReportStory): ReportPenalty[] {
  const { id: storyId, itemId, title, url, source, date, jurisdictions, authorities } = story;
  const of = { storyId, itemId, title, url, source, date, jurisdictions };
  const amounts = story.figures.filter(figure => figure.unit !== null);
  if (amounts.length === 0)
    return [{ ...of, authority: authorities[0] ?? null, what: null, value: null, unit: null, quote: null }];
  return amounts.map(({ what, value, unit, quote, authority }) => ({
    ...of,
    authority: authority ?? authorities[0] ?? null,
    what,
    value,
    unit,
    quote,
  }));
}
