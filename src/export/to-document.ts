import { DATE_LABELS, jurisdictionName, STANCE_LABELS, TOPIC_LABELS } from '../core/labels.ts';
import type { ReportStory, WeeklyReport } from '../query/report-model.ts';
import type { ReportWitness } from '../query/report-parts.ts';
import type { Block, Line, ReportDocument, Section, Span, StoryCard } from './document.ts';
import { toCoverage, toExcluded, toHeatMap } from './document-annex.ts';
import { amountText, placesText, REGISTER_EVENT_LABELS } from './record-words.ts';
import {
  lagText,
  previousLine,
  reportTitle,
  reportWarning,
  storyFacts,
  storyFindings,
  storyFlags,
  storyIndex,
  upperFirst,
  weekLine,
} from './report-words.ts';

const NONE: Block = { type: 'text', line: [{ text: 'None.' }] };

/** The report as headings, tables and paragraphs in the order of reading. */
export function toDocument(report: WeeklyReport): ReportDocument {
  return {
    title: reportTitle(report),
    lines: [weekLine(report), ...(report.query === '' ? [] : [`Query: ${report.query}`])],
    warning: reportWarning(report),
    sections: [
      { id: 'numbers', title: 'In numbers', blocks: toNumbers(report) },
      { id: 'matters', title: 'What matters most', blocks: toMatters(report) },
      { id: 'positions', title: 'Positions that changed', blocks: toPositions(report) },
      { id: 'dates', title: 'Dates of the next 90 days', blocks: toDeadlines(report) },
      { id: 'enforcement', title: 'Enforcement and courts', blocks: toPenalties(report) },
      { id: 'licences', title: 'Licence decisions', blocks: toShorts(report, report.licenceDecisions) },
      { id: 'registers', title: 'Changes in registers', blocks: toRegisters(report) },
      { id: 'jurisdictions', title: 'By jurisdiction', blocks: toJurisdictions(report) },
      { id: 'topics', title: 'By topic', blocks: toTopics(report) },
      { id: 'seen', title: 'Acknowledged', blocks: toAcks(report) },
      { id: 'coverage', title: 'Coverage', blocks: toCoverage(report) },
      { id: 'left-out', title: 'Left out', blocks: toExcluded(report) },
      {
        id: 'method',
        title: 'Method',
        blocks: [list(report.method.map(text => ({ line: [{ text }], note: null })))],
      },
    ] satisfies Section[],
  };
}

function toNumbers(report: WeeklyReport): Block[] {
  const rows = report.headline.map(number => [
    [{ text: number.label }],
    [{ text: String(number.value) }],
    [{ text: previousLine(number) }],
  ]);
  const columns = [
    { title: 'Number', width: 5 },
    { title: 'This week', numeric: true, width: 2 },
    { title: 'Mean of the weeks before (newest first)', width: 5 },
  ];
  return [{ type: 'table', columns, rows }, ...toHeatMap(report)];
}

function toMatters(report: WeeklyReport): Block[] {
  const pick = storyIndex(report);
  const items = report.matters.flatMap(({ storyId, reasons }) =>
    pick([storyId]).map(story => ({
      line: [jump(story)],
      note: [{ text: reasons.join('; '), tone: 'faint' as const }],
    })),
  );
  return items.length === 0
    ? [{ type: 'text', line: [{ text: 'Nothing stands out this week.' }] }]
    : [list(items, true)];
}

function toPositions(report: WeeklyReport): Block[] {
  if (report.positions.length === 0) return [NONE];
  const columns = [
    { title: 'Where', width: 3 },
    { title: 'What', width: 3 },
    { title: 'Before', width: 2.5 },
    { title: 'Now', width: 2.5 },
    { title: 'In which words', width: 8 },
  ];
  const rows = report.positions.map(one => [
    [{ text: jurisdictionName(one.jurisdiction) }],
    [{ text: `${TOPIC_LABELS[one.topic]}${one.audience === null ? '' : ` (${one.audience})`}` }],
    [{ text: one.was === null ? 'not known' : STANCE_LABELS[one.was] }],
    [
      { text: STANCE_LABELS[one.stance] },
      ...(one.conflicts === 0 ? [] : [{ text: ` (${one.conflicts} disagree)`, tone: 'flag' as const }]),
    ],
    [{ text: `“${one.quote}” ` }, ...source(one), { text: `, ${one.date}`, tone: 'faint' as const }],
  ]);
  return [{ type: 'table', columns, rows }];
}

function toDeadlines(report: WeeklyReport): Block[] {
  if (report.deadlines.length === 0) return [NONE];
  const columns = [
    { title: 'Date', width: 2.4 },
    { title: 'What', width: 2.8 },
    { title: 'Where', width: 2.6 },
    { title: 'Document and words', width: 8 },
    { title: 'News', width: 2.4 },
  ];
  const rows = report.deadlines.map(one => [
    [{ text: one.date }],
    [{ text: upperFirst(DATE_LABELS[one.kind]) }],
    [{ text: placesText(one.jurisdictions) }],
    [
      { text: one.title, url: one.url },
      { text: ` (${one.source}). ${one.quote}`, tone: 'faint' as const },
    ],
    [
      {
        text: one.movedFrom === null ? one.state : `${one.state}, was ${one.movedFrom}`,
        ...(one.state === 'known' ? {} : { tone: 'flag' as const }),
      },
      ...(one.unconfirmed ? [{ text: ' unconfirmed', tone: 'flag' as const }] : []),
    ],
  ]);
  return [{ type: 'table', columns, rows }];
}

function toPenalties(report: WeeklyReport): Block[] {
  if (report.penalties.length === 0) return [NONE];
  const columns = [
    { title: 'Date', width: 2.2 },
    { title: 'By', width: 2.6 },
    { title: 'Case', width: 8 },
    { title: 'Amount', numeric: true, width: 3 },
  ];
  const pick = storyIndex(report);
  const rows = report.penalties.map(one => [
    [{ text: one.date }],
    [{ text: one.authority ?? placesText(one.jurisdictions) }],
    [...pick([one.storyId]).map(jump), { text: ` (${one.source})`, tone: 'faint' as const }],
    [{ text: amountText(one), ...(one.value === null ? { tone: 'faint' as const } : {}) }],
  ]);
  return [{ type: 'table', columns, rows }];
}

function toRegisters(report: WeeklyReport): Block[] {
  if (report.registerChanges.length === 0) return [NONE];
  const columns = [
    { title: 'Date', width: 2.2 },
    { title: 'Register', width: 4 },
    { title: 'Firm', width: 5 },
    { title: 'Change', width: 6 },
  ];
  const rows = report.registerChanges.map(one => [
    [{ text: one.date }],
    [{ text: one.registerName }],
    [{ text: one.firm }, ...(one.lei === null ? [] : [{ text: ` ${one.lei}`, tone: 'faint' as const }])],
    [{ text: [REGISTER_EVENT_LABELS[one.kind], ...one.changes].join('; ') }],
  ]);
  return [{ type: 'table', columns, rows }];
}

/** In full under the first jurisdiction that has it, as one line under every further one. */
function toJurisdictions(report: WeeklyReport): Block[] {
  if (report.stories.length === 0) return [{ type: 'text', line: [{ text: 'Nothing new.' }] }];
  const pick = storyIndex(report);
  const told = new Set<string>();
  return report.byJurisdiction.map(({ title, storyIds }) => ({
    type: 'group',
    title: `${title} (${storyIds.length})`,
    blocks: pick(storyIds).map((story): Block => {
      if (told.has(story.id))
        return { type: 'text', line: [{ text: 'See above: ', tone: 'faint' }, jump(story)] };
      told.add(story.id);
      return { type: 'story', story: toCard(story) };
    }),
  }));
}

function toTopics(report: WeeklyReport): Block[] {
  return report.byTopic.map(({ title, storyIds }) => ({
    type: 'group',
    title: `${title} (${storyIds.length})`,
    blocks: toShorts(report, storyIds),
  }));
}

function toShorts(report: WeeklyReport, ids: readonly string[]): Block[] {
  const items = storyIndex(report)(ids).map(story => ({
    line: [
      jump(story),
      { text: ` (${story.source}, ${story.date})`, tone: 'faint' as const },
      ...(story.unconfirmed ? [{ text: ' unconfirmed', tone: 'flag' as const }] : []),
    ],
    note: null,
  }));
  return items.length === 0 ? [NONE] : [list(items)];
}

function toAcks(report: WeeklyReport): Block[] {
  if (report.acknowledgements.length === 0) return [NONE];
  const columns = [
    { title: 'When (UTC)', width: 3 },
    { title: 'Who', width: 3 },
    { title: 'Where', width: 3.5 },
    { title: 'What', width: 8 },
  ];
  const rows = report.acknowledgements.map(({ at, who, target, title }) => [
    [{ text: `${at.slice(0, 10)} ${at.slice(11, 16)}` }],
    [{ text: who }],
    [{ text: target }],
    [{ text: title }],
  ]);
  return [{ type: 'table', columns, rows }];
}

function toCard(story: ReportStory): StoryCard {
  return {
    id: story.id,
    title: { text: story.title, url: story.url, language: story.language },
    facts: storyFacts(story).join(' · '),
    flags: storyFlags(story).map(upperFirst),
    quote: story.quote === null ? null : { text: story.quote, language: story.language },
    points: [
      ...storyFindings(story).map((text): Line => [{ text }]),
      ...story.alsoReportedBy.map((other): Line => {
        const lag = lagText(other);
        return [
          { text: 'Also reported by ' },
          { text: other.source, url: other.url },
          ...(lag === '' ? [] : [{ text: `, ${lag}` }]),
        ];
      }),
    ],
  };
}

function source({ source: text, url }: ReportWitness): Span[] {
  return [{ text, url }];
}

function jump(story: ReportStory): Span {
  return { text: story.title, story: story.id, language: story.language };
}

function list(items: readonly { readonly line: Line; readonly note: Line | null }[], ordered = false): Block {
  return { type: 'list', ordered, items };
}
