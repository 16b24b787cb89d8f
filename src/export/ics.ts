import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import { shortId } from '../core/ids.ts';
import { DATE_LABELS } from '../core/labels.ts';
import { truncate } from '../core/text.ts';
import type { WeeklyReport } from '../query/report-model.ts';
import type { ReportDeadline } from '../query/report-parts.ts';
import { type ExportFile, toTextFile } from './export-file.ts';
import { placesText } from './record-words.ts';
import { reportTitle, upperFirst } from './report-words.ts';

const LONGEST_TITLE = 200;

/**
 * The report's dates as a calendar of whole days. A date keeps its UID from week to week, also when it is moved, so that a calendar that is imported again
 * moves the entry instead of adding one.
 */
export function toIcs(report: WeeklyReport): ExportFile {
  const calendar = ical({
    name: `${reportTitle(report)}: dates ahead`,
    prodId: { company: 'regbeat', product: 'weekly summary', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  });
  const stamp = new Date(report.week.until);
  const used = new Map<string, number>();
  for (const one of report.deadlines) {
    const key = `${one.storyId} ${one.kind}`;
    const nth = (used.get(key) ?? 0) + 1;
    used.set(key, nth);
    calendar.createEvent({
      id: `${shortId(['deadline', one.storyId, one.kind, String(nth)])}@regbeat`,
      stamp,
      allDay: true,
      // Days are written as they are in UTC.
      start: new Date(`${one.due}T00:00:00Z`),
      summary: truncate(`${upperFirst(DATE_LABELS[one.kind])}: ${one.title}`, LONGEST_TITLE),
      description: describe(one),
      transparency: ICalEventTransparency.TRANSPARENT,
      ...(one.url === null ? {} : { url: one.url }),
    });
  }
  return toTextFile(report, 'ics', 'text/calendar', `${calendar.toString().trimEnd()}\r\n`);
}

function describe(one: ReportDeadline): string {
  const moved = one.movedFrom === null ? '' : ` (was ${one.movedFrom})`;
  return [
    `${one.date}${moved}, ${placesText(one.jurisdictions)}`,
    `"${one.quote}"`,
    `${one.source}${one.unconfirmed ? ', unconfirmed' : ''}`,
    ...(one.url === null ? [] : [one.url]),
  ].join('\n');
}
