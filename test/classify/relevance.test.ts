import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { headlineClassifier, officialHint, shippedKnowledge } from '../helpers/classify.ts';

describe('relevance', () => {
  const classify = headlineClassifier(shippedKnowledge());

  it('keeps what authorities do about crypto-assets', () => {
    for (const title of [
      'SEC sues crypto exchange',
      'Parliament passes stablecoin bill',
      'Central bank bans crypto payments',
      'Exchange wins crypto licence in Abu Dhabi',
      'Zentralbank startet Konsultation zum digitalen Euro',
      '金融庁、暗号資産の新規制案を公表',
      '금융위, 가상자산사업자 제재',
    ])
      assert.equal(classify(title).relevant, true, title);
  });

  it('leaves out words that lie', () => {
    for (const title of [
      'Bookmaker fined over free bet staking offer',
      'Mica mining firms face new rules',
      'SEC football: who wins the title this year',
      'Derivative of a function explained',
      'AI token prices per million input tokens cut again',
      'Diethyl ether spill closes laboratory',
      'Regulator tightens rules on gold mining',
      'Post-quantum cryptography standard adopted by government',
      'Bitcoin falls below $60K as SEC delays decision',
      'Exchange hires former SEC lawyer',
      'Blockchain startup raises $20m series A',
    ])
      assert.equal(classify(title).relevant, false, title);
  });

  it('trusts an official source to be official, not to be about crypto', () => {
    const source = officialHint('FCA@GB', 'GB');
    assert.equal(classify('Final rules for stablecoin issuers', { source }).relevant, true);
    assert.equal(classify('Final rules for motor finance', { source }).relevant, false);
  });
});
