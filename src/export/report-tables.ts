import { jurisdictionName, KIND_LABELS, TOPIC_LABELS } from '../core/labels.ts';
import type { WeeklyReport } from '../query/report-model.ts';
import { knowledgeTables } from './knowledge-tables.ts';
import { date, LIST, number, type ReportTable, text } from './report-table.ts';
import { lagText, previousLine, storyFindings, storyFlags, storyIndex } from './report-words.ts';

/** Everything in a report as tables. */
export function toTables(report: WeeklyReport): ReportTable[] {
  return [
    aboutTable(report),
    {
      title: 'Numbers',
      columns: [text('Number', 40), number('This week'), text('Mean of the weeks before', 30)],
      rows: report.headline.map(one => [one.label, one.value, previousLine(one)]),
    },
    storyTable(report),
    reportedTable(report),
    mattersTable(report),
    ...knowledgeTables(report),
    ...coverageTables(report),
  ];
}

function aboutTable(report: WeeklyReport): ReportTable {
  const { week, state, asOf, query, versions, method } = report;
  return {
    title: 'About',
    columns: [text('What', 24), text('Value', 100)],
    rows: [
      ['Week', week.label],
      ['Time zone', week.timeZone],
      ['From', week.since],
      ['To', week.until],
      ['State', state],
      ...(asOf === null ? [] : [['As of', asOf]]),
      ['Query', query === '' ? 'everything' : query],
      ['Version', versions.tool],
      ['Classifier', versions.model],
      ['Taxonomy', versions.taxonomy],
      ['Source list', versions.sources],
      ...method.map(sentence => ['Method', sentence]),
    ],
  };
}

function storyTable(report: WeeklyReport): ReportTable {
  return {
    title: 'Stories',
    columns: [
      text('Id', 14),
      date('Date'),
      text('Title', 70),
      text('Source', 28),
      text('Tier', 14),
      text('Kind', 16),
      text('Jurisdictions', 26),
      text('Mentioned', 20),
      text('Topics', 30),
      text('Authorities', 20),
      text('Link', 40),
      text('Quote', 70),
      text('Findings', 50),
      text('Flags', 30),
      number('Also reported by'),
      text('Language', 10),
      text('Classifier', 22),
    ],
    rows: report.stories.map(story => [
      story.id,
      story.date,
      story.title,
      story.source,
      story.tier,
      KIND_LABELS[story.kind],
      story.jurisdictions.map(jurisdictionName).join(LIST),
      story.mentioned.map(jurisdictionName).join(LIST),
      story.topics.map(topic => TOPIC_LABELS[topic]).join(LIST),
      story.authorities.join(LIST),
      story.url,
      story.quote,
      storyFindings(story).join(LIST),
      storyFlags(story).join(LIST),
      story.alsoReportedBy.length,
      story.language,
      story.model,
    ]),
  };
}

function reportedTable(report: WeeklyReport): ReportTable {
  return {
    title: 'Also reported by',
    columns: [
      text('Story', 14),
      text('Source', 28),
      text('Title', 70),
      text('Link', 40),
      number('Lag in minutes'),
      text('Lag', 20),
    ],
    rows: report.stories.flatMap(story =>
      story.alsoReportedBy.map(one => [
        story.id,
        one.source,
        one.title,
        one.url,
        one.lagMinutes,
        lagText(one),
      ]),
    ),
  };
}

function mattersTable(report: WeeklyReport): ReportTable {
  const pick = storyIndex(report);
  return {
    title: 'What matters',
    columns: [text('Story', 14), text('Title', 70), number('Score'), text('Reasons', 60)],
    rows: report.matters.map(({ storyId, score, reasons }) => [
      storyId,
      pick([storyId])[0]?.title ?? null,
      score,
      reasons.join(LIST),
    ]),
  };
}

function coverageTables({ coverage, excluded }: WeeklyReport): ReportTable[] {
  return [
    {
      title: 'Coverage',
      columns: [text('What', 40), number('Value')],
      rows: [
        ['Sources', coverage.enabled],
        ['Sources read', coverage.read],
        ['Sources with gaps', coverage.gaps],
        ['Reads', coverage.reads],
        ['Reads done', coverage.done],
        ['Hours unread', coverage.hoursUnread],
      ],
    },
    {
      title: 'Sources',
      columns: [
        text('Id', 30),
        text('Source', 50),
        number('Reads'),
        number('Done'),
        number('Gaps'),
        number('Hours unread'),
      ],
      rows: coverage.sources.map(row => [
        row.sourceId,
        row.name,
        row.reads,
        row.done,
        row.gaps,
        row.hoursUnread,
      ]),
    },
    {
      title: 'Not read',
      columns: [text('Id', 30), text('Source', 50), text('Since', 26), text('Error', 60)],
      rows: coverage.failing.map(one => [one.sourceId, one.name, one.since, one.error]),
    },
    {
      title: 'Left out',
      columns: [text('Rule', 16), text('Because', 50), number('Items'), text('Examples', 80)],
      rows: excluded.map(one => [
        one.rule,
        one.because,
        one.count,
        one.examples.map(example => `${example.title} (${example.source})`).join(LIST),
      ]),
    },
  ];
}
