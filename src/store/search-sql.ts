import { type RawBuilder, sql } from 'kysely';
import type { Flag } from './schema.ts';
import { dayConditions } from './search-days.ts';
import type { SearchIndex, TextMatch } from './search-index.ts';
import { all, type Facet, facetChecks, holdsOneOf, idColumn, type Wanted, within } from './search-plan.ts';

/** What a search walks along; everything else is checked item by item. */
export type Driver =
  | { readonly by: 'text'; readonly expression: string }
  | { readonly by: 'facet'; readonly facet: Facet }
  | { readonly by: 'date' };

/** A search ready to be written as SQL. */
export interface Plan {
  readonly wanted: Wanted;
  readonly driver: Driver;
  /** The text of the query when something else drives. */
  readonly text: TextMatch;
}

export interface Page {
  readonly order: 'asc' | 'desc';
  readonly limit: number;
  readonly offset: number;
}

/** More ranges than this are read as one set and sorted, not merged. */
const MAX_ARMS = 40;

/** Matches considered when sorting by rank: the newest. A page beyond them ranks all. */
const RANKED = 20_000;

type Select = RawBuilder<{ id: number }>;

/**
 * One page of ids, newest or oldest first. Every range of the key is in order already, so several (HK and SG, relevant and not) are merged as they are
 * read and reading stops with the page.
 */
export function pageSql(plan: Plan, page: Page, index: SearchIndex): Select {
  const arms = toArms(plan, index);
  const order = sql.raw(page.order);
  const selects =
    arms.length > MAX_ARMS
      ? [setSelect<{ id: number }>(plan, sql`x.${sql.raw(idColumn(driving(plan).table))} as id`, index)]
      : arms;
  return sql`${sql.join(selects, sql` union `)} order by id ${order} limit ${page.limit} offset ${page.offset}`;
}

/** How many items there are: relevant and other items have nothing in common, so they are counted apart. */
export function countSql(plan: Plan, index: SearchIndex): RawBuilder<{ n: number }> {
  const { driver, wanted } = plan;
  const repeats =
    driver.by === 'facet' &&
    driver.facet.table !== 'items' &&
    (driver.facet.include.length > 1 || driver.facet.column === 'last_day');
  const counted = repeats ? sql`count(distinct x.item_id)` : sql`count(*)`;
  const one = (relevant: Flag) =>
    driver.by === 'text'
      ? sql`select count(*) from (${textSelect(plan, relevant, driver.expression, index)})`
      : setSelect({ ...plan, wanted: { ...wanted, relevant: [relevant] } }, counted, index);
  const counts = wanted.relevant.map(relevant => sql`(${one(relevant)})`);
  return sql`select ${sql.join(counts, sql` + `)} as n`;
}

/** One page of ids by how well the text matches, best first. */
export function rankSql(plan: Plan, page: Page, index: SearchIndex): Select {
  const { driver, wanted } = plan;
  const considered = page.offset + page.limit > RANKED ? -1 : RANKED;
  const arms = wanted.relevant.map(relevant => {
    const score = sql`${index.score(relevant)} as score`;
    const matches = textSelect(plan, relevant, driver.by === 'text' ? driver.expression : '', index, score);
    return sql`select * from (${matches} order by id desc limit ${considered})`;
  });
  return sql`select id from (${sql.join(arms, sql` union all `)}) order by score, id desc limit ${page.limit} offset ${page.offset}`;
}

/** A count that stops at `limit`: enough to see which facet is the narrowest. */
export function probeSql(
  wanted: Wanted,
  driver: Driver,
  limit: number,
  index: SearchIndex,
): RawBuilder<{ n: number }> {
  const bare: Plan = {
    wanted: { ...wanted, facets: [] },
    driver,
    text: { positive: null, negative: null },
  };
  const rows =
    driver.by === 'text'
      ? sql.join(toArms(bare, index), sql` union all `)
      : setSelect(bare, sql`1 as one`, index);
  return sql`select count(*) as n from (${rows} limit ${limit})`;
}

function toArms(plan: Plan, index: SearchIndex): Select[] {
  const { driver, wanted } = plan;
  return wanted.relevant.flatMap((relevant): Select[] => {
    if (driver.by === 'text') return [textSelect(plan, relevant, driver.expression, index)];
    if (driver.by === 'date') return [armSelect(plan, relevant, null, index)];
    return driver.facet.include.map(value => armSelect(plan, relevant, value, index));
  });
}

function textSelect(
  plan: Plan,
  relevant: Flag,
  expression: string,
  index: SearchIndex,
  ...columns: RawBuilder<unknown>[]
): Select {
  const { wanted } = plan;
  const id = index.id(relevant);
  const conditions = [
    index.matches(relevant, expression),
    ...within(id, wanted.range),
    ...facetChecks(id, wanted.facets, [relevant]),
  ];
  const selected = [sql`${id} as id`, ...columns];
  return sql`select ${sql.join(selected)} from ${index.table(relevant)} where ${all(conditions)}`;
}

/** The ids of one range of a key. */
function armSelect(plan: Plan, relevant: Flag, value: string | null, index: SearchIndex): Select {
  const { table, column } = driving(plan);
  const id = sql.ref(`x.${idColumn(table)}`);
  const conditions: RawBuilder<unknown>[] = [sql`x.relevant = ${relevant}`];
  if (value !== null && column === 'last_day') conditions.unshift(...dayConditions('x', value));
  else if (value !== null) conditions.unshift(sql`${sql.ref(`x.${column}`)} = ${value}`);
  // An item may announce several dates.
  const distinct = column === 'last_day' ? sql`distinct ` : sql``;
  conditions.push(...within(id, plan.wanted.range), ...otherChecks(plan, id, [relevant], index));
  return sql`select ${distinct}${id} as id from ${sql.table(table)} x where ${all(conditions)}`;
}

/** All ids that the driver holds, in no order. */
function setSelect<T>(plan: Plan, selected: RawBuilder<unknown>, index: SearchIndex): RawBuilder<T> {
  const { wanted, driver } = plan;
  const { table, column } = driving(plan);
  const id = sql.ref(`x.${idColumn(table)}`);
  const conditions: RawBuilder<unknown>[] = [];
  if (driver.by === 'facet') {
    conditions.push(holdsOneOf('x', column, driver.facet.include));
  }
  conditions.push(sql`x.relevant in (${sql.join(wanted.relevant)})`);
  conditions.push(...within(id, wanted.range), ...otherChecks(plan, id, wanted.relevant, index));
  return sql`select ${selected} from ${sql.table(table)} x where ${all(conditions)}`;
}

function driving({ driver }: Plan): Pick<Facet, 'table' | 'column'> {
  return driver.by === 'facet' ? driver.facet : { table: 'items', column: 'kind' };
}

/** What the driver does not settle: the other facets, its own exclusions, and words. */
function otherChecks(
  { wanted, driver, text }: Plan,
  id: RawBuilder<unknown>,
  relevant: readonly Flag[],
  index: SearchIndex,
): RawBuilder<boolean>[] {
  const facets = wanted.facets
    .map(facet => (driver.by === 'facet' && facet === driver.facet ? { ...facet, include: [] } : facet))
    .filter(facet => facet.include.length + facet.exclude.length > 0);
  const checks = facetChecks(id, facets, relevant);
  const found = (expression: string) =>
    relevant.map(
      flag =>
        sql`exists (select 1 from ${index.table(flag)} where ${index.matches(flag, expression)} and ${index.id(flag)} = ${id})`,
    );
  if (text.positive !== null) checks.push(sql`(${sql.join(found(text.positive), sql` or `)})`);
  if (text.negative !== null) checks.push(sql`not (${sql.join(found(text.negative), sql` or `)})`);
  return checks;
}
