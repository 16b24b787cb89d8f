import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createClassifier } from '../../src/classify/create-classifier.ts';
import type { LearnedModel } from '../../src/classify/learn/learned-model.ts';
import type { Classification, Evidence } from '../../src/core/types.ts';
import { headlineClassifier, officialHint, shippedKnowledge } from '../helpers/classify.ts';

const SEEDS = join(import.meta.dirname, '..', '..', '..', 'shared', 'seeds');

function evidenceOf(tags: Classification): Evidence[] {
  return [
    ...tags.relevanceEvidence,
    ...tags.jurisdictions.flatMap(tag => tag.evidence),
    ...tags.topics.flatMap(tag => tag.evidence),
    ...tags.nearMisses.flatMap(tag => tag.evidence),
    ...tags.kind.evidence,
    ...tags.authorities.flatMap(tag => tag.evidence),
  ];
}

function codes(tags: Classification, role: 'primary' | 'mentioned'): string[] {
  return tags.jurisdictions.filter(tag => tag.role === role).map(tag => tag.code);
}

describe('createClassifier', () => {
  const knowledge = shippedKnowledge();
  const classify = headlineClassifier(knowledge);

  it('gives every tag with the words it was read from', () => {
    const title = 'Kenya’s Central Bank Fines Exchange for Staking Without a Licence';
    const text = 'The Central Bank of Kenya said the exchange had ignored anti-money laundering rules.';
    const tags = classify(title, { text });
    assert.equal(tags.relevant, true);
    assert.deepEqual(codes(tags, 'primary'), ['KE']);
    assert.deepEqual(
      tags.authorities.map(tag => tag.name),
      ['CBK'],
    );
    assert.equal(tags.kind.id, 'enforcement');
    const topics = tags.topics.map(tag => tag.id);
    for (const topic of ['staking', 'licenses', 'aml'] as const) assert.ok(topics.includes(topic), topic);
    for (const tag of [...tags.jurisdictions, ...tags.topics, ...tags.authorities])
      assert.ok(tag.evidence.length > 0);
    for (const one of evidenceOf(tags)) {
      const field = one.field === 'title' ? title : text;
      assert.equal(field.slice(one.start, one.end), one.text);
    }
  });

  it('quotes the original wherever evidence points, in any text', () => {
    const pieces = fc.constantFrom(
      'ＳＥＣ',
      'régulateur',
      '香港证监会',
      '稳定币',
      'U.S.',
      'crypto-assets',
      '스테이블코인',
      'İstanbul',
      '🔴',
      'ban',
      'e\u0301tude',
      '\n\n',
      'staking.',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), fc.array(pieces, { maxLength: 12 }), (head, body) => {
        const title = head.join(' ');
        const text = body.join(' ');
        for (const one of evidenceOf(classify(title, { text }))) {
          const field = one.field === 'title' ? title : text;
          assert.equal(field.slice(one.start, one.end), one.text);
        }
      }),
    );
  });

  it('gives the same tags for the same words', () => {
    const title = 'FCA consults on rules for crypto lending';
    assert.deepEqual(classify(title), classify(title));
  });

  it('takes hostile input without failing', () => {
    for (const title of [
      '',
      ' ',
      'a'.repeat(5000),
      'SEC '.repeat(1200),
      '\ud800 crypto ban',
      '💥'.repeat(900),
    ])
      assert.equal(typeof classify(title, { text: title.repeat(3) }).relevance, 'number');
  });

  it('says what an item that was left out lacked', () => {
    const tags = classify('Central bank raises interest rates');
    assert.equal(tags.relevant, false);
    assert.ok(tags.missing.includes('no crypto-asset term'));
    assert.deepEqual(classify('Parliament passes law on crypto exchanges').missing, []);
  });

  it('lets a learned model decide, and names it in its version', () => {
    const model: LearnedModel = {
      version: 'test-1',
      judge: ({ rules }) => ({
        relevance: 0.7,
        relevanceThreshold: 0.6,
        relevanceEvidence: rules.relevance.evidence,
        missing: [],
        topics: [{ id: 'mining', score: 0.8, threshold: 0.5, evidence: [] }],
        nearMisses: [],
        kind: { id: 'speech', score: 0.9, evidence: [] },
      }),
    };
    const learned = createClassifier({ ...knowledge, model });
    const tags = learned.classify({
      title: 'Regulator speaks',
      text: '',
      url: null,
      publishedAt: null,
      language: 'en',
      source: null,
    });
    assert.deepEqual([tags.relevant, tags.topics[0]?.id, tags.kind.id], [true, 'mining', 'speech']);
    assert.ok(learned.version.endsWith('+test-1'));
  });

  describe('whose law it is', () => {
    const primary = (title: string): string[] => codes(classify(title), 'primary').sort();

    it('puts who acts before who is named', () => {
      const tags = classify('Hong Kong lets exchanges offer staking, unlike Singapore');
      assert.deepEqual(codes(tags, 'primary'), ['HK']);
      assert.deepEqual(codes(tags, 'mentioned'), ['SG']);
    });

    it('names two that act together', () => {
      assert.deepEqual(primary('Singapore and Japan agree on rules for stablecoins'), ['JP', 'SG']);
    });

    it('gives a licence under EU law to the state that granted it', () => {
      const tags = classify('Malta grants exchange a MiCA licence');
      assert.deepEqual(codes(tags, 'primary'), ['MT']);
      assert.deepEqual(codes(tags, 'mentioned'), ['EU']);
      assert.deepEqual(primary('ESMA publishes MiCA guidelines'), ['EU']);
    });

    it('counts states to their whole and emirates to theirs', () => {
      assert.deepEqual(primary('Texas securities board stops crypto staking scheme'), ['US']);
      assert.deepEqual(primary('VARA fines exchange in Dubai'), ['AE']);
    });

    it('tells bodies of one name apart', () => {
      assert.deepEqual(primary('Thailand SEC sues crypto exchange'), ['TH']);
      assert.deepEqual(primary("Nigeria's SEC registers token issuers"), ['NG']);
      assert.deepEqual(primary('SEC sues crypto exchange'), ['US']);
      const tags = classify('SEC warns of crypto scheme', { source: officialHint('SEC@PH', 'PH') });
      assert.deepEqual(codes(tags, 'primary'), ['PH']);
    });

    it('does not take a word in small letters for a country', () => {
      assert.deepEqual(primary('Regulator warns of crypto scam that sells frozen turkey'), []);
    });
  });

  describe('the two articles that the product began with', () => {
    const seed = (name: string) => {
      const path = join(SEEDS, name);
      return existsSync(path) ? readFileSync(path, 'utf8') : null;
    };

    it('hk-staking', t => {
      const text = seed('hk-staking.txt');
      if (text === null) return t.skip('the shared seeds are not here');
      const tags = classify('', { text });
      assert.deepEqual(codes(tags, 'primary'), ['HK']);
      assert.deepEqual(codes(tags, 'mentioned').sort(), ['SG', 'US']);
      const topics = tags.topics.map(tag => tag.id);
      assert.equal(topics[0], 'staking');
      assert.deepEqual([...topics].sort(), [
        'consumer-protection',
        'custody',
        'funds',
        'licenses',
        'staking',
      ]);
      assert.ok(['rule', 'guidance'].includes(tags.kind.id));
      assert.deepEqual(
        tags.authorities.map(tag => tag.name),
        ['SFC'],
      );
    });

    it('hk-derivatives', t => {
      const text = seed('hk-derivatives.txt');
      if (text === null) return t.skip('the shared seeds are not here');
      const tags = classify('', { text });
      assert.deepEqual(codes(tags, 'primary'), ['HK']);
      assert.deepEqual(codes(tags, 'mentioned').sort(), ['AE', 'CN', 'SG']);
      assert.deepEqual(tags.topics.map(tag => tag.id).sort(), [
        'derivatives',
        'funds',
        'lending',
        'licenses',
        'stablecoins',
      ]);
      assert.deepEqual(
        tags.authorities.map(tag => tag.name),
        ['SFC'],
      );
    });
  });
});
