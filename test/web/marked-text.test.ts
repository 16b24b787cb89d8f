import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as cheerio from 'cheerio';
import fc from 'fast-check';
import { markedParagraphs, markedText } from '../../src/web/parts/marked-text.ts';
import { hasToken, toggleToken } from '../../src/web/parts/query-text.ts';
import { makeClassification, makeTopic } from '../helpers/make-item.ts';

const place = fc.tuple(fc.integer({ min: -5, max: 120 }), fc.integer({ min: 0, max: 60 }));

describe('marked text', () => {
  it('shows every word of the text once, wherever the evidence lies', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.stringMatching(/^[a-z<>&" \n]{0,100}$/),
        fc.array(place, { maxLength: 8 }),
        async (text, places) => {
          const evidence = places.map(([start, length]) => ({
            field: 'text' as const,
            start,
            end: start + length,
            text: '',
            rule: 'r',
          }));
          const tags = makeClassification({ topics: [{ ...makeTopic('tax'), evidence }], jurisdictions: [] });
          const $ = cheerio.load(String(await markedParagraphs(tags, text, 1_000)));
          $('.tag').remove();
          assert.equal($('body').text().replace(/\s+/g, ''), text.replace(/\s+/g, ''));
          assert.equal($('mark mark').length, 0);
        },
      ),
    );
  });

  it('names the tag of a mark, and leaves whole sentences unmarked', async () => {
    const text =
      'Firms may offer staking when they keep the keys, and only then, said the authority on Monday.';
    const evidence = [
      { field: 'text' as const, start: 16, end: 23, text: 'staking', rule: 'r' },
      { field: 'text' as const, start: 0, end: text.length, text, rule: 's' },
    ];
    const tags = makeClassification({ topics: [{ ...makeTopic('staking'), evidence }], jurisdictions: [] });
    const $ = cheerio.load(String(await markedParagraphs(tags, text, 1_000)));
    assert.equal($('mark').text(), 'staking');
    assert.equal($('mark').attr('title'), 'Staking');
    const other = cheerio.load(
      String(
        await markedParagraphs({ ...tags, topics: [{ ...makeTopic('custody'), evidence }] }, text, 1_000),
      ),
    );
    assert.equal(other('mark').text(), 'stakingCustody');
    const title = cheerio.load(String(await markedText(tags, 'title', 'No evidence <b>here</b>')));
    assert.equal(title('body').html(), 'No evidence &lt;b&gt;here&lt;/b&gt;');
  });
});

describe('the text of a query', () => {
  it('gets a value, changes it, and loses it again', () => {
    const one = toggleToken('reserve "topic:x y" -bitcoin', 'topic', 'tax');
    assert.equal(one, 'reserve "topic:x y" -bitcoin topic:tax');
    assert.ok(hasToken(one, 'topic', 'tax'));
    assert.equal(toggleToken(one, 'topic', 'aml'), 'reserve "topic:x y" -bitcoin topic:aml');
    assert.equal(toggleToken(one, 'topic', 'tax'), 'reserve "topic:x y" -bitcoin');
    assert.equal(toggleToken('', 'authority', 'Bank of Canada'), 'authority:"Bank of Canada"');
    assert.ok(hasToken('authority:"Bank of Canada"', 'authority', 'Bank of Canada'));
  });
});
