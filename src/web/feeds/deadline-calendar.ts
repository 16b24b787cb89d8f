import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import type { Deadline } from '../../core/deadlines.ts';
import { DATE_LABELS } from '../../core/labels.ts';
import { cleanLine, truncate } from '../../core/text.ts';
import { httpUrl } from './feed.ts';

const TITLE_LENGTH = 200;
const QUOTE_LENGTH = 1_000;

/**
 * Deadlines as a calendar (RFC 5545), each a whole day. One that moves keeps its UID and gets a higher sequence, so that calendars move it
 * instead of showing both.
 */
export function toCalendar(name: string, deadlines: readonly Deadline[]): string {
  const calendar = ical({
    name: truncate(cleanLine(name), TITLE_LENGTH),
    prodId: { company: 'regbeat', product: 'deadlines', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3 * 60 * 60,
  });
  for (const deadline of deadlines) {
    const link = httpUrl(deadline.url);
    calendar.createEvent({
      id: uidOf(deadline),
      sequence: deadline.moved.length,
      // The library writes days in UTC.
      start: new Date(`${deadline.due}T00:00:00.000Z`),
      allDay: true,
      transparency: ICalEventTransparency.TRANSPARENT,
      stamp: new Date(deadline.published ?? `${deadline.due}T00:00:00.000Z`),
      summary: truncate(cleanLine(summaryOf(deadline)), TITLE_LENGTH),
      description: describe(deadline, link),
      // Commas and semicolons of an address are not separators of the format.
      ...(link === null ? {} : { url: link.replaceAll(',', '%2C').replaceAll(';', '%3B') }),
      categories: deadline.jurisdictions.map(code => ({ name: code })),
    });
  }
  return calendar.toString();
}

/** By the statement that came first, which stays the first whatever moves or confirms the date later. */
function uidOf({ alsoSaidBy, moved, kind, ...best }: Deadline): string {
  const said = [best, ...alsoSaidBy, ...moved];
  const first = said.reduce((a, b) => ((b.published ?? '9') < (a.published ?? '9') ? b : a));
  return `${first.itemId}-${kind}-${first.date}@regbeat`;
}

function summaryOf({ jurisdictions, kind, title, unconfirmed }: Deadline): string {
  const where = jurisdictions.length === 0 ? '' : `${jurisdictions.join(', ')}: `;
  return `${where}${DATE_LABELS[kind]}${unconfirmed ? ' (unconfirmed)' : ''}: ${title}`;
}

function describe(deadline: Deadline, link: string | null): string {
  const { quote, date, due, source, moved, conflicts } = deadline;
  return [
    `“${truncate(cleanLine(quote), QUOTE_LENGTH)}”`,
    date === due ? '' : `The source says ${date}.`,
    ...moved.slice(0, 3).map(was => `Moved from ${was.date} (${cleanLine(was.source)}).`),
    ...conflicts.slice(0, 3).map(other => `${cleanLine(other.source)} says ${other.date}.`),
    `Source: ${cleanLine(source)}${link === null ? '' : ` ${link}`}`,
  ]
    .filter(line => line !== '')
    .join('\n');
}
