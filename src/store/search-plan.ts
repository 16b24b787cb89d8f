import { type RawBuilder, sql } from 'kysely';
import { DATE_KINDS, type Query, type ValueFilter } from '../core/types.ts';
import { firstIdOf } from './item-ids.ts';
import type { Flag } from './schema.ts';
import { dayConditions } from './search-days.ts';

/** A facet of a query, and where its values are kept. */
export interface Facet {
  readonly table:
    | 'item_jurisdictions'
    | 'item_topics'
    | 'item_authorities'
    | 'item_marks'
    | 'item_stances'
    | 'item_entities'
    | 'item_dates'
    | 'items';
  /** "last_day" stands for a kind of date and its days: search-days.ts. */
  readonly column: 'code' | 'kind' | 'tier' | 'source_id' | 'story_id' | 'last_day';
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** Ids from `from` up to, not including, `to`. */
export interface IdRange {
  readonly from: number;
  readonly to: number;
}

/** What a query asks for, apart from its words. */
export interface Wanted {
  /** 1 relevant, 0 other items. */
  readonly relevant: readonly Flag[];
  readonly range: IdRange;
  readonly facets: readonly Facet[];
}

const EVERYTHING: IdRange = { from: 0, to: Number.MAX_SAFE_INTEGER };

/** The facets of a query; `sources` and `stories` are the ids that its patterns and beginnings of ids stand for. */
export function toWanted(query: Query, sources: ValueFilter, stories: ValueFilter): Wanted {
  const facets: Facet[] = [
    { table: 'item_jurisdictions', column: 'code', ...distinct(query.jurisdiction) },
    { table: 'item_topics', column: 'code', ...distinct(query.topic) },
    { table: 'item_authorities', column: 'code', ...distinct(query.authority) },
    { table: 'item_marks', column: 'code', ...distinct(query.is) },
    { table: 'item_stances', column: 'code', ...distinct(query.position) },
    { table: 'item_dates', column: 'last_day', ...distinct(toDays(query.deadline)) },
    { table: 'item_entities', column: 'code', ...distinct(toFirmCodes(query.firm)) },
    { table: 'items', column: 'story_id', ...distinct(stories) },
    { table: 'items', column: 'kind', ...distinct(query.kind) },
    { table: 'items', column: 'source_id', ...distinct(sources) },
    { table: 'items', column: 'tier', ...distinct(query.tier) },
  ];
  return {
    relevant: query.relevant === 'any' ? [1, 0] : [query.relevant === 'yes' ? 1 : 0],
    range: toRange(query),
    facets: facets.filter(facet => facet.include.length + facet.exclude.length > 0),
  };
}

/**
 * Items are dated in whole seconds (item-ids.ts), so both ends are rounded up: an item of second s is within when since <= s < until.
 */
function toRange({ since, until }: Query): IdRange {
  return {
    from: since === null ? EVERYTHING.from : firstIdOf(Math.ceil(Date.parse(since) / 1000)),
    to: until === null ? EVERYTHING.to : firstIdOf(Math.ceil(Date.parse(until) / 1000)),
  };
}

/** "any" is every kind: each is one range of the key, in order of date. */
function toDays({ include, exclude }: ValueFilter): ValueFilter {
  const days = (values: readonly string[]) =>
    values.flatMap(value => (value === 'any' ? DATE_KINDS : [value]));
  return { include: days(include), exclude: days(exclude) };
}

function toFirmCodes({ include, exclude }: ValueFilter): ValueFilter {
  const code = (id: string) => `firm:${id}`;
  return { include: include.map(code), exclude: exclude.map(code) };
}

function distinct({ include, exclude }: ValueFilter): { include: string[]; exclude: string[] } {
  return { include: [...new Set(include)], exclude: [...new Set(exclude)] };
}

/** Column that carries the item's id in a facet's table. */
export function idColumn(table: Facet['table']): 'id' | 'item_id' {
  return table === 'items' ? 'id' : 'item_id';
}

/** Conditions on an item's id that hold when it satisfies the facets. */
export function facetChecks(
  id: RawBuilder<unknown>,
  facets: readonly Facet[],
  relevant: readonly Flag[],
): RawBuilder<boolean>[] {
  const checks: RawBuilder<boolean>[] = [];
  for (const { table, column, include, exclude } of facets) {
    if (table === 'items') {
      const conditions: RawBuilder<unknown>[] = [];
      if (include.length > 0) conditions.push(sql`${sql.ref(`i.${column}`)} in (${sql.join(include)})`);
      if (exclude.length > 0) conditions.push(sql`${sql.ref(`i.${column}`)} not in (${sql.join(exclude)})`);
      checks.push(sql`exists (select 1 from items i where i.id = ${id} and ${all(conditions)})`);
      continue;
    }
    const linked = (values: readonly string[]) =>
      sql`(select 1 from ${sql.table(table)} l where ${holdsOneOf('l', column, values)} and l.relevant in (${sql.join(relevant)}) and l.item_id = ${id})`;
    if (include.length > 0) checks.push(sql`exists ${linked(include)}`);
    if (exclude.length > 0) checks.push(sql`not exists ${linked(exclude)}`);
  }
  return checks;
}

/** That a row of a facet's table has one of some values. */
export function holdsOneOf(
  alias: string,
  column: Facet['column'],
  values: readonly string[],
): RawBuilder<boolean> {
  if (column !== 'last_day') return sql`${sql.ref(`${alias}.${column}`)} in (${sql.join(values)})`;
  return sql`(${sql.join(
    values.map(value => all(dayConditions(alias, value))),
    sql` or `,
  )})`;
}

/** All of some conditions. */
export function all(conditions: readonly RawBuilder<unknown>[]): RawBuilder<boolean> {
  return conditions.length === 0 ? sql`1 = 1` : sql`${sql.join(conditions, sql` and `)}`;
}

/** Conditions that keep a table's rows within relevance and dates. */
export function within(id: RawBuilder<unknown>, range: IdRange): RawBuilder<boolean>[] {
  const conditions: RawBuilder<boolean>[] = [];
  if (range.from > EVERYTHING.from) conditions.push(sql`${id} >= ${range.from}`);
  if (range.to < EVERYTHING.to) conditions.push(sql`${id} < ${range.to}`);
  return conditions;
}
