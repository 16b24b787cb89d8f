import { sql } from 'kysely';
import type { ItemStore } from '../core/ports.ts';
import { resolveWanted } from './item-search.ts';
import { chunked } from './rows.ts';
import type { Db } from './schema.ts';
import type { SearchIndex } from './search-index.ts';
import { all, facetChecks, within } from './search-plan.ts';

/** Asks a few known items whether a query fits them, by the same rules as a search. */
export function createItemMatching(db: Db, index: SearchIndex): Pick<ItemStore, 'matching'> {
  return {
    async matching(query, ids) {
      const found = new Set<string>();
      const text = index.toMatch(query.terms);
      if (text === null) return found;
      const wanted = await resolveWanted(db, query);
      if (wanted === null) return found;
      const id = sql.ref('i.id');
      const holds = (expression: string) =>
        sql.join(
          wanted.relevant.map(
            flag =>
              sql`exists (select 1 from ${index.table(flag)} where ${index.matches(flag, expression)} and ${index.id(flag)} = ${id})`,
          ),
          sql` or `,
        );
      const checks = [
        sql`i.relevant in (${sql.join(wanted.relevant)})`,
        ...within(id, wanted.range),
        ...facetChecks(id, wanted.facets, wanted.relevant),
        ...(text.positive === null ? [] : [sql`(${holds(text.positive)})`]),
        ...(text.negative === null ? [] : [sql`not (${holds(text.negative)})`]),
      ];
      for (const group of chunked(ids)) {
        const { rows } = await sql<{ public_id: string }>`select i.public_id from items i
          where i.public_id in (${sql.join(group)}) and ${all(checks)}`.execute(db);
        for (const row of rows) found.add(row.public_id);
      }
      return found;
    },
  };
}
