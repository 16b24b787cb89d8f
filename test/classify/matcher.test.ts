import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createMatcher, type Pattern } from '../../src/classify/matcher.ts';
import { tokenise } from '../../src/classify/tokens.ts';

function phrase(text: string, exact: Pattern<string>['exact'] = 'fold'): Pattern<string> {
  return { text, exact, value: text };
}

function found(patterns: readonly Pattern<string>[], text: string): string[] {
  return createMatcher(patterns)
    .match(tokenise(text))
    .map(hit => text.slice(hit.start, hit.end));
}

describe('createMatcher', () => {
  it('finds plurals, possessives, hyphens and other cases of a phrase', () => {
    const patterns = [phrase('crypto asset')];
    assert.deepEqual(found(patterns, 'Crypto-Assets and CRYPTO ASSET rules'), [
      'Crypto-Assets',
      'CRYPTO ASSET',
    ]);
  });

  it('keeps to whole words and to sentences', () => {
    assert.deepEqual(found([phrase('stake')], 'stakeholder mistake'), []);
    assert.deepEqual(found([phrase('staking rules')], 'They like staking. Rules differ'), []);
  });

  it('tells apart what is written in capitals', () => {
    assert.deepEqual(found([phrase('SEC', 'case')], 'sec SEC Sec'), ['SEC']);
    assert.deepEqual(found([phrase('securities', 'word')], 'security securities'), ['securities']);
    assert.deepEqual(found([phrase('Turkey', 'name')], 'Turkey taxes turkey'), ['Turkey']);
    assert.deepEqual(found([phrase('Turkey', 'name')], 'turkey taxes crypto'), ['turkey']);
  });

  it('matches open endings and gaps of up to three words', () => {
    assert.deepEqual(found([phrase('krypto*')], 'Kryptowerte und krypto'), ['Kryptowerte', 'krypto']);
    assert.deepEqual(found([phrase('revokes ~ licence')], 'revokes the old trading licence'), [
      'revokes the old trading licence',
    ]);
    assert.deepEqual(found([phrase('revokes ~ licence')], 'revokes one two three four licence'), []);
  });

  it('matches Chinese and Japanese anywhere, short Korean only at the start of a word', () => {
    assert.deepEqual(found([phrase('稳定币')], '香港稳定币条例'), ['稳定币']);
    assert.deepEqual(found([phrase('규제')], '규제를 신규제도'), ['규제']);
  });

  it('reports overlapping phrases', () => {
    assert.deepEqual(
      found(
        [phrase('central bank'), phrase('central bank digital currency')],
        'central bank digital currency',
      ),
      ['central bank', 'central bank digital currency'],
    );
  });

  it('wants the sign that a phrase ends with', () => {
    assert.deepEqual(found([phrase('US$')], 'US lawmakers want US$5'), ['US']);
    assert.deepEqual(createMatcher([phrase('US$')]).match(tokenise('US lawmakers')), []);
  });

  it('finds every phrase that was put into a text, at its place', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{2,7}$/), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(words, words, words, (before, wanted, after) => {
        const text = [...before, ...wanted, ...after].join(' ');
        const start = before.join(' ').length + 1;
        const hits = createMatcher([phrase(wanted.join(' '))]).match(tokenise(text));
        assert.ok(hits.some(hit => hit.start === start && hit.end === start + wanted.join(' ').length));
      }),
    );
  });
});
