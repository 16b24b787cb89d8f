import type { Facets, HeatCell, StoryLag } from '../statistics.ts';
import type { Query, Topic } from '../types.ts';

/** From `since` up to, not including, `until`: instants. */
export interface TimeSpan {
  readonly since: string;
  readonly until: string;
}

/** Numbers over relevant items, each read from an index. */
export interface StatisticsStore {
  /** Items dated within each span, in the order given: all, or those of a jurisdiction or topic. */
  perSpan(
    spans: readonly TimeSpan[],
    of: { readonly jurisdiction: string } | { readonly topic: Topic } | null,
  ): Promise<readonly number[]>;
  /** For each span how many items each topic has. */
  topicsPerSpan(spans: readonly TimeSpan[]): Promise<readonly ReadonlyMap<Topic, number>[]>;
  /** Primary jurisdictions and topics of the items since an instant, without those that have nothing in common. */
  heat(since: string): Promise<readonly HeatCell[]>;
  /** Of the newest `most` hits. */
  facets(query: Query, most: number): Promise<Facets>;
  /** Of the newest `most` confirmed stories since an instant. */
  lags(since: string, most: number): Promise<readonly StoryLag[]>;
}
