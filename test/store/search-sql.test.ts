import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import Database from 'better-sqlite3';
import { Kysely, sql } from 'kysely';
import type { Query } from '../../src/core/types.ts';
import { emptyQuery } from '../../src/query/empty-query.ts';
import { planSearch } from '../../src/store/item-search.ts';
import type { Tables } from '../../src/store/schema.ts';
import { countSql, pageSql } from '../../src/store/search-sql.ts';
import { createSqliteSearch } from '../../src/store/search-sqlite.ts';
import { createSqliteDialect } from '../../src/store/sqlite-dialect.ts';
import { makeRecord } from '../helpers/make-item.ts';
import { withStore } from '../helpers/temp-store.ts';

const only = (...include: string[]) => ({ include, exclude: [] });
const staking = { text: 'staking', phrase: false, negated: false };
const since = '2025-01-01T00:00:00.000Z';

/** The main shapes of a query, and what each walks along. */
const SHAPES: readonly (readonly [string, Partial<Query>, RegExp])[] = [
  ['everything relevant', {}, /items_relevant/],
  ['everything', { relevant: 'any' }, /MERGE/],
  ['the last month', { since }, /items_relevant \(relevant=\? AND id>\?\)/],
  ['a word', { terms: [staking] }, /search_relevant VIRTUAL TABLE/],
  [
    'a word in a window',
    { terms: [staking], since, until: '2025-02-01T00:00:00.000Z' },
    /VIRTUAL TABLE INDEX \d+:.*[<>]/,
  ],
  ['a word, relevant or not', { terms: [staking], relevant: 'any' }, /MERGE/],
  ['a place', { jurisdiction: only('HK') }, /x USING PRIMARY KEY \(code=\? AND relevant=\?/],
  ['two places', { jurisdiction: only('HK', 'SG') }, /MERGE/],
  [
    'a place and a topic in a window',
    { jurisdiction: only('HK'), topic: only('staking'), since },
    /x USING PRIMARY KEY/,
  ],
  ['a kind', { kind: only('rule', 'guidance') }, /items_kind/],
  ['a source', { source: only('hk/*') }, /items_source/],
  ['a position', { position: only('HK:staking:conditional') }, /x USING (?:COVERING INDEX|PRIMARY KEY)/],
  ['a firm', { firm: only('binance') }, /x USING PRIMARY KEY \(code=\? AND relevant=\?/],
  ['a kind of date', { deadline: only('effective') }, /x USING PRIMARY KEY \(code=\? AND relevant=\?/],
  ['any date', { deadline: only('any') }, /MERGE/],
  ['unconfirmed', { is: only('unconfirmed') }, /x USING PRIMARY KEY/],
  ['a word and a place', { terms: [staking], jurisdiction: only('HK') }, /VIRTUAL TABLE/],
  ['without a word', { terms: [{ ...staking, negated: true }] }, /items_relevant/],
];

describe('the SQL of a search', () => {
  for (const [name, query, walks] of SHAPES) {
    it(`reads ${name} along a key: no sorting, no full scan`, () =>
      withStore(async (store, file) => {
        await store.items.insert([makeRecord()], '2025-04-07T09:00:00.000Z');
        const database = new Database(file);
        try {
          const db = new Kysely<Tables>({
            dialect: createSqliteDialect({ database, file, busyTimeoutMs: 100 }),
          });
          const index = createSqliteSearch();
          const plan = await planSearch(db, { ...emptyQuery, ...query }, index);
          assert.ok(plan !== null);
          const page = { order: 'desc' as const, limit: 20, offset: 0 };
          for (const statement of [pageSql(plan, page, index), countSql(plan, index)]) {
            const { rows } = await sql<{ detail: string }>`explain query plan ${statement}`.execute(db);
            const steps = rows.map(row => row.detail).join('\n');
            assert.doesNotMatch(steps, /TEMP B-TREE FOR ORDER BY/, steps);
            assert.doesNotMatch(steps, /SCAN (x|i|l)\b/, steps);
          }
          const { rows } = await sql<{
            detail: string;
          }>`explain query plan ${pageSql(plan, page, index)}`.execute(db);
          assert.match(rows.map(row => row.detail).join('\n'), walks);
        } finally {
          database.close();
        }
      }));
  }
});
