import type { FacetCount, Facets } from '../core/statistics.ts';
import type { Query } from '../core/types.ts';
import { parseClassification } from './item-read.ts';
import { planSearch } from './item-search.ts';
import { chunked } from './rows.ts';
import type { Db } from './schema.ts';
import type { SearchIndex } from './search-index.ts';
import { pageSql } from './search-sql.ts';

/** What the newest hits of a query have in common. A sample, because counting every hit of a common word would read all of them. */
export async function countFacets(db: Db, index: SearchIndex, query: Query, most: number): Promise<Facets> {
  const plan = await planSearch(db, query, index);
  const page = { order: 'desc', limit: most, offset: 0 } as const;
  const ids = plan === null ? [] : (await pageSql(plan, page, index).execute(db)).rows.map(row => row.id);
  const jurisdictions = new Tally<string>();
  const topics = new Tally<Facets['topics'][number]['value']>();
  const kinds = new Tally<Facets['kinds'][number]['value']>();
  const tiers = new Tally<Facets['tiers'][number]['value']>();
  const authorities = new Tally<string>();
  for (const group of chunked(ids)) {
    const rows = await db
      .selectFrom('items as i')
      .innerJoin('item_tags as t', 't.item_id', 'i.id')
      .where('i.id', 'in', group)
      .select(['i.kind', 'i.tier', 't.classification'])
      .execute();
    for (const row of rows) {
      const tags = parseClassification(row.classification);
      kinds.add([row.kind]);
      tiers.add([row.tier]);
      jurisdictions.add(tags.jurisdictions.map(tag => tag.code));
      topics.add(tags.topics.map(tag => tag.id));
      authorities.add(tags.authorities.map(tag => tag.name));
    }
  }
  return {
    counted: ids.length,
    jurisdictions: jurisdictions.counts(),
    topics: topics.counts(),
    kinds: kinds.counts(),
    tiers: tiers.counts(),
    authorities: authorities.counts(),
  };
}

/** Counts values, each once per item. */
class Tally<T extends string> {
  readonly #items = new Map<T, number>();

  add(values: readonly T[]): void {
    for (const value of new Set(values)) this.#items.set(value, (this.#items.get(value) ?? 0) + 1);
  }

  /** The most frequent first, then by name. */
  counts(): FacetCount<T>[] {
    return [...this.#items]
      .map(([value, items]) => ({ value, items }))
      .sort((a, b) => b.items - a.items || (a.value < b.value ? -1 : 1));
  }
}
