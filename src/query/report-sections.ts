import { jurisdictionName, TOPIC_LABELS } from '../core/labels.ts';
import { compareText } from '../core/story-groups.ts';
import { cleanLine } from '../core/text.ts';
import { TOPICS } from '../core/types.ts';
import type { ReportSection, ReportStory } from './report-model.ts';
import type { ReportHeatMap } from './report-parts.ts';

/** Rows and columns of the heat map: more cannot be read on a page. */
const MOST_ROWS = 14;
const MOST_COLUMNS = 8;
/** Names that fit above a column. */
const SHORT_NAMES: Readonly<Record<string, string>> = { aml: 'AML', cbdc: 'CBDC' };

/** Most stories first, then by name; stories without a jurisdiction last. */
export function toJurisdictionSections(stories: readonly ReportStory[]): ReportSection[] {
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
export function toTopicSections(stories: readonly ReportStory[]): ReportSection[] {
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

/** The jurisdictions and topics with most stories against each other. */
export function toHeatMap(
  stories: readonly ReportStory[],
  byJurisdiction: readonly ReportSection[],
  byTopic: readonly ReportSection[],
): ReportHeatMap {
  const head = ({ id, title }: ReportSection) => ({ id, title });
  const rows = byJurisdiction
    .filter(({ id }) => id !== 'none')
    .slice(0, MOST_ROWS)
    .map(head);
  const most = byTopic
    .filter(({ id }) => id !== 'none')
    .toSorted((a, b) => b.storyIds.length - a.storyIds.length)
    .slice(0, MOST_COLUMNS)
    .map(({ id }) => id);
  const columns = byTopic
    .filter(({ id }) => most.includes(id))
    .map(({ id, title }) => ({ id, title: SHORT_NAMES[id] ?? title }));
  const byId = new Map(stories.map(story => [story.id, new Set<string>(story.topics)]));
  const members = new Map(byJurisdiction.map(({ id, storyIds }) => [id, storyIds]));
  const counts = rows.map(row =>
    columns.map(
      column => (members.get(row.id) ?? []).filter(id => byId.get(id)?.has(column.id) === true).length,
    ),
  );
  return { rows, columns, counts };
}

function idsOf(stories: readonly ReportStory[]): string[] {
  return stories.map(story => story.id);
}
