import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { emptyQuery } from '../../src/query/empty-query.ts';
import { makeJurisdiction, makeRecord, makeTopic } from '../helpers/make-item.ts';
import { withStore } from '../helpers/temp-store.ts';

const record = (title: string, at: string, more: Parameters<typeof makeRecord>[0] = {}) =>
  makeRecord({ ...more, article: { title, publishedAt: at, ...more.article } });

describe('statistics', () => {
  it('counts relevant items by span, by topic and by place', () =>
    withStore(async store => {
      const tags = { jurisdictions: [makeJurisdiction('US'), makeJurisdiction('HK', 'mentioned')] };
      await store.items.insert(
        [
          record('first', '2026-01-05T00:00:00.000Z'),
          record('second', '2026-01-11T23:59:59.000Z'),
          record('third', '2026-01-12T00:00:00.000Z', {
            classification: { ...tags, topics: [makeTopic('tax')] },
          }),
          record('left out', '2026-01-13T00:00:00.000Z', { classification: { relevant: false } }),
        ],
        '2026-01-14T00:00:00.000Z',
      );
      const spans = [
        { since: '2026-01-05T00:00:00.000Z', until: '2026-01-12T00:00:00.000Z' },
        { since: '2026-01-12T00:00:00.000Z', until: '2026-01-19T00:00:00.000Z' },
        { since: '2026-01-19T00:00:00.000Z', until: '2026-01-26T00:00:00.000Z' },
      ];
      const { statistics } = store;
      assert.deepEqual(await statistics.perSpan(spans, null), [2, 1, 0]);
      assert.deepEqual(await statistics.perSpan(spans, { jurisdiction: 'HK' }), [2, 1, 0]);
      assert.deepEqual(await statistics.perSpan(spans, { jurisdiction: 'US' }), [0, 1, 0]);
      assert.deepEqual(await statistics.perSpan(spans, { topic: 'tax' }), [0, 1, 0]);
      const topics = await statistics.topicsPerSpan(spans);
      assert.deepEqual(Object.fromEntries(topics[0] ?? []), { licenses: 2, staking: 2 });
      assert.deepEqual(Object.fromEntries(topics[1] ?? []), { tax: 1 });
      assert.deepEqual(await statistics.heat('2026-01-12T00:00:00.000Z'), [
        { jurisdiction: 'US', topic: 'tax', items: 1 },
      ]);
      const facets = await statistics.facets(emptyQuery, 100);
      assert.equal(facets.counted, 3);
      assert.deepEqual(facets.jurisdictions, [
        { value: 'HK', items: 3 },
        { value: 'US', items: 1 },
      ]);
      assert.deepEqual(facets.topics.at(-1), { value: 'tax', items: 1 });
      assert.equal((await statistics.facets(emptyQuery, 1)).topics.length, 1);
    }));

  it('tells how long the press took, by exact times only', () =>
    withStore(async store => {
      const story = (id: string) => ({ storyId: id, relation: 'new' as const });
      const press = { sourceId: 'media/x/news' };
      await store.items.insert(
        [
          record('said', '2026-01-05T10:00:00.000Z', { placement: story('one') }),
          record('told', '2026-01-05T10:45:00.000Z', {
            placement: story('one'),
            tier: 'press',
            article: press,
          }),
          record('told again', '2026-01-05T12:00:00.000Z', {
            placement: story('one'),
            tier: 'press',
            article: press,
          }),
          record('said of a day', '2026-01-06T00:00:00.000Z', {
            placement: story('two'),
            article: { datePrecision: 'day' },
          }),
          record('told too', '2026-01-06T12:00:00.000Z', {
            placement: story('two'),
            tier: 'press',
            article: press,
          }),
          record('rumour', '2026-01-07T12:00:00.000Z', {
            placement: story('three'),
            tier: 'press',
            article: press,
          }),
        ],
        '2026-01-08T00:00:00.000Z',
      );
      assert.deepEqual(await store.statistics.lags('2026-01-01T00:00:00.000Z', 100), [
        { storyId: 'one', at: '2026-01-05T10:00:00.000Z', minutes: 45 },
      ]);
      assert.deepEqual(await store.statistics.lags('2027-01-01T00:00:00.000Z', 100), []);
    }));

  it('has nothing to say of nothing', () =>
    withStore(async ({ statistics }) => {
      assert.deepEqual(await statistics.heat('2026-01-01T00:00:00.000Z'), []);
      assert.deepEqual(await statistics.perSpan([], null), []);
      assert.equal((await statistics.facets(emptyQuery, 10)).counted, 0);
    }));
});
