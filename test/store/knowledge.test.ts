import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FigureTag, PositionTag, Stance, Tier } from '../../src/core/types.ts';
import { createMatrix } from '../../src/pipeline/matrix.ts';
import type { SqliteStore } from '../../src/store/open-store.ts';
import { makeClassification, makeRecord } from '../helpers/make-item.ts';
import { withStore } from '../helpers/temp-store.ts';

const NOW = '2026-01-10T12:00:00.000Z';

function position(stance: Stance, overrides: Partial<PositionTag> = {}): PositionTag {
  return {
    jurisdiction: 'HK',
    topic: 'staking',
    audience: null,
    stance,
    quote: `It is ${stance}.`,
    confidence: 0.8,
    evidence: [],
    ...overrides,
  };
}

function figure(value: number): FigureTag {
  return {
    what: 'licences-granted',
    value,
    unit: null,
    authority: 'SFC',
    quote: `${value} licences.`,
    evidence: [],
  };
}

async function put(
  store: SqliteStore,
  day: string,
  tier: Tier,
  positions: readonly PositionTag[],
  figures: readonly FigureTag[] = [],
): Promise<string> {
  const record = makeRecord({
    article: {
      title: `Item of ${day} by ${tier} on ${positions.map(one => one.stance)}`,
      publishedAt: `${day}T08:00:00.000Z`,
    },
    tier,
    classification: { positions, figures },
  });
  await store.items.insert([record], NOW);
  return record.article.id;
}

function matrixOf(store: SqliteStore) {
  return createMatrix({ store, clock: () => new Date(NOW) });
}

describe('the matrix', () => {
  it('takes the newest of the best sources as of a day, and keeps the history', () =>
    withStore(async store => {
      await put(store, '2023-01-05', 'official', [position('banned')]);
      const rule = await put(store, '2025-04-07', 'official', [position('conditional')]);
      await put(store, '2025-05-01', 'press', [position('conditional')]);
      const matrix = matrixOf(store);
      const now = await matrix.positionMatrix({ topics: ['staking'], history: true });
      assert.deepEqual(
        now.cells.map(cell => [
          cell.jurisdiction,
          cell.topic,
          cell.stance,
          cell.itemId,
          cell.date,
          cell.tier,
          cell.conflicts.length,
        ]),
        [['HK', 'staking', 'conditional', rule, '2025-04-07', 'official', 0]],
      );
      assert.deepEqual(
        now.cells[0]?.history.map(one => one.stance),
        ['conditional', 'banned'],
      );
      const before = await matrix.positionMatrix({ asOf: '2025-04-06' });
      assert.deepEqual(
        before.cells.map(cell => cell.stance),
        ['banned'],
      );
      assert.deepEqual(
        (await matrix.positionMatrix({ asOf: '2025-04-07' })).cells.map(cell => cell.stance),
        ['conditional'],
      );
      assert.deepEqual((await matrix.positionMatrix({ asOf: '2022-01-01' })).cells, []);
      assert.equal((await matrix.positionHistory('hk', 'staking')).length, 3);
    }));

  it('shows a later press report beside the rule that it contradicts, and never in its place', () =>
    withStore(async store => {
      await put(store, '2025-04-07', 'official', [position('conditional')]);
      await put(store, '2025-09-01', 'press', [
        position('banned'),
        position('banned', { audience: 'retail' }),
      ]);
      const { cells } = await matrixOf(store).positionMatrix({ jurisdictions: ['HK'] });
      assert.deepEqual(
        cells.map(cell => [
          cell.audience,
          cell.stance,
          cell.conflicts.map(one => `${one.tier} ${one.stance}`),
        ]),
        [
          [null, 'conditional', ['press banned']],
          ['retail', 'banned', []],
        ],
      );
    }));

  it('keeps a rule in force while a change of it is considered, and says so', () =>
    withStore(async store => {
      await put(store, '2024-06-01', 'official', [position('considering')]);
      await put(store, '2025-04-07', 'official', [position('conditional')]);
      const matrix = matrixOf(store);
      const said = async (asOf?: string) =>
        (await matrix.positionMatrix(asOf === undefined ? {} : { asOf })).cells.map(cell => [
          cell.stance,
          cell.underReview?.date ?? null,
          cell.conflicts.length,
        ]);
      assert.deepEqual(await said(), [['conditional', null, 0]]);
      await put(store, '2025-09-01', 'official', [position('considering')]);
      await put(store, '2025-10-01', 'press', [position('considering')]);
      assert.deepEqual(await said(), [['conditional', '2025-10-01', 0]]);
      assert.deepEqual(await said('2025-09-02'), [['conditional', '2025-09-01', 0]]);
      assert.deepEqual(await said('2025-01-01'), [['considering', null, 0]]);
      await put(store, '2025-12-01', 'official', [position('permitted')]);
      assert.deepEqual(await said(), [['permitted', null, 0]]);
    }));

  it('calls equal sources of one quarter a conflict, and older ones replaced', () =>
    withStore(async store => {
      await put(store, '2025-01-01', 'press', [position('permitted')]);
      await put(store, '2025-07-01', 'press', [position('restricted')]);
      await put(store, '2025-08-01', 'press', [position('banned')]);
      const { cells } = await matrixOf(store).positionMatrix({});
      assert.deepEqual(
        cells.map(cell => [cell.stance, cell.conflicts.map(one => one.stance)]),
        [['banned', ['restricted']]],
      );
    }));

  it('follows tags that are given anew, and forgets those of an item that has them no more', () =>
    withStore(async store => {
      const id = await put(store, '2025-04-07', 'official', [position('banned')], [figure(9)]);
      await store.items.retag(id, makeClassification({ positions: [position('permitted')], figures: [] }));
      const matrix = matrixOf(store);
      assert.deepEqual(
        (await matrix.positionMatrix({})).cells.map(cell => cell.stance),
        ['permitted'],
      );
      assert.deepEqual(await matrix.figures({}), []);
      await store.items.retag(id, makeClassification());
      assert.deepEqual((await matrix.positionMatrix({})).cells, []);
    }));

  it('gives figures as a series, newest first', () =>
    withStore(async store => {
      await put(store, '2025-02-19', 'press', [], [figure(9)]);
      await put(store, '2025-06-01', 'official', [], [figure(11)]);
      const matrix = matrixOf(store);
      const series = await matrix.figures({ authority: 'SFC', what: 'licences-granted' });
      assert.deepEqual(
        series.map(one => [one.date, one.value, one.unit]),
        [
          ['2025-06-01', 11, null],
          ['2025-02-19', 9, null],
        ],
      );
      assert.deepEqual(
        (await matrix.figures({ authority: 'SFC', asOf: '2025-03-01' })).map(one => one.value),
        [9],
      );
      assert.deepEqual(await matrix.figures({ authority: 'MAS' }), []);
    }));

  it('says which topic, jurisdiction or day is none', () =>
    withStore(async store => {
      const matrix = matrixOf(store);
      await assert.rejects(matrix.positionMatrix({ topics: ['steaking'] }), /"steaking" is no topic/);
      await assert.rejects(matrix.positionMatrix({ jurisdictions: ['Hong Kong'] }), /is no jurisdiction/);
      await assert.rejects(matrix.positionMatrix({ asOf: '2025-02-31' }), /is no day/);
      await assert.rejects(matrix.positionMatrix({ asOf: 'tomorrow' }), /is no day/);
    }));
});
