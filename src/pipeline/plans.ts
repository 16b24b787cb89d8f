import { t, toLocale } from '../core/locale.ts';
import type { RenderOptions } from '../core/message.ts';
import type { StoreOps, Subscription } from '../core/ports.ts';
import type { DigestTimes } from './digest-window.ts';

/** What one target is to get: a subscription, or what the settings ask for. */
export interface Plan {
  /** Under which it is remembered how far the target was told. */
  readonly key: string;
  readonly target: string;
  readonly subscriptionId: string | null;
  readonly mode: Subscription['mode'];
  readonly query: string;
  readonly groupBy: Subscription['groupBy'];
  readonly times: DigestTimes;
  readonly maxPerHour: number;
  readonly chaseAfterHours: number | null;
  readonly options: RenderOptions;
  /** Whether the target is greeted before anything else. */
  readonly greet: boolean;
}

const ISO_DAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** How far a target was told: when, and up to which news. */
export interface Marks {
  readonly at: string;
  readonly news: number;
}

/** The plan of a subscription. */
export function planOf(subscription: Subscription): Plan {
  const { id, target, mode, query, groupBy, timeZone, locale, mentionRoleId } = subscription;
  return {
    key: subscriptionKey(id),
    target,
    subscriptionId: id,
    mode,
    query,
    groupBy,
    times: {
      timeZone,
      hour: subscription.hour,
      weekday: mode === 'weekly' ? subscription.weekday : null,
      quietDays: subscription.quietDays,
    },
    maxPerHour: subscription.maxPerHour,
    chaseAfterHours: subscription.chaseAfterHours,
    options: { locale, timeZone, groupBy, mentionRoleId },
    greet: isChat(target),
  };
}

/** The daily digest of everything that the settings ask for at a target. */
export function builtInPlan(target: string, timeZone: string, hour: number): Plan {
  return {
    key: target,
    target,
    subscriptionId: null,
    mode: 'daily',
    query: '',
    groupBy: 'jurisdiction',
    times: { timeZone, hour, weekday: null, quietDays: [] },
    maxPerHour: 0,
    chaseAfterHours: null,
    options: { timeZone, groupBy: 'jurisdiction' },
    greet: isChat(target),
  };
}

/** Whether posts of a target can be edited and found again, and a hello makes sense. */
export function isChat(target: string): boolean {
  return target.startsWith('discord:') || target.startsWith('webhook:');
}

function subscriptionKey(id: string): string {
  return `subscription:${id}`;
}

/** How far a plan was told; null for one that never ran. */
export async function readMarks(
  { settings }: Pick<StoreOps, 'settings'>,
  key: string,
): Promise<Marks | null> {
  const at = await settings.get(`told:${key}`);
  return at === null ? null : { at, news: Number((await settings.get(`news-told:${key}`)) ?? 0) };
}

export async function writeMarks(
  { settings }: Pick<StoreOps, 'settings'>,
  key: string,
  marks: Marks,
): Promise<void> {
  await settings.set(`told:${key}`, marks.at);
  await settings.set(`news-told:${key}`, String(marks.news));
}

/** Lets a subscription begin with the news after now: to be called in the transaction that adds it. */
export async function beginNow(
  ops: Pick<StoreOps, 'settings' | 'items'>,
  subscriptionId: string,
  at: string,
): Promise<void> {
  const { upTo } = await ops.items.news(Number.MAX_SAFE_INTEGER);
  await writeMarks(ops, subscriptionKey(subscriptionId), { at, news: upTo });
}

/** When something comes, in words of the target's language; "at once" for alerts. */
export function scheduleWords({ mode, times, options }: Plan): string {
  if (mode === 'alert') return 'at once';
  const locale = toLocale(options.locale);
  const when = { hour: `${String(times.hour).padStart(2, '0')}:00`, zone: times.timeZone };
  const day = ISO_DAYS.find(iso => iso === times.weekday);
  if (day === undefined) return t(locale, 'when.daily', when);
  return t(locale, 'when.weekly', { ...when, day: t(locale, `day.${day}`) });
}
