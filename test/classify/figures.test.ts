import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readAmounts } from '../../src/classify/figures/read-amounts.ts';

const LOCAL = { dollar: 'USD', yen: 'JPY', yuan: 'CNY' };

function amounts(text: string): string[] {
  return readAmounts(text, LOCAL).map(
    ({ value, unit, start, end }) => `${unit ?? '#'} ${value} ${text.slice(start, end)}`,
  );
}

describe('readAmounts', () => {
  it('reads currencies before and behind, scales and both kinds of decimal marks', () => {
    assert.deepEqual(amounts('US$3.2bn, HK$8 million and €1.200.000'), [
      'USD 3200000000 US$3.2bn',
      'HKD 8000000 HK$8 million',
      'EUR 1200000 €1.200.000',
    ]);
    assert.deepEqual(amounts('2,5 Millionen Euro oder 10.000 euros'), [
      'EUR 2500000 2,5 Millionen Euro',
      'EUR 10000 10.000 euros',
    ]);
    assert.deepEqual(amounts('a $45,000.50 fine; £3.5m'), ['USD 45000.5 $45,000.50', 'GBP 3500000 £3.5m']);
  });

  it('reads East Asian scales', () => {
    assert.deepEqual(amounts('課徴金3000万円、352억원、800万港元、3億円'), [
      'JPY 30000000 3000万円',
      'KRW 35200000000 352억원',
      'HKD 8000000 800万港元',
      'JPY 300000000 3億円',
    ]);
  });

  it('reads numbers in words, and none in names', () => {
    assert.deepEqual(amounts('twenty-six exchanges, nine licences, 十二家'), [
      '# 26 twenty-six',
      '# 9 nine',
      '# 12 十二',
    ]);
    assert.deepEqual(amounts('Web3 and B2B and onesie'), []);
  });
});
