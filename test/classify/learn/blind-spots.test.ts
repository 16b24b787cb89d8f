import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withBlindSpots } from '../../../src/classify/learn/blind-spots.ts';
import { type Example, toExample } from '../../../src/classify/learn/examples.ts';
import { createItemReader } from '../../../src/classify/learn/signals.ts';
import { createStem } from '../../../src/classify/learn/stem.ts';
import { createPublisherHints } from '../../../src/classify/publisher-hints.ts';
import { loadSharedKnowledge } from '../../helpers/open-app.ts';

const { knowledge } = loadSharedKnowledge();

function example(id: string): Example {
  const item = {
    id,
    url: null,
    publisher: 'Reuters',
    published: null,
    language: 'en',
    title: 'Regulator proposes rules for staking, custody and lending by stablecoin issuers',
    text: '',
    relevant: true,
    jurisdictions: [],
    mentioned: [],
    topics: ['staking'],
    kind: 'proposal',
    authorities: [],
    stance: {},
    dates: {},
  };
  return toExample(
    item,
    createPublisherHints(knowledge)('Reuters'),
    createItemReader(knowledge),
    createStem(),
  );
}

describe('withBlindSpots', () => {
  const whole = example('x');
  const blind = Array.from({ length: 200 }, (_, at) => withBlindSpots({ ...whole, id: `x${at}` }));

  it('hides about one finding of the vocabulary in five, and the same from rules and words', () => {
    const found = blind.reduce((sum, one) => sum + one.rules.topics.length, 0);
    const share = 1 - found / (whole.rules.topics.length * blind.length);
    assert.ok(share > 0.14 && share < 0.26, String(share));
    for (const one of blind)
      assert.equal(
        one.features.names.includes('topic:staking'),
        one.rules.topics.some(topic => topic.id === 'staking'),
      );
  });

  it('leaves words alone, and hides the same again', () => {
    const words = (one: Example) => one.features.names.filter(name => !name.includes(':'));
    for (const one of blind) assert.deepEqual(words(one), words(whole));
    assert.deepEqual(withBlindSpots(whole), withBlindSpots(whole));
    for (const one of blind) {
      const { names, amounts, fields, starts, ends } = one.features;
      assert.deepEqual(
        [amounts, fields, starts, ends].map(list => list.length),
        new Array(4).fill(names.length),
      );
    }
  });

  it('ranks the kinds anew', () => {
    const firsts = new Set(blind.map(one => one.rules.kinds[0]?.id));
    assert.ok(firsts.has('proposal') && firsts.size > 1);
    for (const one of blind) assert.equal(one.rules.kinds.length, whole.rules.kinds.length);
  });
});
