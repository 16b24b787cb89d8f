import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ParsedDocument, RawItem, SourceDef } from '../../src/core/types.ts';
import { contentHash } from '../../src/normalise/content-hash.ts';
import { normaliseItems } from '../../src/normalise/normalise-items.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const DEF: SourceDef = {
  id: 'xx/body/news',
  name: 'News',
  publisher: 'A body',
  authority: null,
  jurisdiction: 'HK',
  tier: 'official',
  type: 'regulator',
  format: 'rss',
  url: 'https://body.example/feed',
  homepage: 'https://www.body.example/news',
  method: 'GET',
  headers: {},
  language: 'en',
  timeZone: 'Asia/Hong_Kong',
  dateFormats: [],
  cryptoOnly: false,
  enabled: true,
  interval: { min: 15, max: 60 },
};

function item(given: Partial<RawItem>): RawItem {
  return {
    title: null,
    link: null,
    guid: null,
    dateText: null,
    updatedText: null,
    summary: null,
    content: null,
    authors: [],
    categories: [],
    language: null,
    ...given,
  };
}

function normalise(items: readonly RawItem[], def: SourceDef = DEF) {
  const doc: ParsedDocument = {
    format: 'rss',
    title: null,
    link: 'http://body.example/home/',
    language: null,
    items,
    complete: true,
    nextUrl: null,
    notes: [],
  };
  const { value, notes } = normaliseItems(doc, def, NOW);
  return { articles: value, notes, codes: notes.map(({ code }) => code) };
}

function one(given: Partial<RawItem>, def?: SourceDef) {
  const { articles, codes } = normalise([item({ title: 'A title', ...given })], def);
  const [article] = articles;
  assert.ok(article);
  return { ...article, codes };
}

test('an entry becomes clean text with absolute, comparable links', () => {
  const article = one({
    title: ' <b>SFC</b> warns &amp; acts\n on\u202e \u0007@everyone ',
    link: ' http://www.body.example/a/?utm_source=rss&id=3#top ',
    summary: '<p>First paragraph.</p><p>Second <a href="x">one</a>.</p><script>alert(1)</script>',
    guid: ' 17 ',
    authors: ['<i>Ann</i>', 'Ann', ''],
    categories: ['Crypto', 'Crypto', ' '],
  });
  assert.equal(article.title, 'SFC warns & acts on @everyone');
  assert.equal(article.url, 'http://www.body.example/a/?utm_source=rss&id=3#top');
  assert.equal(article.canonicalUrl, 'https://body.example/a?id=3');
  assert.equal(article.text, 'First paragraph.\n\nSecond one.');
  assert.equal(article.summary, article.text);
  assert.equal(article.textFrom, 'summary');
  assert.deepEqual(article.keys, ['guid:17', 'url:https://body.example/a?id=3']);
  assert.deepEqual([article.authors, article.categories], [['Ann'], ['Crypto']]);
  assert.match(article.id, /^[0-9a-z]{12}$/);
  assert.equal(article.contentHash, contentHash(article.title, article.text));
});

test('what only looks like markup in a title stays', () => {
  assert.equal(one({ title: 'Vec<String> and a < b' }).title, 'Vec<String> and a < b');
});

test('text comes from the content, else the summary, else there is none', () => {
  const both = one({ summary: 'Short.', content: '<p>Long and full text.</p>' });
  assert.deepEqual([both.text, both.textFrom, both.summary], ['Long and full text.', 'feed', 'Short.']);
  const stub = one({ summary: 'A summary that says more.', content: '<p>More</p>' });
  assert.deepEqual([stub.text, stub.textFrom], ['A summary that says more.', 'summary']);
  const empty = one({ summary: ' ', content: '<img src=x>' });
  assert.deepEqual([empty.text, empty.textFrom, empty.summary], ['', 'title', null]);
  const echo = one({ summary: 'A  title.' });
  assert.deepEqual([echo.text, echo.textFrom, echo.summary], ['', 'title', null]);
  const wordpress = one({
    summary: '<p>The news.</p><p>The post <a href="#">A title</a> appeared first on <a>Site</a>.</p>',
  });
  assert.equal(wordpress.text, 'The news.');
});

test('long and missing titles', () => {
  const long = one({ title: 'word '.repeat(1000) });
  assert.ok(long.title.length <= 1000 && long.title.endsWith('…'));
  assert.deepEqual(long.codes, ['title-cut']);
  const made = one({ title: ' ', summary: '<p>The SFC acts today. More follows.</p>' });
  assert.equal(made.title, 'The SFC acts today.');
  assert.deepEqual(made.codes, ['title-missing']);
  const { articles, notes } = normalise([item({ link: 'https://body.example/1' }), item({ title: 'Kept' })]);
  assert.deepEqual(
    articles.map(({ title }) => title),
    ['Kept'],
  );
  assert.deepEqual([notes[0]?.code, notes[0]?.item], ['item-without-title', 0]);
});

test('dates: the feed, then the change, then the address, else null, never now', () => {
  const fed = one({
    dateText: '2026-09-30 13:20',
    updatedText: '2026-10-01T00:00:00Z',
    link: 'https://body.example/2020/01/02/x',
  });
  assert.deepEqual(
    [fed.publishedAt, fed.datePrecision, fed.dateFrom, fed.updatedAt],
    ['2026-09-30T05:20:00.000Z', 'instant', 'feed', '2026-10-01T00:00:00.000Z'],
  );
  const changed = one({ updatedText: '2026-10-01' });
  assert.deepEqual(
    [changed.publishedAt, changed.datePrecision, changed.dateFrom],
    ['2026-09-30T16:00:00.000Z', 'day', 'feed'],
  );
  const addressed = one({ link: 'https://body.example/2026/09/30/title', dateText: 'yesterday' });
  assert.deepEqual(
    [addressed.publishedAt, addressed.dateFrom, addressed.codes],
    ['2026-09-29T16:00:00.000Z', 'url', ['date-unreadable']],
  );
  const none = one({ link: 'https://body.example/2026/13/30/title', dateText: '31 February 2026' });
  assert.deepEqual(
    [none.publishedAt, none.datePrecision, none.dateFrom, none.codes],
    [null, null, null, ['date-unreadable']],
  );
  const ahead = one({ dateText: '2027-09-30' });
  assert.deepEqual([ahead.publishedAt, ahead.codes], ['2027-09-29T16:00:00.000Z', ['date-in-future']]);
  assert.deepEqual(one({ dateText: '2026-11-23' }).codes, []);
  assert.equal(
    one({ dateText: '09/10/2026' }, { ...DEF, dateFormats: ['MM/dd/yyyy'] }).publishedAt,
    '2026-09-09T16:00:00.000Z',
  );
});

test('language: the entry, else the source, unless the script contradicts', () => {
  const chinese = '證監會發出虛擬資產交易平台牌照';
  const rows: readonly (readonly [Partial<RawItem>, string, string])[] = [
    [{}, 'en', 'en'],
    [{ language: 'en-us' }, 'en', 'en'],
    [{ language: 'fr_CA' }, 'en', 'fr-CA'],
    [{ language: 'not a tag!' }, 'en', 'en'],
    [{ title: chinese }, 'en', 'zh-Hant'],
    [{ title: '证监会发布虚拟资产监管规则' }, 'en', 'zh-Hans'],
    [{ title: chinese, language: 'en' }, 'zh-Hant', 'zh-Hant'],
    [{ title: '暗号資産交換業者の登録について' }, 'en', 'ja'],
    [{ title: '暗号資産交換業者' }, 'ja', 'ja'],
    [{ title: '가상자산 이용자 보호법 시행' }, 'en', 'ko'],
    [{ title: 'FSC announces new rules for virtual assets' }, 'ko', 'en'],
    [{ title: 'Ανακοίνωση της Επιτροπής Κεφαλαιαγοράς' }, 'en', 'el'],
    [{ title: 'SFC 發牌' }, 'en', 'en'],
  ];
  for (const [given, language, expected] of rows) {
    assert.equal(one(given, { ...DEF, language }).language, expected, given.title ?? given.language ?? '');
  }
});

test('a guid or link on different entries identifies none of them', () => {
  const { articles } = normalise([
    item({ title: 'One', guid: 'g', link: 'https://body.example/1' }),
    item({ title: 'Two', guid: 'g', link: 'https://body.example/2' }),
    item({ title: 'Three', guid: 'h', link: 'https://body.example/same' }),
    item({ title: 'Four', guid: 'i', link: 'https://body.example/same' }),
  ]);
  assert.deepEqual(
    articles.map(({ keys }) => keys),
    [['url:https://body.example/1'], ['url:https://body.example/2'], ['guid:h'], ['guid:i']],
  );
  assert.deepEqual(
    articles.map(({ canonicalUrl }) => canonicalUrl),
    ['https://body.example/1', 'https://body.example/2', null, null],
  );
});

test('links to front pages and to the list itself identify nothing', () => {
  const links = [
    'https://body.example/',
    'https://body.example/home',
    'https://body.example/news/',
    'https://body.example/feed',
  ];
  const { articles } = normalise(links.map((link, index) => item({ title: `Entry ${index}`, link })));
  assert.equal(new Set(articles.map(({ id }) => id)).size, 4);
  for (const { keys, canonicalUrl, url } of articles) {
    assert.match(keys[0] ?? '', /^hash:[0-9a-f]{32}$/);
    assert.equal(canonicalUrl, null);
    assert.notEqual(url, null);
  }
});

test('exact repeats are dropped, the newest stays, and nothing else is lost', () => {
  const link = 'https://body.example/1';
  const { articles, notes } = normalise([
    item({ title: 'One', link, dateText: '2026-09-01' }),
    item({ title: 'Other', link: 'https://body.example/2' }),
    item({ title: 'One', link: `${link}?utm_source=x`, dateText: '2026-09-02', summary: 'Now with text.' }),
  ]);
  assert.deepEqual(
    articles.map(({ title, text }) => [title, text]),
    [
      ['One', 'Now with text.'],
      ['Other', ''],
    ],
  );
  assert.deepEqual(notes, [{ code: 'item-repeated', message: 'repeats entry 1', item: 2 }]);

  const untold = normalise([
    item({ title: 'Notice', summary: 'About A.' }),
    item({ title: 'Notice', summary: 'About B.' }),
    item({ title: 'Notice', summary: 'About A.' }),
  ]);
  assert.deepEqual(
    untold.articles.map(({ text }) => text),
    ['About A.', 'About B.'],
  );
});

test('identity survives what readers of the same feed see differently', () => {
  const base = { title: 'A title', guid: '17', link: 'https://body.example/1' };
  const ids = [
    base,
    { ...base, title: 'A corrected title' },
    { ...base, link: 'http://www.body.example/1/?utm_medium=x' },
    { ...base, dateText: '2026-09-30' },
  ].map(given => one(given).id);
  assert.equal(new Set(ids).size, 1);
  assert.notEqual(one(base, { ...DEF, id: 'xx/body/other' }).id, ids[0]);
});

test('an unusable link is noted and does no harm', () => {
  const article = one({ link: 'javascript:alert(1)' });
  assert.equal(article.url, null);
  assert.deepEqual(article.codes, ['link-unusable']);
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '<b>',
    '&lt;',
    '@everyone',
    '\u202e',
    '<script>',
    'https://body.example/x',
    '2026-09-30',
    'same',
  ),
);
const anyItem = fc.record({
  title: fc.option(anyText),
  link: fc.option(anyText),
  guid: fc.option(anyText),
  dateText: fc.option(anyText),
  updatedText: fc.option(anyText),
  summary: fc.option(anyText),
  content: fc.option(anyText),
  authors: fc.array(anyText, { maxLength: 2 }),
  categories: fc.array(anyText, { maxLength: 2 }),
  language: fc.option(anyText),
});

test('any entries give clean articles with unique ids, the same each time', () => {
  fc.assert(
    fc.property(fc.array(anyItem, { maxLength: 12 }), items => {
      const { articles, notes } = normalise(items);
      assert.deepEqual(normalise(items).articles, articles);
      assert.equal(new Set(articles.map(({ id }) => id)).size, articles.length);
      const lost = notes.filter(
        ({ code }) => code === 'item-without-title' || code === 'item-repeated',
      ).length;
      assert.equal(articles.length + lost, items.length);
      for (const article of articles) {
        assert.notEqual(article.title, '');
        assert.ok(article.keys.length > 0);
        assert.equal(article.text === '', article.textFrom === 'title');
        assert.equal(article.publishedAt === null, article.dateFrom === null);
        assert.doesNotMatch(article.title + article.text, /[\u0000-\u0008\u202a-\u202e\u2066-\u2069]/);
      }
    }),
    { numRuns: 200 },
  );
});

test('ten thousand entries, many with the same words, are read in one pass', () => {
  const items = Array.from({ length: 10_000 }, (_, index) =>
    item({ title: `Title ${index % 5000}`, link: 'https://body.example/same', summary: `Text ${index}` }),
  );
  assert.equal(normalise(items).articles.length, 10_000);
});
