import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createClassifier } from '../../src/classify/create-classifier.ts';
import type { SourceHint } from '../../src/core/types.ts';
import { headlineClassifier, shippedKnowledge } from '../helpers/classify.ts';

const REGISTER: SourceHint = {
  id: 'eu/esma/casps',
  authority: 'ESMA@EU',
  jurisdiction: 'EU',
  tier: 'official',
  type: 'register',
  cryptoOnly: true,
};

describe('kinds', () => {
  const knowledge = { ...shippedKnowledge(), model: null };
  const classify = headlineClassifier(knowledge);
  const classifier = createClassifier(knowledge);
  const ofRow = (title: string) =>
    classifier.classify({
      title,
      text: 'Home member state Malta.',
      url: null,
      publishedAt: null,
      language: 'en',
      source: REGISTER,
    }).kind;

  it('a row of a licence register is a licence decision, a named offender a warning', () => {
    assert.equal(ofRow('Blue Harbour: crypto-asset service provider under MiCA').id, 'licence-decision');
    const named = ofRow('Blue Harbour: named as non-compliant crypto-asset service provider');
    assert.equal(named.id, 'warning');
    assert.equal(named.evidence[0]?.text, 'non-compliant');
  });

  it('words after a person of a body and a colon are a speech', () => {
    for (const title of [
      "FDIC's Hall: tokenised deposits are deposits",
      'Governor Moss: bitcoin has no place in our reserves',
    ])
      assert.equal(classify(title).kind.id, 'speech', title);
  });

  it('a character inside another word is no verb', () => {
    const kind = classify('金管會就虛擬資產業者開罰120萬').kind;
    assert.equal(kind.id, 'enforcement');
  });
});
