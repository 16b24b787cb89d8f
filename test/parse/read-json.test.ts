import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PagingRule, ReadRule } from '../../src/core/types.ts';
import { parseDocument } from '../../src/parse/parse-document.ts';
import { atPath } from '../../src/parse/read-json.ts';

const URL = 'https://api.regulator.example/v1/news?page=1';

function parse(body: unknown, read: ReadRule, paging?: PagingRule, url: string | null = URL) {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return parseDocument(
    { bytes, contentType: 'application/json', url },
    {
      format: 'json',
      read,
      ...(paging === undefined ? {} : { paging }),
      language: 'en',
      timeZone: 'Asia/Hong_Kong',
    },
  );
}

const READ: ReadRule = {
  items: 'response.docs',
  title: { path: 'head.title' },
  link: { template: '/news/{ref}' },
  date: { path: 'issued' },
  updated: { path: 'changed' },
  summary: { path: 'lead' },
  content: { path: 'html' },
  id: { path: 'ref' },
};
const doc = (ref: number | string) => ({
  ref,
  head: { title: `Circular ${ref}` },
  issued: '2026-03-02 10:00',
  changed: 1_772_416_800,
  lead: 'On <b>custody</b>',
  html: '<p>Full <a href="a.pdf">text</a><script>x()</script></p>',
});

test('dotted paths, a template, numbers and HTML', async () => {
  const document = await parse({ response: { docs: [doc(7)] }, next: '/v1/news?page=2' }, READ, {
    next: 'next',
  });
  assert.equal(document.format, 'json');
  assert.equal(document.complete, true);
  assert.equal(document.nextUrl, 'https://api.regulator.example/v1/news?page=2');
  assert.deepEqual(document.items, [
    {
      title: 'Circular 7',
      link: 'https://api.regulator.example/news/7',
      guid: '7',
      dateText: '2026-03-02 10:00',
      updatedText: '1772416800',
      summary: 'On <b>custody</b>',
      content: '<p>Full <a href="https://api.regulator.example/news/a.pdf">text</a></p>',
      authors: [],
      categories: [],
      language: null,
    },
  ]);
});

test('the root as the list, linkBase, and a pattern', async () => {
  const read: ReadRule = {
    items: '',
    title: { path: 'name', match: '^(?:PR )?(.+?)(?: \\(.*\\))?$' },
    link: { path: 'href' },
    linkBase: 'https://www.regulator.example/en/',
  };
  const document = await parse([{ name: 'PR Fine for Alpha (pdf)', href: 'pr/1' }], read);
  assert.deepEqual(
    document.items.map(({ title, link }) => [title, link]),
    [['Fine for Alpha', 'https://www.regulator.example/en/pr/1']],
  );
});

test('lists and objects of names become text; an object of objects is a list', async () => {
  const read: ReadRule = {
    items: 'data',
    title: { path: 'title' },
    summary: { path: 'agencies' },
    link: { path: 'links.0.href' },
  };
  const body = {
    data: {
      a: {
        title: { rendered: 'One' },
        agencies: [{ name: 'SEC' }, 'CFTC'],
        links: [{ href: 'https://a.example/1' }],
      },
    },
  };
  const [item] = (await parse(body, read)).items;
  assert.deepEqual([item?.title, item?.summary, item?.link], ['One', 'SEC, CFTC', 'https://a.example/1']);
});

test('NUL bytes, a byte order mark and raw line breaks inside strings', async () => {
  const body = `\ufeff{"response":{"docs":[{"ref":1,"head":{"title":"Line\u0000 one\ntwo"}}]}}\u0000`;
  const [item] = (await parse(body, READ)).items;
  assert.equal(item?.title, 'Line one two');
});

test('JSONP and XSSI guards', async () => {
  const json = JSON.stringify({ response: { docs: [doc(1)] } });
  for (const body of [`callback(${json});`, `)]}',\n${json}`])
    assert.equal((await parse(body, READ)).items.length, 1, body.slice(0, 12));
});

test('cut off: what arrived whole is used', async () => {
  const body = JSON.stringify({ response: { docs: [doc(1), doc(2), doc(3)] } });
  const document = await parse(body.slice(0, body.indexOf('"ref":3') + 10), READ);
  assert.deepEqual(
    document.items.map(item => item.guid),
    ['1', '2'],
  );
  assert.equal(document.complete, false);
  assert.ok(document.notes.some(note => note.code === 'truncated'));
});

test('a web page or words instead of JSON', async () => {
  const codes = async (body: string) => (await parse(body, READ)).notes.map(note => note.code);
  assert.deepEqual(await codes('<!doctype html><html><body>Loading</body></html>'), ['html-instead-of-json']);
  assert.deepEqual(await codes('Service unavailable'), ['not-json']);
});

test('the list is not where the rule says; an item has nothing', async () => {
  const moved = await parse({ docs: [doc(1)] }, READ);
  assert.deepEqual([moved.items.length, moved.notes[0]?.code], [0, 'items-not-found']);
  const bare = await parse({ response: { docs: [null, {}, 5, doc(2)] } }, READ);
  assert.equal(bare.items.length, 1);
  assert.deepEqual(
    bare.notes.map(note => [note.code, note.item]),
    [
      ['item-unreadable', 0],
      ['item-unreadable', 1],
      ['item-unreadable', 2],
    ],
  );
});

test('a link that runs code is no link', async () => {
  const read: ReadRule = { items: '', title: { path: 't' }, link: { path: 'l' } };
  for (const l of ['javascript:alert(1)', ' java\nscript:alert(1)', 'data:text/html,x', 'VBScript:x']) {
    const [item] = (await parse([{ t: 'x', l }], read)).items;
    assert.equal(item?.link, null, l);
  }
});

test('paths reach only own properties', () => {
  assert.equal(atPath({ a: { b: [{ c: 1 }] } }, 'a.b[0].c'), 1);
  assert.equal(atPath({ 'a.b': 2 }, 'a.b'), 2);
  assert.equal(atPath({}, '__proto__.toString'), undefined);
  assert.equal(atPath({ a: 'text' }, 'a.length'), undefined);
});

test('JSON Feed 1.0 and 1.1', async () => {
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: 'News',
    home_page_url: 'https://a.example/',
    next_url: '/feed?page=2',
    language: 'en',
    items: [
      {
        id: 1,
        url: '/1',
        title: 'One',
        content_html: '<a href="x">y</a>',
        date_published: '2026-03-02T10:00:00Z',
        authors: [{ name: 'Jo' }],
        tags: ['rules'],
      },
      {
        id: 'https://a.example/2',
        content_text: 'Two < three',
        author: { name: 'Al' },
        date_modified: '2026-03-03',
      },
      'junk',
    ],
  };
  const document = await parseDocument(
    { bytes: Buffer.from(JSON.stringify(feed)), contentType: null, url: 'https://a.example/feed' },
    null,
  );
  assert.deepEqual(
    [document.format, document.title, document.link, document.nextUrl, document.language],
    ['json-feed', 'News', 'https://a.example/', 'https://a.example/feed?page=2', 'en'],
  );
  const [one, two] = document.items;
  assert.deepEqual(one, {
    title: 'One',
    link: 'https://a.example/1',
    guid: '1',
    dateText: '2026-03-02T10:00:00Z',
    updatedText: null,
    summary: '<a href="https://a.example/x">y</a>',
    content: '<a href="https://a.example/x">y</a>',
    authors: ['Jo'],
    categories: ['rules'],
    language: 'en',
  });
  assert.deepEqual(
    [two?.link, two?.content, two?.authors, two?.updatedText],
    ['https://a.example/2', 'Two &lt; three', ['Al'], '2026-03-03'],
  );
  assert.deepEqual(
    document.notes.map(note => note.code),
    ['item-unreadable'],
  );
});
