import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChangeCount, differences } from '../../src/pipeline/decision-changes.ts';
import { makeClassification, makeStored } from '../helpers/make-item.ts';

const position = {
  jurisdiction: 'HK',
  topic: 'staking',
  audience: 'retail',
  stance: 'banned',
  quote: 'No staking.',
  confidence: 0.8,
  evidence: [],
} as const;
const date = {
  kind: 'effective',
  date: '2026-07-01',
  quote: 'From 1 July.',
  confidence: 0.9,
  evidence: [],
} as const;
const firm = { kind: 'firm', id: 'norvane', name: 'Norvane', lei: null, score: 0.9, evidence: [] } as const;

test('other positions, dates and firms are changes; other scores and words are none', () => {
  const before = makeClassification({ positions: [position], dates: [date] });
  const after = makeClassification({
    positions: [
      { ...position, stance: 'conditional', audience: null },
      { ...position, stance: 'conditional', audience: null, quote: 'Said twice.' },
    ],
    dates: [{ ...date, date: '2026-08-01' }],
    entities: [firm],
  });
  assert.deepEqual(differences(before, after), [
    'positions: +HK:staking:conditional -HK:staking:banned:retail',
    'dates: +effective:2026-08-01 -effective:2026-07-01',
    'entities: +firm:norvane',
  ]);
  const surer = makeClassification({
    positions: [{ ...position, confidence: 0.95, quote: 'None.' }],
    dates: [date],
  });
  assert.deepEqual(differences(before, surer), []);
});

test('they count', () => {
  const count = createChangeCount();
  const item = makeStored({ classification: { dates: [date] } });
  count.add(item, makeClassification({ dates: [date] }));
  count.add(item, makeClassification({ dates: [date], entities: [firm] }));
  const { compared, changed, examples } = count.total();
  assert.deepEqual([compared, changed], [2, 1]);
  assert.deepEqual(examples[0]?.differences, ['entities: +firm:norvane']);
});
