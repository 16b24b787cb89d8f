import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PositionTag, Stance, Tier } from '../../src/core/types.ts';
import { positionChanges } from '../../src/pipeline/position-changes.ts';
import type { SqliteStore } from '../../src/store/open-store.ts';
import { makeClassification, makeRecord } from '../helpers/make-item.ts';
import { withStore } from '../helpers/temp-store.ts';

function staking(stance: Stance): PositionTag {
  return {
    jurisdiction: 'HK',
    topic: 'staking',
    stance,
    audience: null,
    quote: `Staking is ${stance}.`,
    confidence: 0.9,
    evidence: [{ field: 'text', start: 0, end: 7, text: 'Staking', rule: 'position' }],
  };
}

/** Stores what a source states on a day, as a story of its own, and tells what that changes. */
async function changes(store: SqliteStore, day: string, stance: Stance, tier: Tier = 'official') {
  const record = makeRecord({
    article: { title: `Statement of ${day} (${tier})`, publishedAt: `${day}T08:00:00.000Z` },
    classification: makeClassification({ positions: [staking(stance)] }),
    tier,
  });
  await store.items.insert([record], `${day}T09:00:00.000Z`);
  const item = await store.items.get(record.article.id);
  assert.ok(item);
  return (await positionChanges(store, item)).map(({ stance: now, was, inForce }) => [now, was, inForce]);
}

test('a position is told when it is new or differs, with what was before', () =>
  withStore(async store => {
    assert.deepEqual(await changes(store, '2026-03-01', 'banned'), [['banned', null, undefined]]);
    assert.deepEqual(await changes(store, '2026-04-01', 'banned'), []);
    assert.deepEqual(await changes(store, '2026-05-01', 'conditional'), [
      ['conditional', 'banned', undefined],
    ]);
    assert.deepEqual(await changes(store, '2026-06-01', 'banned', 'press'), []);
  }));

test('considering a change puts the rule in force under review, once, and takes no place of it', () =>
  withStore(async store => {
    await changes(store, '2026-03-01', 'conditional');
    assert.deepEqual(await changes(store, '2026-04-01', 'considering', 'press'), []);
    assert.deepEqual(await changes(store, '2026-05-01', 'considering'), [
      ['considering', null, 'conditional'],
    ]);
    assert.deepEqual(await changes(store, '2026-06-01', 'considering'), []);
    assert.deepEqual(await changes(store, '2026-07-01', 'conditional'), []);
    assert.deepEqual(await changes(store, '2026-08-01', 'banned'), [['banned', 'conditional', undefined]]);
  }));

test('considering is a position where nothing is in force', () =>
  withStore(async store => {
    assert.deepEqual(await changes(store, '2026-03-01', 'considering'), [['considering', null, undefined]]);
    assert.deepEqual(await changes(store, '2026-04-01', 'permitted'), [
      ['permitted', 'considering', undefined],
    ]);
  }));
