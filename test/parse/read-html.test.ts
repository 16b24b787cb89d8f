import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PagingRule, ReadRule } from '../../src/core/types.ts';
import { parseDocument } from '../../src/parse/parse-document.ts';

const URL = 'https://www.regulator.example/en/news/index.html';

function parse(body: string, read: ReadRule, paging?: PagingRule) {
  return parseDocument(
    { bytes: Buffer.from(body), contentType: 'text/html', url: URL },
    { format: 'html', read, ...(paging === undefined ? {} : { paging }), language: 'en', timeZone: 'UTC' },
  );
}

const READ: ReadRule = {
  items: 'ul.news > li',
  title: { select: 'a' },
  link: { select: 'a', attr: 'href' },
  date: { select: 'time', attr: 'datetime' },
  summary: { select: 'p' },
  id: { select: '', attr: 'data-id' },
};
const PAGE = `<!doctype html><html lang="en"><head><title>News &amp; more</title></head><body>
<ul class=news>
<li data-id=n1><time datetime="2026-03-01">1 March</time> <a href="../pr/1.html">Fine &amp; ban for <b>Alpha</b></a><p>See <a href="/x" onclick="a()">x</a></p></li>
<li><a href="/pr/2">Second</a></li>
<li><a>No link</a></li>
<li><a href="/pr/4"></a></li>
</ul><a class=next href="?page=2">Next</a></body></html>`;

test('items, fields, attributes and relative links', async () => {
  const document = await parse(PAGE, READ, { next: 'a.next' });
  assert.deepEqual(
    [document.format, document.title, document.language, document.nextUrl],
    ['html', 'News & more', 'en', 'https://www.regulator.example/en/news/index.html?page=2'],
  );
  assert.deepEqual(document.items[0], {
    title: 'Fine & ban for Alpha',
    link: 'https://www.regulator.example/en/pr/1.html',
    guid: 'n1',
    dateText: '2026-03-01',
    updatedText: null,
    summary: 'See <a href="https://www.regulator.example/x">x</a>',
    content: null,
    authors: [],
    categories: [],
    language: null,
  });
  assert.equal(document.items.length, 2);
  assert.deepEqual(
    document.notes.map(note => [note.code, note.item]),
    [
      ['item-unreadable', 2],
      ['item-unreadable', 3],
    ],
  );
});

test('base href, and linkBase before it', async () => {
  const page = PAGE.replace('<head>', '<head><base href="/other/">');
  assert.equal((await parse(page, READ)).items[0]?.link, 'https://www.regulator.example/pr/1.html');
  const based = await parse(page, { ...READ, linkBase: 'https://mirror.example/a/b/' });
  assert.equal(based.items[0]?.link, 'https://mirror.example/a/pr/1.html');
});

test('the item element itself as the link, and a date cut out of its text', async () => {
  const page = '<a class=i href="/1">Circular on custody (2 March 2026)</a>';
  const read: ReadRule = {
    items: 'a.i',
    title: { select: '', match: '^(.*) \\(' },
    link: { select: '', attr: 'href' },
    date: { match: '\\((.*)\\)' },
  };
  const [item] = (await parse(page, read)).items;
  assert.deepEqual(
    [item?.title, item?.link, item?.dateText],
    ['Circular on custody', 'https://www.regulator.example/1', '2 March 2026'],
  );
});

test('a link rule without an attribute means the href', async () => {
  const read: ReadRule = { items: 'ul.news > li', title: { select: 'a' }, link: { select: 'a' } };
  assert.equal((await parse(PAGE, read)).items[0]?.link, 'https://www.regulator.example/en/pr/1.html');
});

test('nothing matches; the selector is wrong; the pattern is wrong', async () => {
  const codes = async (read: ReadRule) => (await parse(PAGE, read)).notes.map(note => note.code);
  assert.deepEqual(await codes({ ...READ, items: 'table tr' }), ['selector-matched-nothing']);
  assert.deepEqual(await codes({ ...READ, items: 'li[[' }), ['selector-invalid', 'selector-matched-nothing']);
  assert.ok((await codes({ ...READ, date: { select: 'time', match: '(' } })).includes('match-invalid'));
});
