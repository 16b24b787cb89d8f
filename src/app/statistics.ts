import { createMemory } from '../core/memory.ts';
import type { Statistics } from '../core/statistics.ts';
import type { Parts } from './parts.ts';

/** Hits of a query that its facets are counted from, and stories whose lags are told: the newest. */
const FACETED = 300;
const STORIES = 400;
const DAY_MS = 86_400_000;

/** What is stored in numbers. */
export function statistics({ store, clock, timeZone, queryParser }: Parts): Statistics {
  const { recall } = createMemory(clock);
  const lastWeeks = async (count: number) => {
    const { weekOf, weeksBefore } = await import('../query/iso-week.ts');
    const current = weekOf(clock().toISOString(), timeZone);
    return [current, ...weeksBefore(current, count - 1)].reverse();
  };
  const ago = (days: number) => new Date(clock().getTime() - days * DAY_MS).toISOString();
  return {
    weeklyVolume: (weeks, of) =>
      recall(`weeks ${weeks} ${JSON.stringify(of ?? null)}`, async () => {
        const spans = await lastWeeks(weeks);
        const counts = await (await store()).statistics.perSpan(spans, of ?? null);
        return spans.map(({ label, since }, index) => ({ week: label, since, items: counts[index] ?? 0 }));
      }),
    topicVolume: weeks =>
      recall(`topics ${weeks}`, async () => {
        const spans = await lastWeeks(weeks);
        const { statistics: counting } = await store();
        const items = await counting.perSpan(spans, null);
        const topics = await counting.topicsPerSpan(spans);
        return spans.map(({ label, since }, index) => ({
          week: label,
          since,
          items: items[index] ?? 0,
          topics: Object.fromEntries(topics[index] ?? []),
        }));
      }),
    heat: days => recall(`heat ${days}`, async () => (await store()).statistics.heat(ago(days))),
    facets: query =>
      recall(`facets ${query}`, async () =>
        (await store()).statistics.facets((await queryParser())(query), FACETED),
      ),
    pressLags: days =>
      recall(`lags ${days}`, async () => (await store()).statistics.lags(ago(days), STORIES)),
  };
}
