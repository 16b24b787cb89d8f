import { LOCALE_NAMES, type Locale, t, toLocale } from '../core/locale.ts';
import type { Subscription } from '../core/ports.ts';
import { cleanLine } from '../core/text.ts';
import type { Call, Markup } from './command.ts';

/** "08:00". */
export function clockTime(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** Where posts go, as a mention of the channel that names itself in the reader's client. */
export function placeOf(target: string, markup: Markup): string {
  const id = /^discord:(\d+)$/.exec(target)?.[1];
  return id === undefined ? markup.escape(target, 100) : `<#${id}>`;
}

/** "every Monday at 08:00 (Asia/Hong_Kong), not on Saturday, Sunday". */
export function whenOf(locale: Locale, subscription: Subscription): string {
  const { mode, weekday, hour, timeZone, maxPerHour, quietDays } = subscription;
  const values = { hour: clockTime(hour), zone: timeZone, day: dayName(locale, weekday), count: maxPerHour };
  const when = t(locale, `when.${mode}`, values);
  if (mode === 'alert' || quietDays.length === 0) return when;
  const days = quietDays.map(day => dayName(locale, day));
  return `${when}, ${t(locale, 'when.quiet', { days: days.join(', ') })}`;
}

/** One line about a subscription: what, where, when. */
export function summary(
  { locale }: Pick<Call, 'locale'>,
  subscription: Subscription,
  markup: Markup,
): string {
  const { mode, target, query, groupBy } = subscription;
  const what = query === '' ? t(locale, 'words.everything') : codeOf(query, 300);
  const order = mode === 'alert' ? '' : `, ${t(locale, `group.${groupBy}`)}`;
  const language = LOCALE_NAMES[toLocale(subscription.locale)];
  return `**${t(locale, `mode.${mode}`)}** ${placeOf(target, markup)}: ${what}${order} · ${whenOf(locale, subscription)} · ${language}`;
}

/** Text in a code span, which nothing in it can leave. */
export function codeOf(text: string, max: number): string {
  const line = cleanLine(text).replaceAll('`', 'ˋ');
  const cut = line.length > max ? `${line.slice(0, max - 1).toWellFormed()}…` : line;
  return cut === '' ? '` `' : `\`${cut}\``;
}

/** Name of an ISO weekday. */
export function dayName(locale: Locale, day: number): string {
  switch (day) {
    case 1:
      return t(locale, 'day.1');
    case 2:
      return t(locale, 'day.2');
    case 3:
      return t(locale, 'day.3');
    case 4:
      return t(locale, 'day.4');
    case 5:
      return t(locale, 'day.5');
    case 6:
      return t(locale, 'day.6');
    default:
      return t(locale, 'day.7');
  }
}
