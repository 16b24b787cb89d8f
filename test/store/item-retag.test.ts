import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Query } from '../../src/core/types.ts';
import { emptyQuery } from '../../src/query/empty-query.ts';
import type { SqliteStore } from '../../src/store/open-store.ts';
import { makeClassification, makeRecord, makeTopic } from '../helpers/make-item.ts';
import { withStore } from '../helpers/temp-store.ts';

const SEEN = '2026-06-01T00:00:00.000Z';

async function found(store: SqliteStore, query: Partial<Query>): Promise<string[]> {
  const { items } = await store.items.search({ ...emptyQuery, ...query }, { limit: 50 });
  return items.map(item => item.title);
}

const only = (value: string) => ({ include: [value], exclude: [] });
const words = (text: string) => [{ text, phrase: false, negated: false }];

describe('retag', () => {
  it('makes an item findable by its new tags only, in its old place and version, and announces nothing', () =>
    withStore(async store => {
      const record = makeRecord({ article: { title: 'About staking' } });
      await store.items.insert([record], SEEN);
      const { upTo } = await store.items.news(0);
      const before = await store.items.get(record.article.id);
      await store.items.retag(
        record.article.id,
        makeClassification({ topics: [makeTopic('tax')], model: 'test-2' }),
      );
      assert.deepEqual(await found(store, { topic: only('staking') }), []);
      assert.deepEqual(await found(store, { topic: only('tax'), terms: words('staking') }), [
        'About staking',
      ]);
      const after = await store.items.get(record.article.id);
      assert.equal(after?.classification.model, 'test-2');
      assert.deepEqual({ ...after, classification: null }, { ...before, classification: null });
      assert.deepEqual((await store.items.news(upTo)).items, []);
      assert.deepEqual(await store.verify(), []);
    }));

  it('moves an item between relevant and the rest, with its words and marks, and back', () =>
    withStore(async store => {
      const record = makeRecord({
        article: { title: 'About staking' },
        classification: { relevant: false },
        historic: true,
      });
      await store.items.insert([record], SEEN);
      const { upTo } = await store.items.news(0);
      assert.deepEqual(await found(store, { terms: words('staking') }), []);
      await store.items.retag(record.article.id, makeClassification({ relevant: true }));
      assert.deepEqual(await found(store, { terms: words('staking'), is: only('historic') }), [
        'About staking',
      ]);
      assert.deepEqual((await store.items.news(upTo)).items, []);
      await store.items.retag(record.article.id, makeClassification({ relevant: false }));
      assert.deepEqual(await found(store, { terms: words('staking') }), []);
      assert.deepEqual(await found(store, { terms: words('staking'), relevant: 'no' }), ['About staking']);
      assert.deepEqual(await store.verify(), []);
    }));

  it('leaves an unknown id alone', () =>
    withStore(async store => {
      await store.items.retag('nobody', makeClassification());
      assert.equal((await store.items.count()).items, 0);
    }));
});

describe('walk', () => {
  it('goes through all items once, newest first, and not before an instant', () =>
    withStore(async store => {
      const dates = [1, 2, 3, 4, 5].map(day => `2026-05-0${day}T08:00:00.000Z`);
      const records = dates.map(publishedAt => makeRecord({ article: { title: publishedAt, publishedAt } }));
      await store.items.insert(records, SEEN);
      const walk = async (since: string | null) => {
        const titles: string[] = [];
        let before: number | null = null;
        for (;;) {
          const part = await store.items.walk({ before, since, limit: 2 });
          if (part.length === 0) return titles;
          titles.push(...part.map(({ item }) => item.title));
          before = part.at(-1)?.place ?? null;
        }
      };
      assert.deepEqual(await walk(null), dates.toReversed());
      assert.deepEqual(await walk('2026-05-04T00:00:00.000Z'), [dates[4], dates[3]]);
    }));
});

describe('verdicts', () => {
  it('keeps every verdict in order, and gives those of one item', () =>
    withStore(async store => {
      const verdict = {
        itemId: 'a',
        what: 'wrong-tag',
        tag: 'topic:tax',
        reason: 'no tax',
        who: 'me',
        at: SEEN,
      } as const;
      await store.verdicts.add([verdict, { ...verdict, itemId: 'b', what: 'irrelevant', tag: null }]);
      await store.verdicts.add([{ ...verdict, reason: null }]);
      assert.equal((await store.verdicts.list()).length, 3);
      assert.deepEqual(await store.verdicts.list('a'), [verdict, { ...verdict, reason: null }]);
      assert.deepEqual(await store.verdicts.list('nobody'), []);
    }));
});
