import { toLocale } from '../core/locale.ts';
import type { Message, RenderOptions, StoryBlock, StoryNews } from '../core/message.ts';
import type { Clock, Store } from '../core/ports.ts';
import type { Query, SourceDef, StoredItem, Tier } from '../core/types.ts';
import { type AlertWords, composeAlert, composeFoldedAlerts } from '../digest/compose-alert.ts';
import { selectStories } from '../digest/select-stories.ts';
import { fitting, isRecent } from './digest.ts';
import { knownSources } from './known-sources.ts';
import { factsOf } from './message-facts.ts';
import { type Marks, type Plan, readMarks, writeMarks } from './plans.ts';
import { tellWhole } from './tell-story.ts';

export interface AlertDeps {
  readonly store: Store;
  readonly sources: readonly SourceDef[];
  readonly clock: Clock;
  readonly parseQuery: (text: string) => Query;
  readonly render: (target: string, message: Message, options: RenderOptions) => Promise<readonly string[]>;
}

/** A story that is to be told, and why. */
interface News {
  readonly story: StoryBlock;
  readonly why: StoryNews;
  /** Ids of all relevant items of the story, so that none of them makes a further alert. */
  readonly reports: readonly string[];
  /** When the first of what is new about it was seen. */
  readonly at: string;
  readonly dedupeKey: string;
}

const HOUR_MS = 3_600_000;
/** Older news is no alert any more: it comes in one line. */
const FRESH_MS = 6 * HOUR_MS;
const CONFIRMING: ReadonlySet<Tier> = new Set(['official', 'standard-setter']);

/**
 * Queues an alert for each story that became news and fits a subscription: new ones, those that an official source says at last, and updates. As many per
 * hour as the subscription allows; what is beyond, or older than six hours, is folded into one message of a line each. When the hour
 * is used up the mark stays, and all of it is told as soon as there is room.
 */
export async function queueAlerts(deps: AlertDeps, plan: Plan, told: Marks): Promise<void> {
  const { store, clock } = deps;
  const now = clock();
  const at = now.toISOString();
  const { items, upTo } = await store.items.news(told.news);
  const news = await newsFor(
    deps,
    plan,
    items.filter(item => isRecent(item, told.at)),
  );
  const hourAgo = new Date(now.getTime() - HOUR_MS).toISOString();
  const used = await store.outbox.alertTimes(plan.subscriptionId ?? '', hourAgo);
  const room = Math.max(1, plan.maxPerHour) - used.length;
  if (news.length > 0 && room <= 0) return;
  const messages = toMessages(news, room, now, `alerts:${plan.key}:${upTo}`, wordsOf(plan));
  const byStory = new Map(news.map(({ story, reports }) => [story.storyId, reports]));
  const reportsOf = (storyId: string) => byStory.get(storyId) ?? [];
  const posts: { readonly message: Message; readonly payloads: readonly string[] }[] = [];
  for (const message of messages)
    posts.push({ message, payloads: await deps.render(plan.target, message, plan.options) });
  await store.transaction(async ops => {
    const current = await readMarks(ops, plan.key);
    if (current?.at !== told.at || current.news !== told.news) return;
    for (const { message, payloads } of posts)
      await ops.outbox.enqueue(
        plan.target,
        message.dedupeKey,
        payloads,
        at,
        factsOf(plan, message, at, reportsOf),
      );
    await writeMarks(ops, plan.key, { at, news: upTo });
  });
}

/** What of some news a target is told, in the order in which it became news. */
async function newsFor(deps: AlertDeps, plan: Plan, items: readonly StoredItem[]): Promise<readonly News[]> {
  const { store, sources } = deps;
  const fresh = await fitting(deps, items, plan.query);
  const found: News[] = [];
  for (const [storyId, own] of Map.groupBy(fresh, item => item.storyId)) {
    const reports = await store.items.ofStory(storyId);
    const inNews = new Set(own.map(({ id }) => id));
    const earlier = reports.filter(({ id }) => !inNews.has(id));
    const known = knownSources(sources, reports);
    const tierOf = (id: string) => known.get(id)?.tier ?? 'press';
    const [story] = selectStories(own, { tierOf, earlier });
    if (story === undefined) continue;
    const itemIds = reports.map(({ id }) => id);
    const alerts = await store.outbox.alerted(plan.target, { storyIds: [storyId], itemIds });
    const toldHere = alerts.length > 0 || (await wasTold(deps, plan, earlier));
    if (toldHere && story.followUp) continue;
    const told = new Set(alerts.flatMap(alert => alert.reports));
    const heard = reports.filter(({ id }) => told.has(id) || !inNews.has(id));
    const unheard = own.filter(({ id }) => !told.has(id));
    const why = toldHere ? whyAgain(unheard, heard, tierOf) : 'new';
    const block = await tellWhole(deps, reports);
    if (why === null || block === null) continue;
    const last = own.at(-1);
    found.push({
      story: { ...block, why },
      why,
      reports: reports.filter(item => item.classification.relevant).map(({ id }) => id),
      at: own[0]?.firstSeenAt ?? '',
      dedupeKey: `alert:${storyId}:${why}${why === 'updated' ? `:${last?.id ?? ''}` : ''}`,
    });
  }
  return found;
}

/** Whether an earlier report was one that the subscription heard of, or would have, had it been there. */
async function wasTold(deps: AlertDeps, plan: Plan, earlier: readonly StoredItem[]): Promise<boolean> {
  const candidates = earlier.filter(item => item.classification.relevant && !item.historic);
  return (await fitting(deps, candidates, plan.query)).length > 0;
}

/** Why a story is told once more: `unheard` are news that no alert covered, `heard` what was told or known before. */
function whyAgain(
  unheard: readonly StoredItem[],
  heard: readonly StoredItem[],
  tierOf: (sourceId: string) => Tier,
): StoryNews | null {
  const confirms = (item: StoredItem) => CONFIRMING.has(tierOf(item.sourceId));
  if (unheard.some(confirms) && !heard.some(confirms)) return 'confirmed';
  return unheard.some(({ relation }) => relation === 'update') ? 'updated' : null;
}

function wordsOf({ options, query }: Plan): AlertWords {
  return { locale: toLocale(options.locale), query };
}

/** At most `room` messages: what is too old for an alert first, then one per story, then the rest. */
function toMessages(
  news: readonly News[],
  room: number,
  now: Date,
  key: string,
  words: AlertWords,
): readonly Message[] {
  const fresh = (one: News) => now.getTime() - Date.parse(one.at) <= FRESH_MS;
  const old = news.filter(one => !fresh(one));
  const recent = news.filter(fresh);
  const left = room - (old.length > 0 ? 1 : 0);
  if (left <= 0 && recent.length > 0) return fold(news, key, words);
  const single = recent.length <= left ? recent.length : left - 1;
  return [
    ...fold(old, `${key}:late`, words),
    ...recent.slice(0, single).map(({ story, dedupeKey }) => composeAlert(story, dedupeKey, words)),
    ...fold(recent.slice(single), key, words),
  ];
}

function fold(news: readonly News[], key: string, words: AlertWords): readonly Message[] {
  const [first] = news;
  if (first === undefined) return [];
  if (news.length === 1) return [composeAlert(first.story, first.dedupeKey, words)];
  return [
    composeFoldedAlerts(
      news.map(({ story }) => story),
      key,
      words,
    ),
  ];
}
