import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { splitSentences } from '../../src/core/sentences.ts';

function words(text: string): string[] {
  return splitSentences(text).map(sentence => sentence.text);
}

describe('splitSentences', () => {
  it('ends sentences at their marks, with the closing quotation mark', () => {
    assert.deepEqual(words('Staking is allowed. “We agree.” Is it? Yes!'), [
      'Staking is allowed.',
      '“We agree.”',
      'Is it?',
      'Yes!',
    ]);
  });

  it('does not end at abbreviations, numbers and initials', () => {
    assert.deepEqual(words('The U.S. Treasury fined Acme Inc. $3.2 million under Art. 5. It paid.'), [
      'The U.S. Treasury fined Acme Inc. $3.2 million under Art. 5.',
      'It paid.',
    ]);
    assert.deepEqual(words('Die Regel gilt ab dem 5. Mai 2026. Sie ist neu.'), [
      'Die Regel gilt ab dem 5. Mai 2026.',
      'Sie ist neu.',
    ]);
    assert.deepEqual(words('It trades in the U.S. The rule is new.'), [
      'It trades in the U.S.',
      'The rule is new.',
    ]);
  });

  it('reads Chinese, Japanese, Korean and Hindi', () => {
    assert.deepEqual(words('香港准許質押。新加坡禁止！'), ['香港准許質押。', '新加坡禁止！']);
    assert.deepEqual(words('金融庁は「認める。」と述べた。検討する。'), [
      '金融庁は「認める。」',
      'と述べた。',
      '検討する。',
    ]);
    assert.deepEqual(words('허용한다. 금지한다.'), ['허용한다.', '금지한다.']);
    assert.deepEqual(words('नियम लागू है। प्रतिबंध है।'), ['नियम लागू है।', 'प्रतिबंध है।']);
  });

  it('takes bullets and lines apart and keeps wrapped lines together', () => {
    assert.deepEqual(words('Platforms must:\n• keep records\n• report\n\nThe rule applies\nfrom May'), [
      'Platforms must:',
      '• keep records',
      '• report',
      'The rule applies\nfrom May',
    ]);
    assert.deepEqual(words('1. Keep records. 2. Report.'), ['1. Keep records.', '2. Report.']);
  });

  it('gives offsets of the source and loses nothing but white space', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.constantFrom('. ', '。', '\n', 'U.S. ', ''),
        (a, b) => {
          const text = `${a}${b}${a}`;
          const sentences = splitSentences(text);
          let reach = 0;
          for (const { start, end, text: own } of sentences) {
            assert.equal(text.slice(start, end), own);
            assert.equal(text.slice(reach, start).trim(), '');
            reach = end;
          }
          assert.equal(text.slice(reach).trim(), '');
        },
      ),
    );
  });
});
