import {
  addToDay,
  type CalendarDate,
  daysBetween,
  exists,
  firstDay,
  formatCalendarDate,
  lastDay,
} from '../../core/calendar-date.ts';
import type { DateKind } from '../../core/types.ts';
import type { Written } from './expressions.ts';

/** Days that an item goes on telling of what took effect: older dates are history. */
const RECENT = 120;

/** Years that a law looks ahead at most. */
const FARTHEST = 15;

/** Without a year: this many days back are still "took effect on 9 July". */
const JUST_PAST = 31;

export interface Resolved {
  readonly date: string;
  /** 1 when nothing had to be filled in. */
  readonly certainty: number;
}

/**
 * The date that an expression means, with what it leaves open filled in from the day of publication ("2025-04-07", null when unknown): the next such day,
 * or the last one when the words are about the past. Null when that cannot be told or there is no such day.
 */
export function resolveWritten(
  { parts, certainty }: Pick<Written, 'parts' | 'certainty'>,
  published: string | null,
  past: boolean,
): Resolved | null {
  const { year, yearsAhead, ...rest } = parts;
  if (year !== null) return toResolved({ ...rest, year }, certainty);
  if (published === null) return null;
  const now = Number(published.slice(0, 4));
  if (yearsAhead !== null) return toResolved({ ...rest, year: now + yearsAhead }, certainty * 0.95);
  const candidates = [now - 1, now, now + 1]
    .map(candidate => toResolved({ ...rest, year: candidate }, certainty * 0.9))
    .filter(candidate => candidate !== null);
  if (past) return candidates.findLast(({ date }) => firstDay(date) <= published) ?? null;
  return candidates.find(({ date }) => lastDay(date) >= published) ?? null;
}

/** The day that is counted from the day of publication. */
export function resolveCounted(
  counted: { readonly amount: number; readonly unit: 'day' | 'week' | 'month' | 'year' },
  published: string,
): string {
  return addToDay(published, counted.amount, counted.unit);
}

/** Whether a date is one that its item announces, not one that it remembers. */
export function isCurrent(kind: DateKind, date: string, published: string | null): boolean {
  if (published === null) return date.length > 4;
  const from = kind === 'effective' ? addToDay(published, -RECENT, 'day') : published;
  if (lastDay(date) < from || firstDay(date) > addToDay(published, FARTHEST, 'year')) return false;
  // "in 2025" says too little in 2025.
  return date.length > 4 || date > published.slice(0, 4);
}

/** Whether the last occurrence of a day without year is so near that "from 9 July" means it. */
export function isJustPast(date: string, published: string): boolean {
  const days = daysBetween(date, published);
  return days >= 0 && days <= JUST_PAST;
}

function toResolved(date: CalendarDate, certainty: number): Resolved | null {
  return exists(date) ? { date: formatCalendarDate(date), certainty } : null;
}
