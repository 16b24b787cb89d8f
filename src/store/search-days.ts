import { type RawBuilder, sql } from 'kysely';

/**
 * Conditions of a "deadline:" value on the rows of item_dates: a kind, days "2026-11-22..2026-12-22" (either end may be open), or a kind
 * with days, "compliance:..2026-12-31".
 */
export function dayConditions(alias: string, value: string): RawBuilder<unknown>[] {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  const [, kind, from, to] = /^(?:([a-z_]+?)(?=:|$))?:?(?:(.*?)\.\.(.*))?$/.exec(value) ?? [];
  const conditions: RawBuilder<unknown>[] = [];
  if (kind !== undefined) conditions.push(sql`${column('code')} = ${kind}`);
  if (from !== undefined && from !== '') conditions.push(sql`${column('last_day')} >= ${from}`);
  if (to !== undefined && to !== '') conditions.push(sql`${column('last_day')} <= ${to}`);
  return conditions;
}
