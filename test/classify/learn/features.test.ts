import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readFeatures } from '../../../src/classify/learn/features.ts';
import { createItemReader } from '../../../src/classify/learn/signals.ts';
import { createStem } from '../../../src/classify/learn/stem.ts';
import { officialHint } from '../../helpers/classify.ts';
import { loadSharedKnowledge } from '../../helpers/open-app.ts';

const { knowledge } = loadSharedKnowledge();
const read = createItemReader(knowledge);
const stem = createStem();
const of = (title: string, text = '', source: Parameters<typeof read>[2] = null) =>
  readFeatures(read(title, text, source).scan, source, stem);

function amount(features: ReturnType<typeof of>, name: string): number {
  return features.amounts[features.names.indexOf(name)] ?? 0;
}

describe('readFeatures', () => {
  it('names words by their stem, in pairs, and by what phrases stand for', () => {
    const features = of('FCA proposes staking rules in 2026');
    for (const name of ['propos', 'stake', 'rule', 'propos stake', '<authority>|propos', '^<authority>'])
      assert.ok(features.names.includes(name), `${name} in ${features.names.join(', ')}`);
    assert.ok(features.names.includes('topic:staking'));
    assert.ok(features.names.includes('source:title-only'));
    assert.deepEqual(
      features.names.filter(name => of('SEC proposes staking rules in 2019').names.includes(name)).length,
      features.names.length - ['fca', 'fca propos', '2026', 'in 2026'].length,
      'what one authority teaches serves for all',
    );
  });

  it('counts a word of the text half, and forgets what lies far down', () => {
    const features = of('Bank speaks', `Custody is discussed. ${'Nothing more. '.repeat(60)}Zebra.`);
    assert.equal(amount(features, 'bank'), 1);
    assert.equal(amount(features, 'discuss'), 0.5);
    assert.equal(amount(features, 'noth'), 2);
    assert.equal(amount(features, 'zebra'), 0);
  });

  it('takes pairs of characters where words are not parted', () => {
    assert.ok(of('證監會就質押服務發出指引').names.includes('質 押'));
  });

  it('says who publishes', () => {
    const features = of('Warning', '', officialHint('FCA', 'GB'));
    assert.ok(features.names.includes('source:official'));
    assert.ok(features.names.includes('source:regulator'));
  });

  it('points to the words in the original, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.string({ maxLength: 200 }),
        (title, text) => {
          const features = of(title, text);
          features.fields.forEach((field, slot) => {
            if (field === null) return;
            const source = field === 'title' ? title : text;
            const [start, end] = [features.starts[slot] ?? -1, features.ends[slot] ?? -1];
            assert.ok(
              start >= 0 && start < end && end <= source.length,
              `${start} ${end} in ${source.length}`,
            );
          });
          assert.ok(features.length > 0 && Number.isFinite(features.length));
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('createStem', () => {
  it('stems English words and only takes plurals off others', () => {
    assert.deepEqual(
      ['regulations', 'regulated', 'staking', 'régulation', 'x'.repeat(60), 'квоты'].map(stem),
      ['regul', 'regul', 'stake', 'régulation', 'x'.repeat(60), 'квоты'],
    );
  });
});
