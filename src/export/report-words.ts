import { DATE_LABELS, jurisdictionName, KIND_LABELS, STANCE_LABELS, TOPIC_LABELS } from '../core/labels.ts';
import { dayIn } from '../query/iso-week.ts';
import type { HeadlineNumber, ReportedBy, ReportStory, WeeklyReport } from '../query/report-model.ts';
import type { ReportCoverage } from '../query/report-parts.ts';
import { groupDigits } from './record-words.ts';

/** Title of the whole report, the same in every format. */
export function reportTitle(report: WeeklyReport): string {
  return `Crypto regulation, week ${report.week.label}`;
}

/** The week's first and last day: "Monday 2026-06-15 to Sunday 2026-06-21, Europe/London". */
export function weekLine(report: WeeklyReport): string {
  const { since, until, timeZone } = report.week;
  const last = new Date(Date.parse(until) - 1).toISOString();
  return `Monday ${dayIn(since, timeZone)} to Sunday ${dayIn(last, timeZone)}, ${timeZone}`;
}

/** What a reader must know before anything else; null for a closed week. */
export function reportWarning({ state, asOf }: WeeklyReport): string | null {
  if (state === 'closed') return null;
  if (state === 'provisional')
    return `Provisional: the week is not closed yet. This is what was known at ${asOf?.slice(0, 16).replace('T', ' ') ?? 'the time of writing'} UTC.`;
  return 'In retrospect: the week ended before the first read. This is what sources still listed when they were first read.';
}

/** "61 of 64 sources read; 2 failing; 1 not read in this week": the counts always add up. */
export function coverageCounts(coverage: ReportCoverage): string {
  const { enabled, read, failing, gaps, basis, reads, done, hoursUnread } = coverage;
  const waiting = enabled - read - failing.length;
  const first = basis === 'first-read';
  return [
    `${read} of ${enabled} sources read${first ? ', after the week, for the first time' : ''}`,
    ...(failing.length > 0 ? [`${failing.length} failing`] : []),
    ...(waiting > 0 ? [`${waiting} not read${first ? '' : ' in this week'}`] : []),
    ...(gaps > 0 ? [`${gaps} with a gap that may have lost items`] : []),
    ...(first ? [] : [`${done} of ${reads} reads done`, `${hoursUnread} hours unread in all`]),
  ].join('; ');
}

/** A headline number with what it stood at before: "12, mean of the 4 weeks before 9.5 (11, 9, 8, 10)". */
export function previousLine(number: HeadlineNumber): string {
  if (number.previousMean === null) return 'no earlier weeks';
  const values = number.previous.map(entry => String(entry.value)).join(', ');
  return `${number.previousMean} (${values})`;
}

/** The facts of a story in one line: date, source, kind, places, topics. */
export function storyFacts(story: ReportStory): string[] {
  return [
    story.dated ? story.date : `found ${story.date}, no date given`,
    story.source,
    KIND_LABELS[story.kind],
    ...list(story.jurisdictions.map(jurisdictionName)),
    ...list(
      story.mentioned.map(code => jurisdictionName(code)),
      'mentions ',
    ),
    ...list(story.topics.map(topic => TOPIC_LABELS[topic])),
    ...list(story.authorities, 'named: '),
  ];
}

/** What a reader must know before trusting a story; empty when nothing. */
export function storyFlags(story: ReportStory): string[] {
  return [
    ...(story.unconfirmed ? ['unconfirmed: press only'] : []),
    ...(story.edited ? ['edited by its source since it was first read'] : []),
    ...(story.foundLate ? ['published before this week, and found in it'] : []),
  ];
}

/** Dates, positions and figures of a story as sentences without their quotes. */
export function storyFindings(story: ReportStory): string[] {
  return [
    ...story.dates.map(date => `${upperFirst(DATE_LABELS[date.kind])}: ${date.date}`),
    ...story.positions.map(position => {
      const audience = position.audience === null ? '' : ` (${position.audience})`;
      const topic = TOPIC_LABELS[position.topic];
      return `${jurisdictionName(position.jurisdiction)}, ${topic}${audience}: ${STANCE_LABELS[position.stance]}`;
    }),
    ...story.figures.map(figure => {
      const unit = figure.unit === null ? '' : ` ${figure.unit}`;
      return `${upperFirst(figure.what.replaceAll('-', ' '))}: ${groupDigits(figure.value)}${unit}`;
    }),
  ];
}

/** How long after the head another source reported: "2 h 5 min later", "10 min earlier", "" when unknown. */
export function lagText(report: ReportedBy): string {
  if (report.lagMinutes === null) return '';
  const minutes = Math.abs(report.lagMinutes);
  if (minutes === 0) return 'at the same time';
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = minutes % 60;
  const parts = [
    ...(days > 0 ? [`${days} d`] : []),
    ...(hours > 0 ? [`${hours} h`] : []),
    ...(rest > 0 && days === 0 ? [`${rest} min`] : []),
  ];
  return `${parts.join(' ')} ${report.lagMinutes < 0 ? 'earlier' : 'later'}`;
}

/** Looks stories up by id; every id of a report has its story. */
export function storyIndex(report: WeeklyReport): (ids: readonly string[]) => ReportStory[] {
  const byId = new Map(report.stories.map(story => [story.id, story]));
  return ids => ids.flatMap(id => byId.get(id) ?? []);
}

function list(values: readonly string[], before = ''): string[] {
  return values.length === 0 ? [] : [`${before}${values.join(', ')}`];
}

/** First letter in upper case. */
export function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
