import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createItemReader } from '../../src/classify/learn/signals.ts';
import { createRequirementWords, tagRequirements } from '../../src/classify/requirements.ts';
import { splitSentences } from '../../src/core/sentences.ts';
import type { Kind } from '../../src/core/types.ts';
import { officialHint, shippedKnowledge } from '../helpers/classify.ts';

const knowledge = shippedKnowledge();
const read = createItemReader(knowledge);
const words = createRequirementWords(knowledge.vocabulary.requirements);

function conditions(text: string, kind: Kind = 'guidance', official = true): string[] {
  const source = official ? officialHint('SFC', 'HK') : null;
  const { scan } = read('Rules on crypto', text, source);
  return tagRequirements({ scan, kind, source, text: splitSentences(text) }, words).map(
    one => `${one.modality}: ${one.text}`,
  );
}

describe('tagRequirements', () => {
  it('reads the items of a list after a sentence of demand', () => {
    assert.deepEqual(
      conditions(
        'Platforms must meet these conditions:\n\n• keep records of each order\n\n(b) report hacks at once\n\nThe rule is new.',
      ),
      ['must: keep records of each order', 'must: report hacks at once'],
    );
    assert.deepEqual(conditions('The goals are:\n\n• growth of the market\n\n• safety for all'), []);
  });

  it('reads what bound parties must, must not and should do, in several languages', () => {
    assert.deepEqual(conditions('Issuers must not pay interest. Firms should test their systems.'), [
      'must-not: Issuers must not pay interest.',
      'should: Firms should test their systems.',
    ]);
    assert.deepEqual(conditions('Die Anbieter müssen Kundengelder getrennt verwahren.'), [
      'must: Die Anbieter müssen Kundengelder getrennt verwahren.',
    ]);
    assert.deepEqual(conditions('Les prestataires doivent obtenir un agrément.'), [
      'must: Les prestataires doivent obtenir un agrément.',
    ]);
    assert.deepEqual(conditions('稳定币发行人必须持有足额储备资产。'), [
      'must: 稳定币发行人必须持有足额储备资产。',
    ]);
  });

  it('leaves opinions, other kinds of items, and "should" of the press alone', () => {
    assert.deepEqual(conditions('Regulators must act now. Exchanges wait.'), []);
    assert.deepEqual(conditions('Exchanges must register.', 'speech'), []);
    assert.deepEqual(conditions('Exchanges should register.', 'rule', false), []);
  });
});
