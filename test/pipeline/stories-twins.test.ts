import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SourceDef } from '../../src/core/types.ts';
import { classifyUnknown, storeArticles } from '../../src/pipeline/store-articles.ts';
import { LOCAL_SOURCE } from '../../src/pipeline/to-articles.ts';
import type { SqliteStore } from '../../src/store/open-store.ts';
import { makeArticle } from '../helpers/make-item.ts';
import { loadSharedKnowledge } from '../helpers/open-app.ts';
import { withStore } from '../helpers/temp-store.ts';

const { classifier } = loadSharedKnowledge();
const list = (id: string, twin: string): SourceDef => ({
  ...LOCAL_SOURCE,
  id,
  tier: 'official',
  type: 'regulator',
  twin,
});
const EN = list('hk/office/news', 'hk/office/news-zh');
const ZH = list('hk/office/news-zh', 'hk/office/news');

interface Notice {
  readonly title: string;
  readonly url: string;
  readonly at: string;
  readonly text?: string;
  readonly dayOnly?: boolean;
}

/** Reads a list as a crawl does: the stories, relations and reasons of its notices in the order given. */
async function read(store: SqliteStore, def: SourceDef, notices: readonly Notice[]) {
  const articles = notices.map(({ title, url, at, text = '', dayOnly }) =>
    makeArticle({
      sourceId: def.id,
      title,
      url,
      text,
      textFrom: text === '' ? 'title' : 'feed',
      publishedAt: at,
      datePrecision: dayOnly ? 'day' : 'instant',
      summary: null,
      language: def === EN ? 'en' : 'zh-Hant',
    }),
  );
  const context = { def, seenAt: '2026-11-22T12:00:00.000Z', isHistoric: () => false, classifier };
  const tags = await classifyUnknown(articles, [], context);
  await store.transaction(ops => storeArticles(ops, articles, tags, context));
  const ids = articles.map(article => article.id);
  const items = await store.items.getAll(ids);
  const places = await store.stories.places(ids);
  return ids.map(id => {
    const item = items.find(one => one.id === id);
    assert.ok(item);
    const because = places.find(one => one.itemId === id)?.because ?? '';
    return { story: item.storyId, relation: item.relation, because };
  });
}

describe('a notice in two languages is one story', () => {
  it('by the number in its address, among others of the day', () =>
    withStore(async store => {
      const english = await read(store, EN, [
        {
          title: 'Warning on an unlicensed dealer',
          url: 'https://office.example/en/doc?refNo=26PR122',
          at: '2026-11-20T01:00:00.000Z',
        },
        {
          title: 'Court orders a stablecoin issuer to repay its clients',
          url: 'https://office.example/en/doc?refNo=26PR123_EN',
          at: '2026-11-20T02:00:00.000Z',
        },
      ]);
      const chinese = await read(store, ZH, [
        {
          title: '法院命令穩定幣發行人向客戶還款',
          url: 'https://office.example/tc/news/26PR123',
          at: '2026-11-20T09:00:00.000Z',
        },
        {
          title: '穩定幣諮詢總結',
          url: 'https://office.example/tc/news/26PR124',
          at: '2026-11-20T09:30:00.000Z',
        },
      ]);
      assert.equal(chinese[0]?.story, english[1]?.story);
      assert.equal(chinese[0]?.relation, 'same-story');
      assert.equal(chinese[0]?.because, 'the same in another language: number 26pr123');
      assert.equal(new Set([...english, ...chinese].map(one => one.story)).size, 3);
    }));

  it('by an address that differs in its language only, where days are all that is known', () =>
    withStore(async store => {
      const days = ['20261120-3', '20261120-4'];
      const notices = (language: string, titles: readonly string[]) =>
        titles.map((title, index) => ({
          title,
          url: `https://office.example/${language}/releases/2026/11/${days[index] ?? ''}/`,
          at: '2026-11-20T00:00:00.000Z',
          dayOnly: true,
        }));
      const chinese = await read(store, ZH, notices('chi', ['有關虛假網站', '有關代幣化存款']));
      const english = await read(
        store,
        EN,
        notices('eng', ['Fraudulent websites of banks', 'Pilot of tokenised deposits']),
      );
      assert.deepEqual(
        english.map(one => one.story),
        chinese.map(one => one.story),
      );
      assert.notEqual(english[0]?.story, english[1]?.story);
    }));

  it('by the same figures, and by the minute when nothing else is in it', () =>
    withStore(async store => {
      const english = await read(store, EN, [
        {
          title: 'Platform fined $24 million',
          url: 'https://office.example/en/platform-fined',
          at: '2026-11-20T02:00:00.000Z',
        },
        {
          title: 'Secretary visits a school',
          url: 'https://office.example/en/school',
          at: '2026-11-20T05:00:20.000Z',
        },
        { title: 'Morning notice', url: 'https://office.example/en/a', at: '2026-11-20T06:00:00.000Z' },
        { title: 'Evening notice', url: 'https://office.example/en/b', at: '2026-11-20T06:00:30.000Z' },
      ]);
      const chinese = await read(store, ZH, [
        {
          title: '平台被罰款2,400萬元',
          url: 'https://office.example/tc/fakuan',
          at: '2026-11-20T03:00:00.000Z',
        },
        { title: '局長訪問學校', url: 'https://office.example/tc/xuexiao', at: '2026-11-20T05:00:50.000Z' },
        { title: '早上的通告', url: 'https://office.example/tc/jia', at: '2026-11-20T06:00:00.000Z' },
      ]);
      assert.equal(chinese[0]?.story, english[0]?.story);
      assert.match(chinese[0]?.because ?? '', /same figures/);
      assert.equal(chinese[1]?.story, english[1]?.story);
      assert.match(chinese[1]?.because ?? '', /alone in the minute/);
      assert.equal(chinese[2]?.relation, 'new', 'two notices of one minute: nobody knows which it is');
    }));

  it('not when its number differs, its day does, or nobody called the lists twins', () =>
    withStore(async store => {
      const at = '2026-11-20T02:00:00.000Z';
      const doc = (language: string, number: string) =>
        `https://office.example/${language}/doc?refNo=26PR${number}`;
      await read(store, EN, [{ title: 'Notice on custody', url: doc('en', '123'), at }]);
      const later = '2026-11-21T02:00:01.000Z';
      const alone: SourceDef = { ...LOCAL_SOURCE, id: 'hk/office/other-zh', tier: 'official' };
      const placed = [
        ...(await read(store, ZH, [{ title: '保管的通告', url: doc('tc', '124'), at }])),
        ...(await read(store, ZH, [{ title: '另一個通告', url: doc('tc', '123'), at: later }])),
        ...(await read(store, alone, [{ title: '第三個通告', url: doc('sc', '123'), at }])),
      ];
      assert.deepEqual(
        placed.map(one => one.relation),
        ['new', 'new', 'new'],
      );
    }));
});
