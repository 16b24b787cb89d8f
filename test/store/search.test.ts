import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { ItemRecord } from '../../src/core/ports.ts';
import type { Query, Topic } from '../../src/core/types.ts';
import { emptyQuery } from '../../src/query/empty-query.ts';
import { openStore, type SqliteStore } from '../../src/store/open-store.ts';
import { makeJurisdiction, makeRecord, makeTopic } from '../helpers/make-item.ts';
import { withStore } from '../helpers/temp-store.ts';

const SEEN = '2026-06-01T00:00:00.000Z';

const word = (text: string, negated = false) => ({ text, phrase: false, negated });
const phrase = (text: string, negated = false) => ({ text, phrase: true, negated });

async function titles(store: SqliteStore, query: Partial<Query>, limit = 50): Promise<string[]> {
  const { total, items } = await store.items.search({ ...emptyQuery, ...query }, { limit });
  assert.equal(total, items.length, 'the total is the number of all matches');
  return items.map(item => item.title);
}

function texts(...values: string[]): ItemRecord[] {
  return values.map((text, index) =>
    makeRecord({
      article: {
        title: `Item ${index}`,
        text,
        summary: null,
        publishedAt: `2026-05-01T00:00:0${index}.000Z`,
      },
    }),
  );
}

describe('search by words', () => {
  it('wants all words, in title, text or summary, whatever case and accents', () =>
    withStore(async store => {
      const records = [
        makeRecord({ article: { title: 'Régulation of Staking', text: 'Custody rules', summary: 'Short' } }),
        makeRecord({ article: { title: 'Custody', text: 'Lending', summary: 'About staking' } }),
      ];
      await store.items.insert(records, SEEN);
      assert.deepEqual(await titles(store, { terms: [word('REGULATION'), word('custody')] }), [
        'Régulation of Staking',
      ]);
      assert.equal((await titles(store, { terms: [word('staking'), word('custody')] })).length, 2);
      assert.deepEqual(await titles(store, { terms: [word('staking'), word('lending')] }), ['Custody']);
      assert.deepEqual(await titles(store, { terms: [word('stak')] }), []);
      assert.equal((await titles(store, { terms: [word('stak*')] })).length, 2);
    }));

  it('keeps the order of a phrase, and of a word with punctuation inside', () =>
    withStore(async store => {
      await store.items.insert(
        texts('reserve assets of issuers', 'assets reserve', 'an e-money token', 'money e token'),
        SEEN,
      );
      assert.deepEqual(await titles(store, { terms: [phrase('reserve assets')] }), ['Item 0']);
      assert.deepEqual(await titles(store, { terms: [word('e-money')] }), ['Item 2']);
    }));

  it('leaves out what has an excluded word, alone or with others', () =>
    withStore(async store => {
      await store.items.insert(texts('aa bb', 'aa', 'bb', 'cc dd'), SEEN);
      assert.deepEqual(await titles(store, { terms: [word('aa'), word('bb', true)] }), ['Item 1']);
      assert.deepEqual(await titles(store, { terms: [word('aa', true)] }), ['Item 3', 'Item 2']);
      assert.deepEqual(await titles(store, { terms: [word('aa', true), phrase('cc dd', true)] }), ['Item 2']);
      const first = { ...emptyQuery, terms: [word('cc', true)] };
      const { total, items } = await store.items.search(first, { limit: 1 });
      assert.deepEqual([total, items.length], [3, 1]);
    }));

  it('finds Chinese and Japanese words of one, two and more characters', () =>
    withStore(async store => {
      await store.items.insert(
        texts('證監會允許平台提供質押服務。', '抵押品與質量', 'ステーキングの規制', 'SFC質押'),
        SEEN,
      );
      assert.deepEqual(await titles(store, { terms: [word('質押')] }), ['Item 3', 'Item 0']);
      assert.deepEqual(await titles(store, { terms: [word('質')] }), ['Item 3', 'Item 1', 'Item 0']);
      assert.deepEqual(await titles(store, { terms: [word('務')] }), ['Item 0']);
      assert.deepEqual(await titles(store, { terms: [word('質押服務')] }), ['Item 0']);
      assert.deepEqual(await titles(store, { terms: [phrase('平台提供質押服務')] }), ['Item 0']);
      assert.deepEqual(await titles(store, { terms: [word('質服')] }), []);
      assert.deepEqual(await titles(store, { terms: [word('ステーキング')] }), ['Item 2']);
      assert.deepEqual(await titles(store, { terms: [word('SFC質押')] }), ['Item 3']);
      assert.deepEqual(await titles(store, { terms: [word('ＳＦＣ質押')] }), ['Item 3']);
      assert.deepEqual(await titles(store, { terms: [word('質押', true), word('質')] }), ['Item 1']);
    }));

  const hostile = [
    '"',
    '""',
    "'",
    '*',
    'a*',
    '^a',
    'NEAR(a b)',
    'title:a',
    '{title}:a',
    'a OR b',
    'a AND NOT b',
    '(',
    ')',
    '-',
    '--',
    ';drop table items',
    'a"b',
    '\u0000',
    '%',
    '😀',
    '\ud800',
    '\\',
    'a:b',
    '+a',
    '質*',
    '"質',
    '_',
  ];
  it('takes nothing that is typed for syntax', () =>
    withStore(async store => {
      await store.items.insert(texts('plain words', 'title here'), SEEN);
      for (const text of hostile) {
        for (const negated of [false, true]) {
          for (const isPhrase of [false, true]) {
            const terms = [{ text, phrase: isPhrase, negated }];
            const { total } = await store.items.search({ ...emptyQuery, terms }, { limit: 5 });
            assert.equal(total, negated ? 2 : 0, JSON.stringify(terms));
          }
        }
      }
      assert.equal((await store.items.count()).items, 2);
    }));

  it('ranks a match in the title before one in the text when asked to', () =>
    withStore(async store => {
      const filler = 'words about other things '.repeat(20);
      await store.items.insert(
        [
          makeRecord({
            article: { title: 'About staking', text: filler, publishedAt: '2026-01-01T00:00:00.000Z' },
          }),
          makeRecord({
            article: {
              title: 'Something',
              text: `${filler} staking`,
              publishedAt: '2026-02-01T00:00:00.000Z',
              summary: null,
            },
          }),
        ],
        SEEN,
      );
      assert.deepEqual(await titles(store, { terms: [word('staking')] }), ['Something', 'About staking']);
      assert.deepEqual(await titles(store, { terms: [word('staking')], sort: 'rank' }), [
        'About staking',
        'Something',
      ]);
      assert.deepEqual(await titles(store, { terms: [word('staking')], sort: 'rank', relevant: 'any' }), [
        'About staking',
        'Something',
      ]);
    }));
});

describe('search by date', () => {
  it('puts late and back-filled items at their date, future ones at most a day ahead', () =>
    withStore(async store => {
      const dated = (title: string, publishedAt: string | null) =>
        makeRecord({ article: { title, publishedAt } });
      await store.items.insert(
        [dated('March', '2026-03-01T00:00:00.000Z'), dated('May', '2026-05-01T00:00:00.000Z')],
        SEEN,
      );
      await store.items.insert(
        [
          dated('April, late', '2026-04-01T00:00:00.000Z'),
          dated('1969', '1969-01-01T00:00:00.000Z'),
          dated('Undated', null),
          dated('2099', '2099-01-01T00:00:00.000Z'),
        ],
        SEEN,
      );
      const order = ['2099', 'Undated', 'May', 'April, late', 'March', '1969'];
      assert.deepEqual(await titles(store, {}), order);
      assert.deepEqual(await titles(store, { sort: 'old' }), order.toReversed());
      assert.deepEqual(
        await titles(store, { since: '2026-04-01T00:00:00.000Z', until: '2026-05-01T00:00:00.000Z' }),
        ['April, late'],
      );
      assert.deepEqual(await titles(store, { since: '2026-06-02T00:00:00.000Z' }), ['2099']);
      assert.deepEqual(await titles(store, { until: '2026-03-01T00:00:00.000Z' }), ['1969']);
      const second = await store.items.search(emptyQuery, { limit: 2, offset: 2 });
      assert.equal(second.total, 6);
      assert.deepEqual(
        second.items.map(item => item.title),
        ['May', 'April, late'],
      );
      const beyond = await store.items.search(emptyQuery, { limit: 2, offset: 20 });
      assert.deepEqual([beyond.total, beyond.items.length], [6, 0]);
    }));
});

describe('search in a larger store', () => {
  it('counts anew after every change, made here, in a transaction or by another process', () =>
    withStore(async (store, file) => {
      const records = texts('aa', 'aa', 'aa', 'aa', 'aa');
      const query = { ...emptyQuery, terms: [word('aa')] };
      const total = async () => (await store.items.search(query, { limit: 1 })).total;
      await store.items.insert(records.slice(0, 2), SEEN);
      assert.deepEqual([await total(), await total()], [2, 2]);
      await store.transaction(async ops => {
        await ops.items.insert(records.slice(2, 4), SEEN);
        assert.equal((await ops.items.search(query, { limit: 1 })).total, 4);
        assert.equal(await total(), 2);
      });
      assert.equal(await total(), 4);
      const other = await openStore({ path: file });
      await other.items.insert(records.slice(4), SEEN);
      await other.close();
      assert.equal(await total(), 5);
    }));

  it('is the same whichever way it is answered: by the words, by a narrow facet, by many sources', () =>
    withStore(async store => {
      const records = Array.from({ length: 2200 }, (_, index) =>
        makeRecord({
          article: {
            title: `Item ${index}`,
            text: index % 2 === 0 ? 'common even' : 'common odd',
            sourceId: `hk/s${index % 45}/news`,
            publishedAt: new Date(Date.parse('2026-01-01T00:00:00.000Z') + index * 60_000).toISOString(),
          },
          classification: {
            relevant: index % 10 !== 9,
            jurisdictions:
              index % 500 === 4 ? [makeJurisdiction('HK'), makeJurisdiction('SG')] : [makeJurisdiction('US')],
          },
        }),
      );
      await store.items.insert(records, SEEN);
      const narrow = {
        terms: [word('common')],
        jurisdiction: { include: ['HK', 'SG'], exclude: [] },
        relevant: 'any' as const,
      };
      assert.deepEqual(await titles(store, narrow), [
        'Item 2004',
        'Item 1504',
        'Item 1004',
        'Item 504',
        'Item 4',
      ]);
      assert.deepEqual(await titles(store, { ...narrow, terms: [word('common'), word('odd')] }), []);
      assert.deepEqual(await titles(store, { ...narrow, terms: [word('common'), word('even', true)] }), []);
      assert.equal((await titles(store, { ...narrow, sort: 'rank' })).length, 5);

      const many = {
        ...emptyQuery,
        source: { include: ['hk/*'], exclude: ['hk/s0/news'] },
        relevant: 'any' as const,
      };
      const page = await store.items.search(many, { limit: 3 });
      assert.equal(page.total, 2200 - 49);
      assert.deepEqual(
        page.items.map(item => item.title),
        ['Item 2199', 'Item 2198', 'Item 2197'],
      );
      const both = await store.items.search({ ...many, terms: [word('odd')] }, { limit: 3, offset: 1 });
      assert.equal(both.total, 1100 - 24);
      assert.deepEqual(
        both.items.map(item => item.title),
        ['Item 2197', 'Item 2195', 'Item 2193'],
      );
    }));
});

const WORDS = ['aa', 'bb', 'cc', '質押', '押服', '服'];
const CODES = ['HK', 'SG', 'US'];
const TOPIC_IDS: readonly Topic[] = ['staking', 'nft', 'mining'];
const SOURCES = ['hk/sfc/news', 'hk/hkma/press', 'us/sec/press'];
const DATES = ['2026-03-01', '2026-03', '2026-Q2'];
const FIRMS = ['binance', 'binance-us'];
const STORIES = ['aaaa', 'bbbb'];
const FACTS = ['duplicate', 'historic', 'unconfirmed'];
const DAY = 86_400_000;
const START = Date.parse('2026-01-01T00:00:00.000Z');
const day = (index: number) => new Date(START + index * DAY).toISOString();

const anyRecord = fc
  .record({
    words: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }),
    dayIndex: fc.integer({ min: 0, max: 6 }),
    codes: fc.subarray(CODES),
    topics: fc.subarray([...TOPIC_IDS]),
    kind: fc.constantFrom('rule' as const, 'other' as const),
    source: fc.constantFrom(...SOURCES),
    relevant: fc.boolean(),
    official: fc.boolean(),
    duplicate: fc.boolean(),
    historic: fc.boolean(),
    dates: fc.array(
      fc.record({
        kind: fc.constantFrom('effective' as const, 'hearing' as const),
        date: fc.constantFrom(...DATES),
      }),
      { maxLength: 2 },
    ),
    firms: fc.subarray(FIRMS),
    stances: fc.array(
      fc.record({
        jurisdiction: fc.constantFrom(...CODES),
        topic: fc.constantFrom(...TOPIC_IDS),
        stance: fc.constantFrom('banned' as const, 'conditional' as const),
      }),
      { maxLength: 2 },
    ),
    story: fc.constantFrom(...STORIES),
  })
  .map(facts => ({ ...facts, text: facts.words.join(' ') }));
type Facts = typeof anyRecord extends fc.Arbitrary<infer T> ? T : never;

const anyFilter = (values: readonly string[]) =>
  fc.record({ include: fc.subarray([...values]), exclude: fc.subarray([...values]) });
const rarely = <T>(arbitrary: fc.Arbitrary<T>, otherwise: T) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary });
const NONE = { include: [], exclude: [] };

const anyQuery: fc.Arbitrary<Query> = fc.record({
  terms: fc.array(
    fc.record({ text: fc.constantFrom(...WORDS), phrase: fc.boolean(), negated: fc.boolean() }),
    { maxLength: 3 },
  ),
  jurisdiction: rarely(anyFilter(CODES), NONE),
  topic: rarely(anyFilter(TOPIC_IDS), NONE),
  kind: rarely(anyFilter(['rule', 'other']), NONE),
  authority: fc.constant(NONE),
  source: rarely(anyFilter([...SOURCES, 'hk/*', 'us/*', 'zz/*']), NONE),
  tier: rarely(anyFilter(['official', 'press']), NONE),
  is: rarely(anyFilter(FACTS), NONE),
  position: rarely(
    anyFilter(['banned', 'staking', 'HK:staking', 'SG:banned', 'nft:conditional', 'US:nft:banned']),
    NONE,
  ),
  deadline: rarely(
    anyFilter([
      'any',
      'effective',
      'hearing',
      '2026-03-01..2026-03-31',
      '..2026-03-02',
      'effective:2026-03-15..',
    ]),
    NONE,
  ),
  firm: rarely(anyFilter([...FIRMS, 'okx']), NONE),
  story: rarely(anyFilter(['aaaa', 'bbbb', 'zzzz']), NONE),
  since: rarely(fc.integer({ min: 0, max: 6 }).map(day), null),
  until: rarely(fc.integer({ min: 0, max: 6 }).map(day), null),
  relevant: fc.constantFrom('yes', 'no', 'any'),
  sort: fc.constantFrom('new', 'old', 'rank'),
});

/** What search is meant to do, said as plainly as possible. */
function holds(item: Facts, query: Query): boolean {
  const passes = (filter: Query['topic'], has: (value: string) => boolean) =>
    (filter.include.length === 0 || filter.include.some(has)) && !filter.exclude.some(has);
  const hasWord = (text: string) =>
    text.length === 1 || /[a-z]/.test(text)
      ? item.text.includes(text)
      : item.words.some(one => one.includes(text));
  const facts = [
    ...(item.duplicate ? ['duplicate'] : []),
    ...(item.historic ? ['historic'] : []),
    ...(item.official ? [] : ['unconfirmed']),
  ];
  const at = day(item.dayIndex);
  return (
    query.terms.every(term => hasWord(term.text) !== term.negated) &&
    passes(query.jurisdiction, value => item.codes.includes(value)) &&
    passes(query.topic, value => item.topics.some(topic => topic === value)) &&
    passes(query.kind, value => item.kind === value) &&
    passes(query.source, value =>
      value.endsWith('*') ? item.source.startsWith(value.slice(0, -1)) : item.source === value,
    ) &&
    passes(query.tier, value => (item.official ? 'official' : 'press') === value) &&
    passes(query.is, value => facts.includes(value)) &&
    passes(query.position, value =>
      item.stances.some(({ jurisdiction, topic, stance }) =>
        value.split(':').every(part => [jurisdiction, topic, stance].includes(part)),
      ),
    ) &&
    passes(query.deadline, value =>
      item.dates.some(({ kind, date }) => {
        const [from, to] = value.split(':').at(-1)?.split('..') ?? [];
        const last = { '2026-03': '2026-03-31', '2026-Q2': '2026-06-30' }[date] ?? date;
        const named = /^[a-z]+/.exec(value)?.[0] ?? 'any';
        const within = to === undefined || (last >= (from ?? '') && (to === '' || last <= to));
        return within && (named === 'any' || named === kind);
      }),
    ) &&
    passes(query.firm, value => item.firms.includes(value)) &&
    passes(query.story, value => item.story.startsWith(value)) &&
    (query.since === null || at >= query.since) &&
    (query.until === null || at < query.until) &&
    (query.relevant === 'any' || item.relevant === (query.relevant === 'yes'))
  );
}

describe('search, whatever is asked', () => {
  it('finds exactly what a plain filter finds, in order of date, page by page', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyRecord, { maxLength: 25 }),
        fc.array(anyQuery, { minLength: 12, maxLength: 12 }),
        (facts, queries) =>
          withStore(async store => {
            const records = facts.map((item, index) =>
              makeRecord({
                article: {
                  title: `t${index}`,
                  text: item.text,
                  summary: null,
                  sourceId: item.source,
                  publishedAt: day(item.dayIndex),
                },
                classification: {
                  relevant: item.relevant,
                  jurisdictions: item.codes.map(code => makeJurisdiction(code)),
                  topics: item.topics.map(topic => makeTopic(topic)),
                  kind: { id: item.kind, score: 1, evidence: [] },
                  dates: item.dates.map(date => ({ ...date, quote: '', confidence: 0.9, evidence: [] })),
                  entities: item.firms.map(id => ({
                    kind: 'firm',
                    id,
                    name: id,
                    lei: null,
                    score: 1,
                    evidence: [],
                  })),
                  positions: item.stances.map(one => ({
                    ...one,
                    audience: null,
                    quote: '',
                    confidence: 1,
                    evidence: [],
                  })),
                },
                placement: {
                  relation: item.duplicate ? 'duplicate' : 'new',
                  storyId: `${item.story}${index}`,
                },
                tier: item.official ? 'official' : 'press',
                historic: item.historic,
              }),
            );
            await store.items.insert(records, SEEN);
            for (const query of queries) {
              const expected = facts
                .flatMap((item, index) => (holds(item, query) ? [`t${index}`] : []))
                .sort();
              const all = await store.items.search(query, { limit: 100 });
              assert.deepEqual(all.items.map(item => item.title).sort(), expected, JSON.stringify(query));
              const pages = [
                await store.items.search(query, { limit: 3 }),
                await store.items.search(query, { limit: 100, offset: 3 }),
              ];
              assert.deepEqual(
                pages.flatMap(page => page.items.map(item => item.id)),
                all.items.map(item => item.id),
              );
              assert.deepEqual(
                new Set([all, ...pages].map(result => result.total)),
                new Set([expected.length]),
              );
              if (query.sort === 'rank' && query.terms.some(term => !term.negated)) continue;
              const dates = all.items.map(item => item.publishedAt ?? '');
              assert.deepEqual(dates, query.sort === 'old' ? dates.toSorted() : dates.toSorted().reverse());
            }
            assert.deepEqual(await store.verify(), []);
          }),
      ),
      { numRuns: 25 },
    );
  });
});
