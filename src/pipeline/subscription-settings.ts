import { IANAZone } from 'luxon';
import { AppError } from '../core/errors.ts';
import { LOCALES } from '../core/locale.ts';
import { SUBSCRIPTION_MODES, type Subscription } from '../core/ports.ts';
import type { SubscriptionSettings } from '../core/subscriptions.ts';
import { cleanLine } from '../core/text.ts';

/** What a subscription says unless told otherwise. */
export type SettledSettings = Required<SubscriptionSettings>;

const WEEK = [1, 2, 3, 4, 5, 6, 7];
/** Posts that are asked for again after more than two weeks are no news any more. */
const LONGEST_CHASE_HOURS = 336;
const MOST_PER_HOUR = 60;

/**
 * Settings with defaults or old values under them, all checked but the query.
 * @throws AppError "usage" or "time-zone" that says which value is wrong and what it takes.
 */
export function settleSettings(given: SubscriptionSettings, base: SettledSettings): SettledSettings {
  const settled = { ...base, ...withoutUndefined(given) };
  const { mode, hour, weekday, quietDays, timeZone, locale, groupBy, mentionRoleId } = settled;
  oneOf('mode', mode, SUBSCRIPTION_MODES);
  whole('hour', hour, 0, 23);
  whole('weekday', weekday, 1, 7);
  for (const day of quietDays) whole('quiet days', day, 1, 7);
  if (new Set(quietDays).size >= WEEK.length)
    throw new AppError('usage', 'All seven days are quiet: nothing would ever be posted. Leave one out.');
  if (mode === 'weekly' && quietDays.includes(weekday))
    throw new AppError('usage', 'The day of the weekly digest is among the quiet days: choose another one.');
  if (!IANAZone.isValidZone(timeZone))
    throw new AppError(
      'time-zone',
      `"${brief(timeZone)}" is no time zone: write one such as Europe/London or Asia/Hong_Kong.`,
    );
  oneOf('language', locale, LOCALES);
  oneOf('group by', groupBy, ['jurisdiction', 'topic'] as const);
  whole('max per hour', settled.maxPerHour, 1, MOST_PER_HOUR);
  if (settled.chaseAfterHours !== null)
    whole('chase after hours', settled.chaseAfterHours, 1, LONGEST_CHASE_HOURS);
  if (mentionRoleId !== null && !/^[1-9]\d{4,19}$/.test(mentionRoleId))
    throw new AppError('usage', `"${brief(mentionRoleId)}" is no id of a role.`);
  return {
    ...settled,
    query: settled.query.trim(),
    quietDays: [...new Set(quietDays)].sort((a, b) => a - b),
  };
}

/** The settings among a subscription's fields. */
export function settingsOf(subscription: Subscription): SettledSettings {
  const { mode, query, hour, weekday, quietDays, timeZone, locale, groupBy } = subscription;
  const { mentionRoleId, maxPerHour, chaseAfterHours } = subscription;
  return {
    mode,
    query,
    hour,
    weekday,
    quietDays,
    timeZone,
    locale,
    groupBy,
    mentionRoleId,
    maxPerHour,
    chaseAfterHours,
  };
}

/** What differs between two settings, one line each: "hour: 8 -> 9". */
export function differences(before: SettledSettings, after: SettledSettings): string[] {
  const old: Readonly<Record<string, unknown>> = { ...before };
  return Object.entries(after)
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(old[name]))
    .map(([name, value]) => `${worded(name)}: ${shown(old[name])} -> ${shown(value)}`);
}

function worded(name: string): string {
  return name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`).replace(/ id$/, '');
}

function shown(value: unknown): string {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return 'none';
  return Array.isArray(value) ? value.join(', ') : brief(String(value), 200);
}

function withoutUndefined(given: SubscriptionSettings): SubscriptionSettings {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function whole(name: string, value: number, min: number, max: number): void {
  if (!Number.isInteger(value) || value < min || value > max)
    throw new AppError('usage', `The ${name} must be a whole number from ${min} to ${max}.`);
}

function oneOf(name: string, value: string, known: readonly string[]): void {
  if (!known.includes(value))
    throw new AppError('usage', `The ${name} "${brief(value)}" is not known: choose ${known.join(', ')}.`);
}

function brief(text: string, max = 60): string {
  const line = cleanLine(text);
  return line.length > max ? `${line.slice(0, max).toWellFormed()}…` : line;
}
