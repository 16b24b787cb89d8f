import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createEntityLexicon } from '../../src/classify/entities/entity-lexicon.ts';
import { parseEntities } from '../../src/classify/entities/load-entities.ts';
import { tagEntities } from '../../src/classify/entities/tag-entities.ts';
import { createItemReader } from '../../src/classify/learn/signals.ts';
import { readGoldenEntities, scoreEntities } from '../helpers/golden-entities.ts';
import { loadSharedKnowledge } from '../helpers/open-app.ts';

const { knowledge } = loadSharedKnowledge();
const read = createItemReader(knowledge);
const lexicon = createEntityLexicon(knowledge.entities);
const tag = (title: string, text: string) => tagEntities(read(title, text, null).scan, lexicon, []);
const codes = (title: string, text = '') => tag(title, text).map(one => `${one.kind}:${one.id}`);

describe('entities', () => {
  for (const field of ['headlines', 'texts']) {
    it(`are named in golden sentences as ${field}`, () => {
      const items = readGoldenEntities();
      assert.ok(items.length >= 60);
      const { precision, recall, differences } = scoreEntities(items, text =>
        field === 'texts' ? tag('', text) : tag(text, ''),
      );
      assert.ok(precision >= 0.95, differences.join('\n'));
      assert.ok(recall >= 0.9, differences.join('\n'));
    });
  }

  it('are the longest name: Binance.US is not Binance, and a name does not reach across a comma', () => {
    assert.deepEqual(codes('SEC sues Binance.US over staking'), ['firm:binance-us']);
    assert.deepEqual(codes('Ban on Binance, US regulators say'), ['firm:binance']);
    assert.deepEqual(codes('Coinbase Europe Limited fined'), ['firm:coinbase-europe']);
  });

  it('that are words need their context', () => {
    assert.deepEqual(codes('Circle of lawmakers debates crypto'), []);
    assert.deepEqual(codes('Circle wins approval for USDC').sort(), ['firm:circle', 'token:usdc']);
  });

  it('that are in no list are known by their legal form, without the words before it', () => {
    assert.deepEqual(
      codes('', 'The regulator warned of the crypto platform Example Markets Pty Ltd today.'),
      ['firm:example-markets'],
    );
    assert.deepEqual(codes('', 'The Federal Deposit Insurance Corporation wrote to banks.'), []);
  });

  it('quote what stands there, whatever the text', () => {
    const piece = fc.constantFrom(
      'Binance',
      'Binance.US',
      ' Ltd',
      'fines ',
      'Circle',
      'USDC ',
      '株式会社',
      '有限公司',
      'Foo Bar ',
      'grants licence to ',
      '(',
      '\n',
      'GmbH',
      'é',
      '🔴',
      'A. ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 25 }), words => {
        const text = words.join('');
        for (const { evidence, id } of tag(text, text)) {
          assert.ok(id !== '');
          for (const { start, end, text: quoted } of evidence) assert.equal(text.slice(start, end), quoted);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('entities.yaml', () => {
  it('tells every problem: forms used twice, context of forms that are none, unknown fields', () => {
    const { entities, problems } = parseEntities(`
- { id: one, kind: firm, name: One }
- { id: two, kind: firm, name: Two, aliases: [One] }
- { id: one, kind: firm, name: Third }
- { id: four, kind: firm, name: Four, needsContext: { Five: [x] } }
- { id: Six, kind: law, name: Six, colour: red }
`);
    assert.equal(entities.length, 4);
    assert.match(problems.join('\n'), /"One" is a form of firm:one too/);
    assert.match(problems.join('\n'), /firm:one: is used twice/);
    assert.match(problems.join('\n'), /"Five" is none of its forms/);
    assert.match(problems.join('\n'), /entry 5/);
  });
});
