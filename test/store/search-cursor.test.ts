import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '../../src/core/errors.ts';
import type { Query } from '../../src/core/types.ts';
import { emptyQuery } from '../../src/query/empty-query.ts';
import type { SqliteStore } from '../../src/store/open-store.ts';
import { makeRecord } from '../helpers/make-item.ts';
import { withStore } from '../helpers/temp-store.ts';

const SEEN = '2025-05-01T00:00:00.000Z';
const day = (index: number) => new Date(Date.UTC(2025, 3, 1 + index)).toISOString();

const add = (store: SqliteStore, index: number) =>
  store.items.insert(
    [
      makeRecord({
        article: { title: `Staking notice number ${index} of the year`, publishedAt: day(index) },
      }),
    ],
    SEEN,
  );

async function walk(
  store: SqliteStore,
  query: Query,
  between: () => Promise<void> = async () => undefined,
): Promise<readonly string[]> {
  const titles: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.items.search(query, { limit: 3, ...(cursor === undefined ? {} : { cursor }) });
    titles.push(...page.items.map(item => item.title));
    cursor = page.next ?? undefined;
    await between();
  } while (cursor !== undefined);
  return titles;
}

describe('search by cursor', () => {
  for (const sort of ['new', 'old', 'rank'] as const)
    for (const words of [[], ['staking']])
      it(`gives every item once, sorted ${sort}${words.length > 0 ? ', with words' : ''}`, async () => {
        await withStore(async store => {
          for (let index = 0; index < 8; index++) await add(store, index);
          const terms = words.map(text => ({ text, phrase: false, negated: false }));
          const query = { ...emptyQuery, terms, sort };
          const all = await store.items.search(query, { limit: 100 });
          assert.deepEqual(
            await walk(store, query),
            all.items.map(item => item.title),
          );
          assert.equal(all.next, null);
        });
      });

  it('neither repeats nor skips an item when newer ones come in between pages', async () => {
    await withStore(async store => {
      for (let index = 0; index < 8; index++) await add(store, index);
      let more = 20;
      const titles = await walk(store, emptyQuery, async () => void (await add(store, more++)));
      assert.equal(titles.length, 8);
      assert.equal(new Set(titles).size, 8);
    });
  });

  it('counts all matches on every page', async () => {
    await withStore(async store => {
      for (let index = 0; index < 8; index++) await add(store, index);
      const first = await store.items.search(emptyQuery, { limit: 3 });
      const second = await store.items.search(emptyQuery, { limit: 30, cursor: first.next ?? '' });
      assert.deepEqual([first.total, second.total, second.items.length], [8, 8, 5]);
    });
  });

  it('refuses a cursor that no page gave', async () => {
    await withStore(async store => {
      await add(store, 0);
      for (const cursor of ['', 'after-', 'after-zzzz', 'at-3', "after-' or 1=1", 'x'.repeat(500)])
        await assert.rejects(
          store.items.search(emptyQuery, { limit: 3, cursor }),
          (error: unknown) => error instanceof AppError && error.code === 'cursor',
        );
    });
  });
});
