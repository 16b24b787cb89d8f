import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Query } from '../../src/core/types.ts';
import { emptyQuery } from '../../src/query/empty-query.ts';
import { formatQuery } from '../../src/query/format-query.ts';
import { parseQuery } from '../../src/query/parse-query.ts';
import { explainQueryError, type QueryError } from '../../src/query/query-error.ts';
import type { QueryVocabulary } from '../../src/query/query-vocabulary.ts';

const vocabulary: QueryVocabulary = {
  jurisdictions: [
    { id: 'HK', aliases: ['Hong Kong', '香港'] },
    { id: 'SG', aliases: ['Singapore'] },
    { id: 'GB', aliases: ['UK', 'U.K.', 'United Kingdom'] },
    { id: 'US-NY', aliases: ['New York'] },
  ],
  authorities: [
    { id: 'SFC', aliases: ['Securities and Futures Commission'] },
    { id: 'SEC@US', aliases: ['SEC', 'Securities and Exchange Commission'] },
    { id: 'SEC@TH', aliases: ['SEC', 'Thai SEC'] },
  ],
  sources: ['hk/sfc/news', 'hk/hkma/press', 'us/sec/press', 'media/coindesk/all'],
};
// 02:30 on 15 October in Hong Kong, still the 14th in UTC.
const now = new Date('2026-10-14T18:30:00.000Z');
const options = { now, timeZone: 'Asia/Hong_Kong', vocabulary };

function parsed(text: string): Query {
  const result = parseQuery(text, options);
  assert.ok(result.ok, result.ok ? '' : `${text}: ${result.error.message}`);
  return result.query;
}

function refused(text: string): QueryError & { readonly marked: string } {
  const result = parseQuery(text, options);
  assert.ok(!result.ok, `${text} was understood as ${JSON.stringify(result)}`);
  const { position, length } = result.error;
  return { ...result.error, marked: text.slice(position, position + length) };
}

const word = (text: string, negated = false) => ({ text, phrase: false, negated });

describe('parseQuery', () => {
  it('reads words, phrases and excluded words', () => {
    assert.deepEqual(parsed('stablecoins "reserve assets" -airdrop -"price prediction"').terms, [
      word('stablecoins'),
      { text: 'reserve assets', phrase: true, negated: false },
      word('airdrop', true),
      { text: 'price prediction', phrase: true, negated: true },
    ]);
  });

  it('reads every field of the example in the manual', () => {
    const query = parsed(
      'stablecoins reserve jurisdiction:HK,SG topic:licenses kind:proposal authority:SFC source:hk/* since:30d until:2026-10-20 tier:official is:unconfirmed relevant:any "exact phrase" -word sort:old',
    );
    assert.deepEqual(query.jurisdiction, { include: ['HK', 'SG'], exclude: [] });
    assert.deepEqual(query.topic.include, ['licenses']);
    assert.deepEqual(query.kind.include, ['proposal']);
    assert.deepEqual(query.authority.include, ['SFC']);
    assert.deepEqual(query.source.include, ['hk/*']);
    assert.deepEqual(query.tier.include, ['official']);
    assert.deepEqual(query.is.include, ['unconfirmed']);
    assert.equal(query.relevant, 'any');
    assert.equal(query.sort, 'old');
    assert.equal(query.terms.length, 4);
  });

  it('knows places and authorities by their names, whatever the case', () => {
    assert.deepEqual(parsed('jurisdiction:"hong kong",uk,us-ny').jurisdiction.include, ['HK', 'GB', 'US-NY']);
    assert.deepEqual(parsed('JURISDICTION:U.K.').jurisdiction.include, ['GB']);
    assert.deepEqual(parsed('jurisdiction:香港').jurisdiction.include, ['HK']);
    assert.deepEqual(parsed('topic:Market_Abuse').topic.include, ['market-abuse']);
    assert.deepEqual(parsed('authority:sec').authority.include, ['SEC@US', 'SEC@TH']);
    assert.deepEqual(parsed('authority:sec@th').authority.include, ['SEC@TH']);
  });

  it('keeps included and excluded values of one field apart', () => {
    assert.deepEqual(parsed('topic:staking -topic:nft,mining topic:lending').topic, {
      include: ['staking', 'lending'],
      exclude: ['nft', 'mining'],
    });
  });

  it('reads Chinese and Japanese punctuation', () => {
    const query = parsed('「質押服務」　topic：staking，lending “reserve assets” 公告：虛擬資產');
    assert.deepEqual(
      query.terms.map(term => [term.text, term.phrase]),
      [
        ['質押服務', true],
        ['reserve assets', true],
        ['公告：虛擬資產', false],
      ],
    );
    assert.deepEqual(query.topic.include, ['staking', 'lending']);
  });

  it('takes URLs and times as words', () => {
    const query = parsed('https://www.sfc.hk/en/news 10:30 3:1 U.S.:');
    assert.deepEqual(
      query.terms.map(term => term.text),
      ['https://www.sfc.hk/en/news', '10:30', '3:1', 'U.S.:'],
    );
  });

  it('leaves out punctuation that stands alone', () => {
    assert.deepEqual(parsed('staking – rules & - "…"').terms, [word('staking'), word('rules')]);
  });

  const dates: readonly (readonly [string, 'since' | 'until', string])[] = [
    ['since:30d', 'since', '2026-09-14T18:30:00.000Z'],
    ['since:12h', 'since', '2026-10-14T06:30:00.000Z'],
    ['since:2w', 'since', '2026-09-30T18:30:00.000Z'],
    ['since:6m', 'since', '2026-04-14T18:30:00.000Z'],
    ['since:1y', 'since', '2025-10-14T18:30:00.000Z'],
    ['since:today', 'since', '2026-10-14T16:00:00.000Z'],
    ['since:yesterday', 'since', '2026-10-13T16:00:00.000Z'],
    ['until:yesterday', 'until', '2026-10-14T16:00:00.000Z'],
    ['since:2026-10-01', 'since', '2026-09-30T16:00:00.000Z'],
    ['until:2026-10-01', 'until', '2026-10-01T16:00:00.000Z'],
    ['since:2026-10', 'since', '2026-09-30T16:00:00.000Z'],
    ['until:2026-10', 'until', '2026-10-31T16:00:00.000Z'],
    ['until:2025', 'until', '2025-12-31T16:00:00.000Z'],
    ['since:2026-W42', 'since', '2026-10-11T16:00:00.000Z'],
    ['until:2026-10-01T09:30', 'until', '2026-10-01T01:30:00.000Z'],
    ['until:2026-10-01T09:30:00Z', 'until', '2026-10-01T09:30:00.000Z'],
  ];
  for (const [text, field, expected] of dates) {
    it(`reads ${text} in the zone of the asker`, () => {
      assert.equal(parsed(text)[field], expected);
    });
  }

  it('counts days across a change of the clock', () => {
    const result = parseQuery('since:2026-03-29 until:2026-03-29', { ...options, timeZone: 'Europe/Berlin' });
    assert.ok(result.ok);
    assert.equal(result.query.since, '2026-03-28T23:00:00.000Z');
    assert.equal(result.query.until, '2026-03-29T22:00:00.000Z');
  });

  const refusals: readonly (readonly [string, QueryError['code'], string, string | null])[] = [
    ['staking topik:nft', 'unknown-field', 'topik', 'topic'],
    ['-jurisdicton:HK', 'unknown-field', 'jurisdicton', 'jurisdiction'],
    ['topic:stakign', 'unknown-value', 'stakign', 'staking'],
    ['topic:staking,stablecoin', 'unknown-value', 'stablecoin', 'stablecoins'],
    ['jurisdiction:"hong kon"', 'unknown-value', '"hong kon"', 'HK'],
    ['kind:rules', 'unknown-value', 'rules', 'rule'],
    ['authority:SFCC', 'unknown-value', 'SFCC', 'SFC'],
    ['tier:oficial', 'unknown-value', 'oficial', 'official'],
    ['is:new', 'unknown-value', 'new', null],
    ['source:hk', 'unknown-value', 'hk', 'hk/*'],
    ['source:hk/sfc', 'unknown-value', 'hk/sfc', 'hk/sfc/*'],
    ['source:hk/scf/*', 'unknown-value', 'hk/scf/*', 'hk/sfc/*'],
    ['source:hk/sfc/new', 'unknown-value', 'hk/sfc/new', 'hk/sfc/news'],
    ['source:*', 'unknown-value', '*', null],
    ['topic:', 'empty-value', 'topic:', 'topic:staking'],
    ['topic: nft', 'empty-value', 'topic:', 'topic:staking'],
    ['topic:nft, mining', 'empty-value', 'topic:nft,', 'topic:staking'],
    ['topic:""', 'empty-value', 'topic:""', 'topic:staking'],
    ['a "reserve assets', 'unclosed-quote', '"reserve assets', '"reserve assets"'],
    ['jurisdiction:"hong kong', 'unclosed-quote', '"hong kong', '"hong kong"'],
    ['since:yesteday', 'unknown-value', 'yesteday', 'yesterday'],
    ['since:2026-02-30', 'unknown-value', '2026-02-30', '2026-02-28'],
    ['since:2026/2/3', 'unknown-value', '2026/2/3', '2026-02-03'],
    ['since:9999y', 'unknown-value', '9999y', null],
    ['-since:30d', 'not-negatable', '-since:30d', 'since:30d'],
    ['since:30d since:20d', 'given-twice', 'since:20d', null],
    ['sort:new,old', 'given-twice', 'old', null],
    ['since:2026-10-02 until:2026-10-01', 'inverted-range', 'until:2026-10-01', null],
    ['relevant:maybe', 'unknown-value', 'maybe', null],
  ];
  for (const [text, code, marked, suggestion] of refusals) {
    it(`refuses ${text} and marks the place`, () => {
      const error = refused(text);
      assert.equal(error.code, code);
      assert.equal(error.marked, marked);
      if (suggestion !== null) assert.equal(error.suggestion, suggestion);
      assert.notEqual(error.message, '');
    });
  }

  it('asks for something unless an empty query is allowed', () => {
    for (const text of ['', '   ', '-', '""', 'sort:old', '\u200b'])
      assert.equal(refused(text).code, 'empty');
    const allowed = parseQuery('  ', { ...options, allowEmpty: true });
    assert.deepEqual(allowed, { ok: true, query: emptyQuery });
    assert.equal(parsed('relevant:any').relevant, 'any');
  });

  it('shows a person where it is', () => {
    const text = 'staking\ttopik:nft';
    assert.match(
      explainQueryError(text, refused(text)),
      /^staking topik:nft\n {8}\^{5}\nThere is no field "topik:"/,
    );
    assert.match(explainQueryError('', refused('')), /^\n\^\nSay what to look for/);
  });

  it('refuses what no person types', () => {
    assert.equal(refused('a'.repeat(2001)).code, 'too-long');
    assert.equal(refused('a '.repeat(51)).code, 'too-long');
  });

  it('gives places in the text as typed, invisible characters included', () => {
    assert.equal(refused('\ufeff\u200bstaking topik:nft').marked, 'topik');
  });
});

const typed = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          'topic:',
          '-',
          '"',
          '「',
          '」',
          ' ',
          ',',
          '，',
          ':',
          '：',
          'staking',
          'nft',
          'jurisdiction:',
          'HK',
          'hong kong',
          'since:',
          '30d',
          '2026-10',
          'until:',
          'today',
          'source:',
          'hk/*',
          'is:',
          'edited',
          'sort:',
          'rank',
          'relevant:',
          'any',
          '*',
          '\u200b',
          '\u212aind:',
          '-topic:',
          '質押',
          'http://a',
          '“',
          '”',
          '\u3000',
        ),
        fc.string({ unit: 'grapheme', maxLength: 3 }),
      ),
      { maxLength: 14 },
    )
    .map(parts => parts.join('')),
);

describe('parseQuery and formatQuery, whatever is typed', () => {
  it('never throw, and mark a place inside the text', () => {
    fc.assert(
      fc.property(typed, text => {
        const result = parseQuery(text, options);
        if (result.ok) return;
        const { position, length } = result.error;
        assert.ok(position >= 0 && length >= 0 && position + length <= text.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('round trip: what was understood is written so that it is understood the same', () => {
    fc.assert(
      fc.property(typed, text => {
        const first = parseQuery(text, options);
        if (!first.ok) return;
        const written = formatQuery(first.query);
        assert.deepEqual(parseQuery(written, options), first, written);
      }),
      { numRuns: 1000 },
    );
  });
});
