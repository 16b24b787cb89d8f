import type { Query, ValueFilter } from '../core/types.ts';

const NONE: ValueFilter = { include: [], exclude: [] };

/** Every relevant item, newest first. */
export const emptyQuery: Query = {
  terms: [],
  jurisdiction: NONE,
  topic: NONE,
  kind: NONE,
  authority: NONE,
  source: NONE,
  tier: NONE,
  is: NONE,
  position: NONE,
  deadline: NONE,
  firm: NONE,
  story: NONE,
  since: null,
  until: null,
  relevant: 'yes',
  sort: 'new',
};

/** Fields of a query that hold values to include and to exclude. */
export const VALUE_FIELDS = [
  'jurisdiction',
  'topic',
  'kind',
  'authority',
  'source',
  'tier',
  'is',
  'position',
  'deadline',
  'firm',
  'story',
] as const;
export type ValueField = (typeof VALUE_FIELDS)[number];

/** Every field of the query language, as it is typed before ":". */
export const QUERY_FIELDS = [...VALUE_FIELDS, 'since', 'until', 'relevant', 'sort'] as const;
export type QueryField = (typeof QUERY_FIELDS)[number];

/** Whether a query asks for nothing in particular: its order alone does not count. */
export function isEmptyQuery(query: Query): boolean {
  return (
    query.terms.length === 0 &&
    query.since === null &&
    query.until === null &&
    query.relevant === 'yes' &&
    VALUE_FIELDS.every(field => query[field].include.length + query[field].exclude.length === 0)
  );
}
