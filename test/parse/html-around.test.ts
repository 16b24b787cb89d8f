import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReadRule } from '../../src/core/types.ts';
import { parseDocument } from '../../src/parse/parse-document.ts';

const READ: ReadRule = {
  items: 'a[href^="/n/"]',
  title: {},
  link: { attr: 'href' },
  date: { match: '(\\d{4}-\\d{2}-\\d{2})', around: true },
};

async function dates(body: string, read: ReadRule = READ) {
  const document = await parseDocument(
    { bytes: Buffer.from(body), contentType: 'text/html', url: 'https://authority.example/list' },
    { format: 'html', read, language: 'en', timeZone: 'UTC' },
  );
  return document.items.map(({ title, dateText }) => [title, dateText]);
}

test('what stands in the same row as a link', async () => {
  const page = `<table>
    <tr><td><font><a href="/n/1">One</a></font></td><td>2026-03-01</td></tr>
    <tr><td><a href="/n/2">Two</a></td><td>2026-03-02</td></tr>
    <tr><td><a href="/n/3">Three</a></td><td>soon</td></tr></table><p>Updated 2026-12-31</p>`;
  assert.deepEqual(await dates(page), [
    ['One', '2026-03-01'],
    ['Two', '2026-03-02'],
    ['Three', null],
  ]);
});

test('neighbours after and before, never those of another item', async () => {
  const after = '<div><a href="/n/1">One</a><b>2026-03-01</b><a href="/n/2">Two</a><b>2026-03-02</b></div>';
  assert.deepEqual(await dates(after), [
    ['One', '2026-03-01'],
    ['Two', '2026-03-02'],
  ]);
  const before =
    '<div><time datetime="2026-03-01T05:00:00Z">x</time><h3><a href="/n/1">One</a></h3><hr><h3><a href="/n/2">Two</a></h3></div>';
  const read = { ...READ, date: { select: 'time', attr: 'datetime', around: true } as const };
  assert.deepEqual(await dates(before, read), [
    ['One', '2026-03-01T05:00:00Z'],
    ['Two', null],
  ]);
});

test('what the item itself holds comes first', async () => {
  const page = '<li>2026-01-01 <a href="/n/1">One <i>2026-03-01</i></a></li>';
  assert.deepEqual(await dates(page), [['One 2026-03-01', '2026-03-01']]);
});

test('a title above many links stays the title of none, and a long list is no burden', async () => {
  const links = Array.from({ length: 5_000 }, (_, index) => `<li><a href="/n/${index}">N${index}</a></li>`);
  const found = await dates(`<section><h2>2026-01-01</h2><ul>${links.join('')}</ul></section>`);
  assert.equal(found.length, 5_000);
  assert.ok(found.every(([, date]) => date === null));
});
