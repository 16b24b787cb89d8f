import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { DATE_KINDS, type Query, STANCES, TOPICS } from '../../src/core/types.ts';
import { formatQuery } from '../../src/query/format-query.ts';
import { parseQuery } from '../../src/query/parse-query.ts';
import type { QueryVocabulary } from '../../src/query/query-vocabulary.ts';

const vocabulary: QueryVocabulary = {
  jurisdictions: [
    { id: 'HK', aliases: ['Hong Kong', '香港'] },
    { id: 'GB', aliases: ['UK', 'United Kingdom'] },
  ],
  authorities: [],
  sources: ['hk/sfc/news'],
  firms: [
    { id: 'binance', aliases: ['Binance', '币安'] },
    { id: 'binance-us', aliases: ['Binance.US', 'Binance US'] },
  ],
};
// 02:30 on 15 October in Hong Kong, still the 14th in UTC.
const options = { now: new Date('2026-10-14T18:30:00.000Z'), timeZone: 'Asia/Hong_Kong', vocabulary };

function parsed(text: string): Query {
  const result = parseQuery(text, options);
  assert.ok(result.ok, result.ok ? '' : result.error.message);
  return result.query;
}

function refused(text: string) {
  const result = parseQuery(text, options);
  assert.ok(!result.ok, `${text} was understood`);
  return result.error;
}

describe('position:', () => {
  it('takes place, topic and stance in any order, by any name of the place', () => {
    assert.deepEqual(parsed('position:banned').position.include, ['banned']);
    assert.deepEqual(parsed('position:staking:banned,conditional:HK:staking').position.include, [
      'staking:banned',
      'HK:staking:conditional',
    ]);
    assert.deepEqual(parsed('-position:"hong kong:staking"').position.exclude, ['HK:staking']);
  });

  it('offers the nearest for what it does not know', () => {
    assert.equal(refused('position:HK:stakng:banned').suggestion, 'HK:staking:banned');
    assert.equal(refused('position:baned').suggestion, 'banned');
    assert.match(refused('position:HK').message, /It takes a stance/);
  });
});

describe('deadline:', () => {
  it('counts days from now in the zone', () => {
    assert.deepEqual(parsed('deadline:next-30d').deadline.include, ['2026-10-15..2026-11-14']);
    assert.deepEqual(parsed('deadline:compliance:next-6m').deadline.include, [
      'compliance:2026-10-15..2027-04-15',
    ]);
    assert.deepEqual(parsed('deadline:passed,tomorrow').deadline.include, [
      '..2026-10-14',
      '2026-10-16..2026-10-16',
    ]);
  });

  it('takes kinds by other names, days, months, quarters, years and ranges', () => {
    assert.deepEqual(parsed('deadline:consultation,any').deadline.include, ['consultation_closes', 'any']);
    assert.deepEqual(parsed('deadline:2026-12,2026-Q4,2027').deadline.include, [
      '2026-12-01..2026-12-31',
      '2026-10-01..2026-12-31',
      '2027-01-01..2027-12-31',
    ]);
    assert.deepEqual(parsed('deadline:2026-11..2027-01-15,hearing:2027..').deadline.include, [
      '2026-11-01..2027-01-15',
      'hearing:2027-01-01..',
    ]);
  });

  it('refuses days that do not exist and times that end before they begin', () => {
    for (const value of ['2026-02-31', '2026-12..2026-11', '..', 'compliance:soon', 'nxt-30d']) {
      assert.equal(refused(`deadline:${value}`).code, 'unknown-value');
    }
    assert.equal(refused('deadline:nxt-30d').suggestion, 'next-30d');
  });
});

describe('firm: and story:', () => {
  it('take firms by any name, and names of no list as they would be stored', () => {
    assert.deepEqual(parsed('firm:币安,"Binance US"').firm.include, ['binance', 'binance-us']);
    assert.deepEqual(parsed('firm:"Example Márkets"').firm.include, ['example-markets']);
    assert.equal(refused('firm:binanse').suggestion, 'binance');
  });

  it('takes the beginning of a story, four characters at least', () => {
    assert.deepEqual(parsed('story:85KM7').story.include, ['85km7']);
    assert.equal(refused('story:85k').code, 'unknown-value');
  });
});

const day = fc
  .integer({ min: 0, max: 30_000 })
  .map(days => new Date(days * 86_400_000).toISOString().slice(0, 10));
const span = fc
  .tuple(fc.option(day, { nil: '' }), fc.option(day, { nil: '' }))
  .map(([a, b]) => (a !== '' && b !== '' && a > b ? `${b}..${a}` : `${a}..${b}`))
  .filter(text => text !== '..');
const deadline = fc.oneof(
  fc.constantFrom('any', ...DATE_KINDS),
  span,
  fc.tuple(fc.constantFrom(...DATE_KINDS), span).map(parts => parts.join(':')),
);
const position = fc
  .tuple(fc.constantFrom('', 'HK', 'GB'), fc.constantFrom('', ...TOPICS), fc.constantFrom('', ...STANCES))
  .filter(([, topic, stance]) => topic !== '' || stance !== '')
  .map(parts => parts.filter(part => part !== '').join(':'));
const firm = fc.constantFrom('binance', 'binance-us', 'example-markets', 'コインエース');
const story = fc.stringMatching(/^[a-z0-9]{4,12}$/);
const filter = (values: fc.Arbitrary<string>) => {
  const some = fc.uniqueArray(values, { maxLength: 3 });
  return fc.record({ include: some, exclude: some }, { noNullPrototype: true });
};

describe('queries with these fields', () => {
  it('are read again as they are written', () => {
    const fields = {
      position: filter(position),
      deadline: filter(deadline),
      firm: filter(firm),
      story: filter(story),
    };
    fc.assert(
      fc.property(fc.record(fields, { noNullPrototype: true }), values => {
        const query: Query = { ...parsed('topic:tax'), ...values };
        assert.deepEqual(parsed(formatQuery(query)), query);
      }),
    );
  });

  it('are understood or refused, whatever is typed', () => {
    fc.assert(
      fc.property(fc.constantFrom('position', 'deadline', 'firm', 'story'), fc.string(), (field, value) => {
        const result = parseQuery(`${field}:${value}`, options);
        assert.ok(result.ok || result.error.message !== '');
      }),
    );
  });
});
