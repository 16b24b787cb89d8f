import { DATE_LABELS, STANCE_LABELS } from '../core/labels.ts';
import { cleanLine } from '../core/text.ts';
import type { WeeklyReport } from '../query/report-model.ts';
import { type ExportFile, type ExportOptions, toTextFile } from './export-file.ts';
import { REGISTER_EVENT_LABELS } from './record-words.ts';
import { coverageCounts, lagText, storyFindings, storyFlags, storyIndex } from './report-words.ts';

/** Columns of the one table; a row leaves empty what its record has none of. */
export const CSV_COLUMNS = [
  'record',
  'id',
  'title',
  'value',
  'date',
  'published_at',
  'kind',
  'jurisdictions',
  'mentioned',
  'topics',
  'authorities',
  'source',
  'tier',
  'link',
  'quote',
  'findings',
  'flags',
  'also_reported_by',
  'also_links',
  'model',
  'note',
] as const;
type Column = (typeof CSV_COLUMNS)[number];
type Row = Partial<Record<Column, string | number | null>>;

const LIST = '; ';

/**
 * One table of everything: `record` says whether a row is a number, story, matter, position, date, amount, register change, acknowledgement, coverage,
 * source, failing source, excluded group or method line, so that a filter on it gives each list. RFC 4180, CRLF, UTF-8; spreadsheets that take it for
 * something else need the byte order mark.
 */
export function toCsv(report: WeeklyReport, { bom = false }: ExportOptions = {}): ExportFile {
  const rows = [
    ...aboutRows(report),
    ...storyRows(report),
    ...knowledgeRows(report),
    ...coverageRows(report),
  ];
  return toTextFile(report, 'csv', 'text/csv', csvText(CSV_COLUMNS, rows, { bom }));
}

function aboutRows(report: WeeklyReport): Row[] {
  return [
    {
      record: 'week',
      id: report.week.label,
      title: report.week.timeZone,
      value: report.state,
      date: report.week.since,
      note: report.week.until,
    },
    { record: 'query', title: report.query },
    ...report.headline.map(number => ({
      record: 'number',
      id: number.id,
      title: number.label,
      value: number.value,
      note: number.previous.map(entry => `${entry.week}: ${entry.value}`).join(LIST),
    })),
  ];
}

function storyRows(report: WeeklyReport): Row[] {
  const pick = storyIndex(report);
  return [
    ...report.stories.map(story => ({
      record: 'story',
      id: story.id,
      title: story.title,
      date: story.date,
      published_at: story.publishedAt,
      kind: story.kind,
      jurisdictions: story.jurisdictions.join(LIST),
      mentioned: story.mentioned.join(LIST),
      topics: story.topics.join(LIST),
      authorities: story.authorities.join(LIST),
      source: story.source,
      tier: story.tier,
      link: story.url,
      quote: story.quote,
      findings: storyFindings(story).join(LIST),
      flags: storyFlags(story).join(LIST),
      also_reported_by: story.alsoReportedBy
        .map(other => [other.source, lagText(other)].filter(part => part !== '').join(', '))
        .join(LIST),
      model: story.model,
      also_links: story.alsoReportedBy.flatMap(other => other.url ?? []).join(' '),
    })),
    ...report.matters.map(({ storyId, score, reasons }) => ({
      record: 'matters',
      id: storyId,
      title: pick([storyId])[0]?.title ?? null,
      value: score,
      note: reasons.join(LIST),
    })),
  ];
}

function knowledgeRows(report: WeeklyReport): Row[] {
  return [
    ...report.positions.map(one => ({
      record: 'position',
      id: one.itemId,
      title: one.title,
      value: STANCE_LABELS[one.stance],
      date: one.date,
      jurisdictions: one.jurisdiction,
      topics: one.topic,
      source: one.source,
      tier: one.tier,
      link: one.url,
      quote: one.quote,
      note: [
        `before: ${one.was === null ? 'not known' : STANCE_LABELS[one.was]}`,
        ...(one.audience === null ? [] : [`for: ${one.audience}`]),
        ...(one.conflicts === 0 ? [] : [`${one.conflicts} disagree`]),
      ].join(LIST),
    })),
    ...report.deadlines.map(one => ({
      record: 'date',
      id: one.storyId,
      title: one.title,
      value: DATE_LABELS[one.kind],
      date: one.date,
      jurisdictions: one.jurisdictions.join(LIST),
      source: one.source,
      link: one.url,
      quote: one.quote,
      flags: one.unconfirmed ? 'unconfirmed' : null,
      note: one.movedFrom === null ? one.state : `${one.state}, was ${one.movedFrom}`,
    })),
    ...report.penalties.map(one => ({
      record: 'amount',
      id: one.storyId,
      title: one.title,
      value: one.value,
      date: one.date,
      jurisdictions: one.jurisdictions.join(LIST),
      authorities: one.authority,
      source: one.source,
      link: one.url,
      quote: one.quote,
      note: [one.what, one.unit].filter(part => part !== null).join(' '),
    })),
    ...report.registerChanges.map(one => ({
      record: 'register',
      id: one.lei,
      title: one.firm,
      value: REGISTER_EVENT_LABELS[one.kind],
      date: one.date,
      source: one.registerName,
      note: one.changes.join(LIST),
    })),
    ...report.acknowledgements.map(one => ({
      record: 'acknowledged',
      id: one.storyId,
      title: one.title,
      value: one.who,
      date: one.at,
      source: one.target,
    })),
  ];
}

function coverageRows(report: WeeklyReport): Row[] {
  return [
    {
      record: 'coverage',
      title: 'Sources read',
      value: report.coverage.read,
      note: coverageCounts(report.coverage),
    },
    ...report.coverage.failing.map(({ sourceId, name, since, error }) => ({
      record: 'failing',
      id: sourceId,
      title: name,
      date: since,
      note: error,
    })),
    ...report.excluded.map(({ rule, because, count, examples }) => ({
      record: 'excluded',
      id: rule,
      title: because,
      value: count,
      note: examples.map(example => example.title).join(LIST),
    })),
    ...report.coverage.sources.map(row => ({
      record: 'source',
      id: row.sourceId,
      title: row.name,
      value: row.reads,
      note: `${row.done} done; ${row.gaps} gaps; ${row.hoursUnread} hours unread`,
    })),
    ...report.method.map(note => ({ record: 'method', note })),
  ];
}

/** Rows as RFC 4180 text with CRLF after every record, the header first; `bom` puts a byte order mark in front. */
export function csvText(
  columns: readonly string[],
  rows: readonly Readonly<Record<string, string | number | null | undefined>>[],
  options: { readonly bom: boolean },
): string {
  const lines = [
    columns.map(csvCell).join(','),
    ...rows.map(row => columns.map(column => csvCell(row[column])).join(',')),
  ];
  return `${options.bom ? '\ufeff' : ''}${lines.join('\r\n')}\r\n`;
}

/**
 * One cell. Text becomes one clean line; text that a spreadsheet would run as a formula (it begins with = + - @ or their
 * full-width forms, tab or carriage return) gets an apostrophe in front, which spreadsheets hide.
 */
export function csvCell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = cleanLine(value);
  const safe = /^[=+\-@\t\r＝＋－＠]/.test(value) || /^[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
