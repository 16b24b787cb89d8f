import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FilterRule } from '../../src/core/types.ts';
import { parseDocument } from '../../src/parse/parse-document.ts';
import { entries, rss } from '../helpers/feed-text.ts';

const TITLES = ['Daily News 12 / 03 / 2026', 'Commission adopts rules', 'Tender for chairs'];
const CSV = `title,link\n${TITLES.map((title, index) => `${title},https://a.example/${index}`).join('\n')}\n`;

async function left(filter: FilterRule) {
  const document = await parseDocument(
    { bytes: Buffer.from(CSV), contentType: 'text/csv', url: null },
    {
      format: 'csv',
      read: { title: { path: 'title' }, link: { path: 'link' } },
      filter,
      language: 'en',
      timeZone: 'UTC',
    },
  );
  return { titles: document.items.map(({ title }) => title), codes: document.notes.map(({ code }) => code) };
}

test('titles that fit are kept or left out, whatever their case, and counted', async () => {
  assert.deepEqual(await left({ exclude: ['^daily news \\d'] }), {
    titles: TITLES.slice(1),
    codes: ['items-filtered'],
  });
  assert.deepEqual(await left({ include: ['RULES', 'tender'], exclude: ['chairs'] }), {
    titles: ['Commission adopts rules'],
    codes: ['items-filtered'],
  });
  assert.deepEqual(await left({ exclude: ['nothing'] }), { titles: TITLES, codes: [] });
});

test('a pattern that is none leaves nothing out', async () => {
  assert.deepEqual(await left({ exclude: ['('] }), { titles: TITLES, codes: ['match-invalid'] });
});

test('feeds are filtered too', async () => {
  const document = await parseDocument(
    { bytes: Buffer.from(rss(entries(1, 3))), contentType: null, url: 'https://a.example/rss' },
    { format: 'rss', filter: { include: ['no title has this'] }, language: 'en', timeZone: 'UTC' },
  );
  assert.deepEqual(document.items, []);
  assert.ok(document.notes.some(({ code }) => code === 'items-filtered'));
});
