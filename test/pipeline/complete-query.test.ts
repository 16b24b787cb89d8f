import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import { completeQuery } from '../../src/pipeline/complete-query.ts';
import { toQueryVocabulary } from '../../src/pipeline/query-vocabulary.ts';
import { parseQuery } from '../../src/query/parse-query.ts';
import type { QueryVocabulary } from '../../src/query/query-vocabulary.ts';
import { loadSharedKnowledge, makeSource } from '../helpers/open-app.ts';

describe('completing a query', () => {
  let vocabulary: QueryVocabulary;
  before(() => {
    const { taxonomy } = loadSharedKnowledge().knowledge;
    const sources = ['hk/sfc/news', 'hk/hkma/press'].map(id =>
      makeSource({ id, url: `https://x.test/${id}` }),
    );
    vocabulary = {
      ...toQueryVocabulary(taxonomy, sources, []),
      firms: [{ id: 'acme-exchange', aliases: ['Acme'] }],
    };
  });
  const offer = (text: string, limit = 25) => completeQuery(text, vocabulary, limit);

  it('offers fields, then their values, by id or by any name', () => {
    assert.ok(offer('').includes('topic:'));
    assert.deepEqual(offer('staking to'), ['staking to', 'staking topic:']);
    assert.deepEqual(offer('-ki'), ['-ki', '-kind:']);
    assert.ok(offer('jurisdiction:hong').includes('jurisdiction:HK'));
    assert.ok(offer('jurisdiction:香港').includes('jurisdiction:HK'));
    assert.ok(offer('authority:securities and').every(query => query.startsWith('authority:')));
    assert.deepEqual(offer('kind:rule,prop'), ['kind:rule,prop', 'kind:rule,proposal']);
    assert.ok(offer('source:hk/s').includes('source:hk/sfc/news'));
    assert.ok(offer('since:').includes('since:30d'));
  });

  it('offers nothing for what it does not know, and keeps what was typed', () => {
    assert.deepEqual(offer('nonsense:x'), ['nonsense:x']);
    assert.deepEqual(offer('"a phrase'), ['"a phrase']);
    assert.deepEqual(offer('x'.repeat(100)), []);
    assert.equal(offer('jurisdiction:', 7).length, 7);
  });

  it('only offers queries that are understood once their value is there', () => {
    const options = { now: new Date('2026-11-22T08:00:00Z'), timeZone: 'UTC', vocabulary };
    const fields = [
      'jurisdiction',
      'topic',
      'kind',
      'authority',
      'source',
      'tier',
      'is',
      'firm',
      'since',
      'relevant',
      'sort',
    ];
    for (const field of fields)
      for (const query of offer(`staking ${field}:`, 500).filter(text => !text.endsWith(':')))
        assert.ok(parseQuery(query, options).ok, query);
  });

  it('never fails and never offers more than a choice can hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), text => {
        const found = offer(text);
        return found.length <= 25 && found.every(query => query.length <= 100);
      }),
    );
  });
});
