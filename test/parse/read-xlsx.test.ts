import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import type { ReadRule } from '../../src/core/types.ts';
import { parseDocument } from '../../src/parse/parse-document.ts';
import { readRows } from '../../src/parse/read-rows.ts';
import { makeWorkbook, workbookParts } from './make-workbook.ts';

const FIRMS = [
  ['Firms registered as exchanges (Registration Act)', null, null, null, null],
  ['As of', { date: 46113 }, null, null, null],
  [null, null, null, null, null],
  ['Registration\nNumber', 'Date', 'Name', 'Branches', 'Open'],
  ['No. 00001', { date: 43007 }, 'Alpha & Co., Ltd.', 3, true],
  ['No. 00002', { date: 43007.5 }, ' Beta <K.K.> ', null, false],
  [null, null, null, null, null],
  ['No. 00003', '2019/03/05', { formula: 'CONCAT("Gam","ma")', value: 'Gamma' }, 1234567890123, true],
] as const;

function rows(bytes: Uint8Array, read: ReadRule = {}) {
  const url = 'https://register.example/firms.xlsx';
  return readRows(bytes, null, { format: 'xlsx', read, language: 'en', url });
}

const codes = async (bytes: Uint8Array, read?: ReadRule) =>
  (await rows(bytes, read)).notes.map(({ code }) => code);

test('cells of all types, below titles and empty rows', async () => {
  const { value, notes } = await rows(makeWorkbook({ Sheet1: FIRMS }));
  assert.deepEqual(notes, []);
  assert.deepEqual(value.header, ['Registration Number', 'Date', 'Name', 'Branches', 'Open']);
  assert.deepEqual(
    value.rows.map(row => Object.values(row)),
    [
      ['No. 00001', '2017-09-29', 'Alpha & Co., Ltd.', '3', 'true'],
      ['No. 00002', '2017-09-29T12:00:00', 'Beta <K.K.>', '', 'false'],
      ['No. 00003', '2019/03/05', 'Gamma', '1234567890123', 'true'],
    ],
  );
});

test('the row with the names by its number and by one of its words', async () => {
  const workbook = makeWorkbook({ Sheet1: FIRMS });
  for (const header of [4, 'registration', 'ＤＡＴＥ'])
    assert.equal((await rows(workbook, { header })).value.rows.length, 3, String(header));
  assert.deepEqual(await codes(workbook, { header: 'licence' }), ['header-missing']);
  assert.deepEqual(await codes(workbook, { header: 99 }), ['header-missing']);
});

test('a sheet by its place and by its name', async () => {
  const workbook = makeWorkbook({
    Notes: [['nothing here', 'x']],
    'Firms A': [
      ['name', 'number'],
      ['Alpha', '1'],
    ],
  });
  for (const sheet of [2, 'firms a'])
    assert.deepEqual((await rows(workbook, { sheet })).value.rows, [{ name: 'Alpha', number: '1' }]);
  assert.deepEqual(await codes(workbook, { sheet: 'Firms B' }), ['sheet-missing']);
});

test('columns without a name, with the same name, or with a name of the language itself', async () => {
  const workbook = makeWorkbook({
    S: [
      ['name', null, 'name', '__proto__'],
      ['Alpha', 'x', 'Alpha Ltd', 'y'],
    ],
  });
  const { value } = await rows(workbook);
  assert.deepEqual(value.header, ['name', '#2', 'name (2)', '__proto__']);
  assert.deepEqual(Object.values(value.rows[0] ?? {}), ['Alpha', 'x', 'Alpha Ltd', 'y']);
});

test('as items', async () => {
  const read = { title: { path: 'Name' }, id: { path: '#1' }, date: { path: 'date' } };
  const document = await parseDocument(
    { bytes: makeWorkbook({ S: FIRMS }), contentType: null, url: null },
    { format: 'xlsx', read, language: 'en', timeZone: 'UTC' },
  );
  assert.equal(document.format, 'xlsx');
  assert.deepEqual(
    document.items.map(item => [item.guid, item.title, item.dateText]),
    [
      ['No. 00001', 'Alpha & Co., Ltd.', '2017-09-29'],
      ['No. 00002', 'Beta <K.K.>', '2017-09-29T12:00:00'],
      ['No. 00003', 'Gamma', '2019/03/05'],
    ],
  );
});

test('macros and whatever else a workbook carries are left alone', async () => {
  const parts = {
    ...workbookParts({ S: FIRMS }),
    'xl/vbaProject.bin': new Uint8Array(5_000).fill(0x41),
    'xl/media/image1.png': new Uint8Array(80 * 1024 * 1024),
    'xl/externalLinks/externalLink1.xml': strToU8('<externalLink/>'),
  };
  const { value, notes } = await rows(zipSync(parts, { level: 9 }));
  assert.deepEqual([value.rows.length, notes], [3, []]);
});

test('a bomb that says how large it is, one that lies, too many parts, cells at the end of the world', async () => {
  const parts = workbookParts({ S: FIRMS });
  const sheet = 'xl/worksheets/sheet1.xml';
  const bomb = zipSync({ ...parts, [sheet]: new Uint8Array(70 * 1024 * 1024).fill(0x20) }, { level: 9 });
  assert.ok(bomb.length < 200_000);
  assert.deepEqual(await codes(bomb), ['xlsx-too-large']);

  const lying = bomb.slice();
  const view = new DataView(lying.buffer);
  for (let at = 0; at < lying.length - 46; at++) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true);
  }
  assert.deepEqual(await codes(lying), ['xlsx-too-large']);

  const many = Object.fromEntries(
    Array.from({ length: 2_500 }, (_, index) => [`xl/worksheets/s${index}.xml`, strToU8('<x/>')]),
  );
  assert.deepEqual(await codes(zipSync({ ...parts, ...many })), ['xlsx-too-large']);

  const far = `<worksheet><sheetData><row r="1048576"><c r='XFD1048576' t="str"><v>x</v></c></row></sheetData></worksheet>`;
  assert.deepEqual(await codes(zipSync({ ...parts, [sheet]: strToU8(far) })), ['xlsx-too-large']);
});

test('encrypted, cut off, another archive, a web page, nothing', async () => {
  const workbook = makeWorkbook({ S: FIRMS });
  const flagged = workbook.slice();
  const view = new DataView(flagged.buffer);
  for (let at = 0; at < flagged.length - 46; at++) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint16(at + 8, 1, true);
  }
  const compound = new Uint8Array(4096);
  compound.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  const cases: readonly (readonly [string, Uint8Array, string])[] = [
    ['encrypted parts', flagged, 'xlsx-encrypted'],
    ['an encrypted workbook, or an old one', compound, 'xlsx-encrypted'],
    ['cut off', workbook.subarray(0, workbook.length - 100), 'xlsx-damaged'],
    ['another archive', zipSync({ 'readme.txt': strToU8('hello') }), 'not-xlsx'],
    ['a web page', strToU8('<!doctype html><title>Maintenance</title>'), 'not-xlsx'],
    ['nothing', new Uint8Array(0), 'not-xlsx'],
    ['no sheets', zipSync({ 'xl/workbook.xml': strToU8('<workbook/>') }), 'xlsx-damaged'],
  ];
  for (const [what, bytes, code] of cases) {
    const { value, notes } = await rows(bytes);
    assert.deepEqual([value.rows, notes.map(note => note.code)], [[], [code]], what);
  }
});

test('whatever bytes are changed, it never throws', async () => {
  const workbook = makeWorkbook({ S: FIRMS });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(workbook.length - 1), fc.nat(255)), { maxLength: 8 }),
      async changes => {
        const bytes = workbook.slice();
        for (const [at, value] of changes) bytes[at] = value;
        const { value, notes } = await rows(bytes);
        assert.ok(value.rows.length > 0 || notes.length > 0);
      },
    ),
    { numRuns: 60 },
  );
});
