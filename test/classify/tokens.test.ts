import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { foldWord, stemWord, tokenise } from '../../src/classify/tokens.ts';

describe('tokenise', () => {
  it('folds case, width and accents and keeps the offsets of the original', () => {
    const text = 'Le RÉGULATEUR met ＳＥＣ en garde';
    const tokens = tokenise(text);
    assert.deepEqual(tokens.folded, ['le', 'regulateur', 'met', 'sec', 'en', 'garde']);
    assert.equal(text.slice(tokens.starts[1], tokens.ends[1]), 'RÉGULATEUR');
    assert.equal(text.slice(tokens.starts[3], tokens.ends[3]), 'ＳＥＣ');
  });

  it('gives each Chinese, Japanese and Korean character a token of its own', () => {
    assert.deepEqual(tokenise('香港証監会 ETF').folded, ['香', '港', '証', '監', '会', 'etf']);
    assert.deepEqual(tokenise('코인은').folded, ['코', '인', '은']);
  });

  it('drops a possessive s and folds plurals', () => {
    assert.deepEqual(tokenise("Kenya's rules, Kenya’s currencies").stems, [
      'kenya',
      'rule',
      'kenya',
      'currency',
    ]);
  });

  it('leaves short words and words in ss, us, is alone', () => {
    for (const word of ['mas', 'gas', 'business', 'status', 'basis', 'us'])
      assert.equal(stemWord(word), word);
  });

  it('marks where sentences end, but not after initials', () => {
    const tokens = tokenise('The U.S. Treasury acts. Banks wait');
    assert.deepEqual(
      tokens.folded.filter((_, index) => tokens.breaks[index]),
      ['the', 'banks'],
    );
  });

  it('finds in any text only ordered, disjoint slices that fold to the token', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), text => {
        const tokens = tokenise(text);
        let end = 0;
        tokens.starts.forEach((start, index) => {
          assert.ok(start >= end && (tokens.ends[index] ?? 0) > start);
          end = tokens.ends[index] ?? 0;
          const raw = text.slice(start, end);
          assert.ok(tokens.folded[index] === foldWord(raw) || tokens.folded[index] === raw.normalize('NFKC'));
        });
        assert.ok(end <= text.length);
      }),
    );
  });
});
