import { sql } from 'kysely';
import type { TermQuery } from '../core/ports.ts';
import { firstIdOf, secondOf } from './item-ids.ts';
import type { Db } from './schema.ts';

/** A term as it is indexed: a 48-bit hash (two multiplicative hashes of 32 bits). Two terms that meet cost a comparison, nothing else. */
export function termKey(term: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < term.length; index++) {
    const code = term.charCodeAt(index);
    high = Math.imul(high ^ code, 0x9e3779b1);
    low = Math.imul(low ^ code, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return (high & 0xffff) * 2 ** 32 + (low >>> 0);
}

/** Index rows in one statement whose text never changes: thousands of bound values take longer to compile than to run. */
export async function insertTerms(
  tx: Db,
  rows: readonly (readonly [key: number, itemId: number])[],
): Promise<void> {
  if (rows.length === 0) return;
  const sorted = rows.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  await sql`insert or ignore into story_terms (key, item_id)
    select value ->> 0, value ->> 1 from json_each(${JSON.stringify(sorted)})`.execute(tx);
}

/** Moves the index rows of an item that got another id. */
export async function moveTerms(tx: Db, from: number, to: number): Promise<void> {
  await sql`update or replace story_terms set item_id = ${to} where item_id = ${from}
    and key in (select value from story_signs s, json_each(s.keys) where s.item_id in (${from}, ${to}))`.execute(
    tx,
  );
}

/**
 * Row ids of the newest items that carry each term within its span of dates, at most `limit` each: one range of the index per term, so
 * the cost does not grow with how common a term is or how much is stored.
 */
export async function selectWithTerms(
  db: Db,
  queries: readonly TermQuery[],
  limit: number,
): Promise<number[][]> {
  if (queries.length === 0) return [];
  // Queries of one item share their span: dates are read once for all of them.
  const seconds = new Map<string, number>();
  const second = (instant: string) => {
    const known = seconds.get(instant) ?? Math.floor(Date.parse(instant) / 1000);
    seconds.set(instant, known);
    return known;
  };
  const asked = queries.map(({ term, from, to }) => [
    termKey(term),
    firstIdOf(second(from)),
    firstIdOf(second(to) + 1) - 1,
  ]);
  const { rows } = await sql<{ ids: string }>`select (
      select json_group_array(item_id) from (
        select t.item_id from story_terms t
        where t.key = q.value ->> 0 and t.item_id between q.value ->> 1 and q.value ->> 2
        order by t.item_id desc limit ${limit}
      )
    ) as ids from json_each(${JSON.stringify(asked)}) q order by q.key`.execute(db);
  return rows.map(row => JSON.parse(row.ids));
}

/** The date of a row id (ISO 8601). */
export function instantOf(id: number): string {
  return new Date(secondOf(id) * 1000).toISOString();
}
