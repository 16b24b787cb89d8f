import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '../../src/core/errors.ts';
import { emptyQuery } from '../../src/query/empty-query.ts';
import {
  makeArticle,
  makeClassification,
  makeJurisdiction,
  makeRecord,
  makeTopic,
} from '../helpers/make-item.ts';
import { withStore } from '../helpers/temp-store.ts';

const SEEN = '2025-04-07T09:00:00.000Z';
const LATER = '2025-04-08T09:00:00.000Z';

describe('insert and get', () => {
  it('gives back every field of an item as it was stored', () =>
    withStore(async store => {
      const record = makeRecord({
        article: {
          summary: null,
          authors: ['A. Author'],
          categories: ['Press release', '新聞'],
          updatedAt: '2025-04-07T10:00:00.000Z',
          keys: ['guid:1', 'url:https://a.example/1', 'hash:abc'],
        },
        historic: true,
      });
      assert.deepEqual(await store.items.insert([record], SEEN), [record.article.id]);
      assert.deepEqual(await store.items.get(record.article.id), {
        ...record.article,
        firstSeenAt: SEEN,
        lastSeenAt: SEEN,
        version: 1,
        storyId: record.placement.storyId,
        relation: 'new',
        tier: record.tier,
        historic: true,
        classification: record.classification,
      });
      assert.deepEqual(await store.verify(), []);
    }));

  it('leaves an item alone that exists, within one call and across calls', () =>
    withStore(async store => {
      const first = makeRecord({ article: { title: 'One title about staking' } });
      const same = { ...first, article: { ...first.article, title: 'Another title' } };
      const other = makeRecord({ article: { title: 'A second item' } });
      assert.deepEqual(await store.items.insert([first, same], SEEN), [first.article.id]);
      assert.deepEqual(await store.items.insert([same, other], LATER), [other.article.id]);
      assert.equal((await store.items.get(first.article.id))?.title, 'One title about staking');
      assert.deepEqual(await store.items.count(), { items: 2, relevant: 2, stories: 2 });
      assert.deepEqual(await store.verify(), []);
    }));

  it('stores hundreds of items of one second, and none', () =>
    withStore(async store => {
      const records = Array.from({ length: 700 }, (_, index) =>
        makeRecord({ article: { title: `Notice ${index}`, publishedAt: '2025-04-07T00:00:00.000Z' } }),
      );
      assert.equal((await store.items.insert(records, SEEN)).length, 700);
      assert.deepEqual(await store.items.insert([], SEEN), []);
      assert.equal((await store.items.count()).items, 700);
    }));

  it('finds an item by the start of its id only when that is one item', () =>
    withStore(async store => {
      const [a, b] = [makeRecord(), makeRecord({ article: { title: 'Other' } })].map((record, index) => ({
        ...record,
        article: { ...record.article, id: `abcd${index}fgh` },
      }));
      assert.ok(a !== undefined && b !== undefined);
      await store.items.insert([a, b], SEEN);
      assert.equal((await store.items.get('abcd0'))?.id, 'abcd0fgh');
      assert.equal((await store.items.get(' ABCD0FGH '))?.id, 'abcd0fgh');
      assert.equal(await store.items.get('abcd'), null);
      assert.equal(await store.items.get('abc'), null);
      assert.equal(await store.items.get('zzzz'), null);
      assert.equal(await store.items.get('%'), null);
    }));
});

describe('match', () => {
  it('goes by the strongest key that is known, in the order given', () =>
    withStore(async store => {
      const first = makeRecord({ article: { title: 'First', keys: ['guid:1', 'url:u1', 'hash:h1'] } });
      const second = makeRecord({ article: { title: 'Second', keys: ['guid:2', 'url:u2'] } });
      await store.items.insert([first, second], SEEN);
      const hash = first.article.contentHash;
      const matches = await store.items.match('hk/sfc/news', [
        { keys: ['guid:1', 'url:u2'], contentHash: hash },
        { keys: ['guid:new', 'url:u2'], contentHash: 'other' },
        { keys: ['guid:new', 'url:new', 'hash:h1'], contentHash: hash },
        { keys: ['guid:new'], contentHash: hash },
        { keys: [], contentHash: hash },
      ]);
      assert.deepEqual(matches, [
        { status: 'unchanged', id: first.article.id, version: 1 },
        { status: 'changed', id: second.article.id, version: 1 },
        { status: 'unchanged', id: first.article.id, version: 1 },
        { status: 'new' },
        { status: 'new' },
      ]);
      const [elsewhere] = await store.items.match('us/sec/press', [{ keys: ['guid:1'], contentHash: hash }]);
      assert.deepEqual(elsewhere, { status: 'new' });
    }));

  it('learns keys of an item that is seen again, and when it was', () =>
    withStore(async store => {
      const record = makeRecord({ article: { keys: ['url:u1'] } });
      await store.items.insert([record], SEEN);
      await store.items.seen([{ id: record.article.id, keys: ['guid:late', 'url:u1'] }], LATER);
      await store.items.seen([{ id: record.article.id, keys: [] }], SEEN);
      await store.items.seen([{ id: 'unknown', keys: ['guid:x'] }], LATER);
      const [match] = await store.items.match('hk/sfc/news', [{ keys: ['guid:late'], contentHash: '' }]);
      assert.deepEqual(match, { status: 'changed', id: record.article.id, version: 1 });
      const item = await store.items.get(record.article.id);
      assert.equal(item?.lastSeenAt, LATER);
      assert.deepEqual([...(item?.keys ?? [])].sort(), ['guid:late', 'url:u1']);
    }));

  it('answers for more candidates than one statement holds', () =>
    withStore(async store => {
      const records = Array.from({ length: 1200 }, (_, index) =>
        makeRecord({ article: { title: `Item ${index}`, keys: [`guid:${index}`, `url:${index}`] } }),
      );
      await store.items.insert(records, SEEN);
      const matches = await store.items.match(
        'hk/sfc/news',
        records.map(({ article }) => ({ keys: article.keys, contentHash: article.contentHash })),
      );
      assert.ok(matches.every(match => match.status === 'unchanged'));
    }));
});

describe('revise', () => {
  it('keeps every version, and search finds the newest words only', () =>
    withStore(async store => {
      const record = makeRecord({ article: { title: 'Draft conditions', text: 'The oldword applies.' } });
      const { id } = record.article;
      await store.items.insert([record], SEEN);
      const article = makeArticle({
        ...record.article,
        title: 'Final conditions',
        text: 'The newword applies.',
        contentHash: 'h2',
      });
      const classification = makeClassification({
        jurisdictions: [makeJurisdiction('SG')],
        topics: [makeTopic('custody')],
        kind: { id: 'rule', score: 1, evidence: [] },
      });
      await store.items.revise(id, { article, classification, tier: 'official', pageWanted: false }, LATER);

      const versions = await store.items.versions(id);
      assert.deepEqual(
        versions.map(version => [version.version, version.title, version.seenAt]),
        [
          [1, 'Draft conditions', SEEN],
          [2, 'Final conditions', LATER],
        ],
      );
      const item = await store.items.get(id);
      assert.equal(item?.version, 2);
      assert.equal(item?.text, 'The newword applies.');
      assert.equal(item?.firstSeenAt, SEEN);
      const total = async (query: object) =>
        (await store.items.search({ ...emptyQuery, ...query }, { limit: 5 })).total;
      const only = (...include: string[]) => ({ include, exclude: [] });
      assert.equal(await total({ terms: [{ text: 'oldword', phrase: false, negated: false }] }), 0);
      assert.equal(await total({ terms: [{ text: 'newword', phrase: false, negated: false }] }), 1);
      assert.equal(await total({ jurisdiction: only('HK') }), 0);
      assert.equal(await total({ jurisdiction: only('SG'), topic: only('custody'), kind: only('rule') }), 1);
      assert.equal(await total({ is: only('edited') }), 1);
      assert.deepEqual(await store.verify(), []);
    }));

  it('tags again without a new version when the words are the same', () =>
    withStore(async store => {
      const record = makeRecord();
      const { id } = record.article;
      await store.items.insert([record], SEEN);
      const classification = makeClassification({ relevant: false, topics: [], model: 'test-2' });
      await store.items.revise(id, { ...record, classification }, LATER);
      assert.equal((await store.items.versions(id)).length, 1);
      assert.deepEqual((await store.items.get(id))?.classification, classification);
      assert.deepEqual(await store.items.count(), { items: 1, relevant: 0, stories: 1 });
      const word = [{ text: 'staking', phrase: false, negated: false }];
      assert.equal((await store.items.search({ ...emptyQuery, terms: word }, { limit: 1 })).total, 0);
      const any = { ...emptyQuery, terms: word, relevant: 'any' as const };
      assert.equal((await store.items.search(any, { limit: 1 })).total, 1);
      assert.deepEqual(await store.verify(), []);
    }));

  it('moves an item whose date became known to its place', () =>
    withStore(async store => {
      const undated = makeRecord({
        article: { title: 'Undated notice', publishedAt: null, datePrecision: null, dateFrom: null },
      });
      const older = makeRecord({
        article: { title: 'Older notice', publishedAt: '2025-03-01T00:00:00.000Z' },
      });
      await store.items.insert([undated, older], SEEN);
      const titles = async () =>
        (await store.items.search(emptyQuery, { limit: 5 })).items.map(item => item.title);
      assert.deepEqual(await titles(), ['Undated notice', 'Older notice']);
      const article = { ...undated.article, publishedAt: '2024-12-01T00:00:00.000Z' };
      await store.items.revise(article.id, { ...undated, article }, LATER);
      assert.deepEqual(await titles(), ['Older notice', 'Undated notice']);
      const [match] = await store.items.match('hk/sfc/news', [article]);
      assert.equal(match?.status, 'unchanged');
      assert.equal((await store.items.versions(article.id)).length, 1);
      assert.deepEqual(await store.verify(), []);
    }));

  it('says so when there is no such item', () =>
    withStore(async store => {
      await assert.rejects(
        store.items.revise('nothing', makeRecord(), SEEN),
        (error: unknown) => error instanceof AppError && error.code === 'item-unknown',
      );
    }));
});

describe('stories and pages', () => {
  it('lists a story with its official item first, and takes it for confirmed then', () =>
    withStore(async store => {
      const story = { storyId: 'story0000001' };
      const press = makeRecord({
        article: { title: 'Press', sourceId: 'media/a', publishedAt: '2025-04-07T06:00:00.000Z' },
        placement: story,
        tier: 'press',
      });
      const law = makeRecord({
        article: { title: 'Law firm', sourceId: 'media/b', publishedAt: '2025-04-07T05:00:00.000Z' },
        placement: story,
        tier: 'law-firm',
      });
      const official = makeRecord({
        article: { title: 'Official' },
        placement: { ...story, relation: 'same-story' },
      });
      await store.items.insert([press, law], SEEN);
      const unconfirmed = { ...emptyQuery, is: { include: ['unconfirmed'], exclude: [] } };
      assert.equal((await store.items.search(unconfirmed, { limit: 5 })).total, 2);
      await store.items.insert([official], LATER);
      assert.equal((await store.items.search(unconfirmed, { limit: 5 })).total, 0);
      const items = await store.items.ofStory('story0000001');
      assert.deepEqual(
        items.map(item => item.title),
        ['Official', 'Law firm', 'Press'],
      );
      assert.deepEqual(await store.verify(), []);
    }));

  it('finds what shares an address, words or a title, since a time', () =>
    withStore(async store => {
      const record = makeRecord();
      await store.items.insert([record], SEEN);
      const { article } = record;
      const none = { canonicalUrl: null, contentHash: 'none', titleKey: null };
      const titleKey = 'regulator sets out conditions for staking services by licensed platforms';
      for (const probe of [
        { ...none, canonicalUrl: article.canonicalUrl },
        { ...none, contentHash: article.contentHash },
        { ...none, titleKey },
      ]) {
        const [candidate, ...more] = await store.stories.candidates([none, probe], SEEN);
        assert.deepEqual(more, []);
        assert.deepEqual(candidate, {
          itemId: article.id,
          sourceId: article.sourceId,
          storyId: record.placement.storyId,
          publishedAt: article.publishedAt,
          firstSeenAt: SEEN,
          canonicalUrl: article.canonicalUrl,
          contentHash: article.contentHash,
          titleKey,
        });
      }
      assert.deepEqual(await store.stories.candidates([none], SEEN), []);
      assert.deepEqual(await store.stories.candidates([{ ...none, titleKey }], LATER), []);
    }));

  it('hands out pages to fetch oldest first, until done or given up', () =>
    withStore(async store => {
      const records = ['2025-03-03', '2025-03-01', '2025-03-02'].map(day =>
        makeRecord({ article: { title: day, publishedAt: `${day}T00:00:00.000Z` }, pageWanted: true }),
      );
      await store.items.insert([...records, makeRecord()], SEEN);
      const wanted = async () => (await store.items.wantedPages('hk/sfc/news', 10)).map(item => item.title);
      assert.deepEqual(await wanted(), ['2025-03-01', '2025-03-02', '2025-03-03']);
      const [third, first] = records;
      assert.ok(first !== undefined && third !== undefined);
      await store.items.pageTried(first.article.id, true, 3);
      await store.items.pageTried(third.article.id, false, 2);
      assert.deepEqual(await wanted(), ['2025-03-02', '2025-03-03']);
      await store.items.pageTried(third.article.id, false, 2);
      assert.deepEqual(await wanted(), ['2025-03-02']);
      assert.deepEqual(await store.items.wantedPages('us/sec/press', 10), []);
    }));

  it('numbers what is news by the order in which it was stored, whatever the clock said', () =>
    withStore(async store => {
      const historic = makeRecord({ article: { title: 'There at the first read' }, historic: true });
      const plain = makeRecord({ article: { title: 'Not relevant' }, classification: { relevant: false } });
      const titles = async (after: number) => {
        const { items, upTo } = await store.items.news(after);
        return { titles: items.map(item => item.title), upTo };
      };
      assert.deepEqual(await titles(0), { titles: [], upTo: 0 });
      await store.items.insert([historic, plain, makeRecord({ article: { title: 'First' } })], LATER);
      const first = await titles(0);
      assert.deepEqual(first.titles, ['First']);
      // A read that began earlier and ended later, or a clock that was set back.
      await store.items.insert([makeRecord({ article: { title: 'Second' } })], SEEN);
      assert.deepEqual((await titles(first.upTo)).titles, ['Second']);
      assert.deepEqual((await titles(0)).titles, ['First', 'Second']);
    }));

  it('makes an item news once, when its page or an edit makes it relevant', () =>
    withStore(async store => {
      const quiet = makeRecord({ article: { title: 'Annual report' }, classification: { relevant: false } });
      const historic = makeRecord({ classification: { relevant: false }, historic: true });
      await store.items.insert([quiet, historic, makeRecord({ article: { title: 'Loud' } })], SEEN);
      const { upTo } = await store.items.news(0);
      const tagged = async (record: typeof quiet, relevant: boolean) => {
        const again = makeRecord({ article: record.article, classification: { relevant } });
        await store.items.revise(record.article.id, again, LATER);
      };
      await tagged(quiet, true);
      await tagged(historic, true);
      const later = await store.items.news(upTo);
      assert.deepEqual(
        later.items.map(item => item.title),
        ['Annual report'],
      );
      await tagged(quiet, false);
      assert.deepEqual((await store.items.news(upTo)).items, []);
      await tagged(quiet, true);
      assert.deepEqual((await store.items.news(later.upTo)).items, []);
    }));
});

describe('getAll', () => {
  it('gives items in the order asked for and leaves out what it does not know', () =>
    withStore(async store => {
      const records = ['one', 'two', 'three'].map(id =>
        makeRecord({ article: { id, keys: [`guid:${id}`] } }),
      );
      await store.items.insert(records, SEEN);
      const items = await store.items.getAll(['three', 'nobody', 'one']);
      assert.deepEqual(
        items.map(item => item.id),
        ['three', 'one'],
      );
    }));
});
