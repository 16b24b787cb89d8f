import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseDate } from '../../src/core/dates.ts';
import { CUSTOM_READERS } from '../../src/parse/custom-readers.ts';
import { parseDocument } from '../../src/parse/parse-document.ts';
import { readRows } from '../../src/parse/read-rows.ts';

const read = (custom: string, body: string, url: string) =>
  parseDocument(
    { bytes: Buffer.from(body), contentType: 'text/html', url },
    { format: 'html', custom, language: 'en', timeZone: 'UTC' },
  );

test('cbi-unauthorised: firms out of a script', async () => {
  const page = `<script>var firms = [
    { "firmName": decodeTitle("Alpha &amp; &quot;Co&quot; Trading"), "country": "Ireland", "warningDate": "02/03/2026", "url": decodeTitle("/news/alpha") },
    { "firmName": decodeTitle("Be\\"ta"), "country": "", "warningDate": "", "url": decodeTitle("javascript:alert(1)") },
    { "other": "x" }];</script>`;
  const { items, notes } = await read('cbi-unauthorised', page, 'https://bank.example/list');
  assert.deepEqual(notes, []);
  assert.deepEqual(
    items.map(item => [item.title, item.link, item.dateText, item.summary]),
    [
      ['Alpha & "Co" Trading', 'https://bank.example/news/alpha', '02/03/2026', 'Ireland'],
      ['Be"ta', null, null, null],
    ],
  );
  const empty = await read('cbi-unauthorised', '<p>moved</p>', 'https://bank.example/list');
  assert.deepEqual(
    empty.notes.map(({ code }) => code),
    ['items-not-found'],
  );
});

test('fsca-media: days within titles, else the year of the fold', async () => {
  const row = (title: string, path: string) =>
    `<tr onclick="window.open('${path}', '_blank')"><td>${title}</td><td>PDF</td></tr>`;
  const page = `<div id="media-releases"><div class="accordion-item"><h2 class="accordion-header"><button>2026</button></h2><table>
    ${row('FSCA warns about Alpha 17 July 2026', '/docs/a.pdf')}${row('FSCA press release 14July26 on Beta', '/docs/b.pdf')}${row('FSCA on Gamma', '/docs/c.pdf')}
    <tr onclick="other()"><td>Not a file</td></tr></table></div></div><div id="other"><table>${row('Elsewhere', '/x')}</table></div>`;
  const { items } = await read('fsca-media', page, 'https://fsca.example/Latest-News/');
  assert.deepEqual(
    items.map(item => [
      item.link,
      parseDate(item.dateText ?? '', { timeZone: 'Africa/Johannesburg', language: 'en' }),
    ]),
    [
      ['https://fsca.example/docs/a.pdf', { instant: '2026-07-16T22:00:00.000Z', precision: 'day' }],
      ['https://fsca.example/docs/b.pdf', { instant: '2026-07-13T22:00:00.000Z', precision: 'day' }],
      ['https://fsca.example/docs/c.pdf', { instant: '2025-12-31T22:00:00.000Z', precision: 'year' }],
    ],
  );
  const empty = await read('fsca-media', '<p>new site</p>', 'https://fsca.example/');
  assert.deepEqual(
    empty.notes.map(({ code }) => code),
    ['selector-matched-nothing'],
  );
});

test('sfb-vasps: firms with their numbers in running text, under headings', async () => {
  const page = `<script>var x = "假的公司（統一編號：00000000）";</script><div><p>一、已完成洗錢防制登記之事業：<br>1. 甲數位科技股份有限公司（統一編號：12345678）、2. 乙資產股份有限公司(統一編號: 87654321)</p>
    <p>二、自行申請註銷者：丙股份有限公司（統一編號：11112222）</p></div>`;
  const { value } = await readRows(Buffer.from(page), 'text/html', {
    format: 'html',
    custom: 'sfb-vasps',
    language: 'zh-Hant',
    url: 'https://sfb.example/',
  });
  assert.deepEqual(
    value.rows.map(({ name, number }) => [name, number]),
    [
      ['甲數位科技股份有限公司', '12345678'],
      ['乙資產股份有限公司', '87654321'],
      ['丙股份有限公司', '11112222'],
    ],
  );
  const [first, second, third] = value.rows.map(row => row.section);
  assert.match(first ?? '', /已完成/);
  assert.equal(first, second);
  assert.match(third ?? '', /自行申請/);
});

test('no text makes a reader throw', () => {
  const text = fc.array(
    fc.constantFrom(
      '{',
      '}',
      '"firmName"',
      'decodeTitle("',
      '")',
      '<tr onclick="window.open(\'',
      '（統一編號：12345678）',
      '<table>',
      '\\',
      '\\u00',
      '2026',
      'x',
    ),
  );
  fc.assert(
    fc.property(text, parts => {
      for (const reader of Object.values(CUSTOM_READERS)) reader.read(parts.join(''), 'https://a.example/');
    }),
    { numRuns: 60 },
  );
});
