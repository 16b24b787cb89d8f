import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createClassifier } from '../../src/classify/create-classifier.ts';
import { evaluate } from '../../src/classify/evaluate.ts';
import { parseLabelledItems } from '../../src/classify/labelled-items.ts';
import { createAuthorityNames, createPublisherHints } from '../../src/classify/publisher-hints.ts';
import { shippedKnowledge } from '../helpers/classify.ts';

const LINES = [
  '{"id":"a","publisher":"Reuters","title":"FCA fines crypto exchange","relevant":true,"jurisdictions":["GB"],"topics":[],"kind":"enforcement","authorities":["Financial Conduct Authority"]}',
  'not json',
  '{"id":"b","title":"Bitcoin price rallies","relevant":false}',
  '{"id":"c","relevant":"yes"}',
  '{"id":"d","publisher":"Reuters","title":"Kenya taxes crypto","relevant":true,"jurisdictions":["TZ"],"topics":["tax","mining"],"kind":"court","authorities":[]}',
].join('\n');

describe('parseLabelledItems', () => {
  it('reads what it can and tells which lines it could not read', () => {
    const { value, notes } = parseLabelledItems(LINES);
    assert.deepEqual(
      value.map(item => item.id),
      ['a', 'b', 'd'],
    );
    assert.deepEqual(
      notes.map(note => note.item),
      [2, 4],
    );
  });
});

describe('evaluate', () => {
  const knowledge = shippedKnowledge();

  it('counts hits, extras and misses over the relevant items', () => {
    const { value } = parseLabelledItems(LINES);
    const result = evaluate(value, createClassifier(knowledge), knowledge);
    assert.equal(result.n, 3);
    assert.deepEqual(result.relevance, { precision: 1, recall: 1, f1: 1, support: 2 });
    assert.deepEqual(result.jurisdictions.primary, { precision: 0.5, recall: 0.5, f1: 0.5, support: 2 });
    assert.equal(result.topics.per.tax?.f1, 1);
    assert.equal(result.topics.per.mining?.recall, 0);
    assert.equal(result.kind.accuracy, 0.5);
    assert.equal(result.authorities.f1, 1);
    assert.equal(
      result.calibration.bins.reduce((sum, bin) => sum + bin.n, 0),
      3,
    );
    assert.equal(result.errors[0]?.id, 'd');
  });

  it('is all zero over nothing', () => {
    const result = evaluate([], createClassifier(knowledge), knowledge);
    assert.equal(result.relevance.f1, 0);
    assert.equal(result.kind.accuracy, 0);
  });
});

describe('createPublisherHints', () => {
  const knowledge = shippedKnowledge();
  const hint = createPublisherHints(knowledge);

  it('knows authorities, gazettes, crypto press and everybody else', () => {
    assert.deepEqual([hint('ESMA').tier, hint('ESMA').jurisdiction], ['official', 'EU']);
    assert.deepEqual([hint('SEC Nigeria').authority, hint('SEC Nigeria').jurisdiction], ['SEC@NG', 'NG']);
    assert.equal(hint('FATF').tier, 'standard-setter');
    assert.deepEqual([hint('Federal Register').tier, hint('Federal Register').authority], ['official', null]);
    assert.deepEqual([hint('CoinDesk').tier, hint('CoinDesk').cryptoOnly], ['press', true]);
    assert.deepEqual([hint('The Daily Planet').tier, hint('The Daily Planet').cryptoOnly], ['press', false]);
  });

  it('maps every form of a name to one', () => {
    const name = createAuthorityNames(knowledge.taxonomy);
    assert.equal(name('Financial Conduct Authority'), 'FCA');
    assert.equal(name('FCA'), 'FCA');
    assert.equal(name('Nobody At All'), 'Nobody At All');
  });
});
