import assert from 'node:assert/strict';
import { test } from 'node:test';
import iconv from 'iconv-lite';
import type { ReadRule } from '../../src/core/types.ts';
import { parseDocument } from '../../src/parse/parse-document.ts';

const READ: ReadRule = {
  title: { template: '{name}: authorised for {services}' },
  link: { path: 'website' },
  date: { path: 'granted' },
  id: { path: 'lei' },
};

function parse(body: string | Uint8Array, read: ReadRule = READ) {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return parseDocument(
    { bytes, contentType: 'text/csv', url: 'https://register.example/casps.csv' },
    { format: 'csv', read, language: 'en', timeZone: 'UTC' },
  );
}

const titles = async (body: string | Uint8Array, read?: ReadRule) =>
  (await parse(body, read)).items.map(item => item.title);

test('byte order mark, CRLF, line breaks and quotes in cells, empty rows', async () => {
  const body =
    '\ufefflei,name,services,website,granted\r\n549300,"Alpha ""A"" SA","custody\r\nexchange",www.alpha.example,02/03/2026\r\n,,,,\r\n549301,Beta,custody,https://beta.example,\r\n';
  const document = await parse(body);
  assert.equal(document.format, 'csv');
  assert.deepEqual(
    document.items.map(item => [item.title, item.link, item.dateText, item.guid]),
    [
      ['Alpha "A" SA: authorised for custody exchange', 'https://www.alpha.example', '02/03/2026', '549300'],
      ['Beta: authorised for custody', 'https://beta.example', null, '549301'],
    ],
  );
  assert.deepEqual(document.notes, []);
});

test('semicolons, tabs and bars', async () => {
  for (const delimiter of [';', '\t', '|', ',']) {
    const body = [
      ['lei', 'name', 'services'],
      ['1', 'Alpha', 'custody'],
    ]
      .map(row => row.join(delimiter))
      .join('\n');
    assert.deepEqual(await titles(body), ['Alpha: authorised for custody'], JSON.stringify(delimiter));
  }
});

test('quotes in the wrong place, and one that is never closed', async () => {
  assert.deepEqual(await titles('name,services\nAl"pha,custody\nBeta,exchange\n'), [
    'Al"pha: authorised for custody',
    'Beta: authorised for exchange',
  ]);
  const document = await parse('name,services\n"Alpha,custody\nBeta,exchange\nGamma,exchange\n');
  assert.equal(document.items.length, 3);
  assert.ok(document.notes.some(note => note.code === 'csv-quotes-broken'));
});

test('rows that are too short or too long', async () => {
  assert.deepEqual(await titles('name,services,x\nAlpha\nBeta,custody,1,2,3\n'), [
    'Alpha: authorised for',
    'Beta: authorised for custody',
  ]);
});

test('replacement characters are kept, other encodings decoded', async () => {
  assert.deepEqual(await titles('name,services\nAlph\ufffd,custody\n'), [
    'Alph\ufffd: authorised for custody',
  ]);
  assert.deepEqual(await titles(iconv.encode('name,services\nÉpargne,dépôt\n', 'windows-1252')), [
    'Épargne: authorised for dépôt',
  ]);
});

test('a column that is not there is noted', async () => {
  const document = await parse('lei,name\n1,Alpha\n', {
    title: { path: 'Name' },
    link: { path: 'homepage' },
  });
  assert.deepEqual(
    document.items.map(item => item.title),
    ['Alpha'],
  );
  assert.deepEqual(
    document.notes.map(note => note.code),
    ['column-missing'],
  );
});

test('only a header', async () => {
  assert.deepEqual(
    (await parse('lei,name,services\n')).notes.map(note => note.code),
    ['no-rows'],
  );
});
