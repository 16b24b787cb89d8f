import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import type { SourceDef } from '../../src/core/types.ts';
import { readRows } from '../../src/parse/read-rows.ts';
import { cellOf } from '../../src/parse/table.ts';

type Rule = Pick<SourceDef, 'format' | 'read' | 'register' | 'custom'>;

function read(body: string | Uint8Array, rule: Rule, contentType: string | null = null) {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return readRows(bytes, contentType, { language: 'en', url: 'https://register.example/list/all', ...rule });
}

const readCsv = (body: string, rule: SourceDef['read']) => read(body, { format: 'csv', read: rule ?? {} });
const cells = async (body: string, rule: Rule) =>
  (await read(body, rule)).value.rows.map(row => Object.values(row));

test('CSV: byte order mark, CRLF, line breaks in cells, letters lost before, a new empty column', async () => {
  const body =
    '\ufefflei,"legal\r\n name",services,,\r\n549300,"Stra\ufffde, 7","custody\r\n| exchange",,\r\n,,,,\r\n549301,Beta,custody,,\r\n';
  for (const read of [{}, { header: 'LEI' }, { header: 1 }]) {
    const { value, notes } = await readCsv(body, read);
    assert.deepEqual(notes, []);
    assert.deepEqual(value.header, ['lei', 'legal name', 'services', '#4', '#5']);
    assert.deepEqual(
      value.rows.map(row => [row['legal name'], row.services]),
      [
        ['Stra\ufffde, 7', 'custody\r\n| exchange'],
        ['Beta', 'custody'],
      ],
    );
  }
  const { notes } = await readCsv(body, { header: 'licence' });
  assert.deepEqual(
    notes.map(({ code }) => code),
    ['header-missing'],
  );
});

test('CSV: encodings, NUL bytes, and a web page instead', async () => {
  const latin = iconv.encode('name;town\nMüller;Zürich\n', 'windows-1252');
  const { value } = await read(latin, { format: 'csv' }, 'text/csv; charset=windows-1252');
  assert.deepEqual(value.rows, [{ name: 'Müller', town: 'Zürich' }]);
  assert.deepEqual(await cells('na\u0000me\nAl\u0000pha\n', { format: 'csv' }), [['Alpha']]);
  const { notes, value: none } = await read('<html><body>Maintenance</body></html>', { format: 'csv' });
  assert.deepEqual([notes.map(({ code }) => code), none.rows], [['html-instead-of-csv'], []]);
});

test('a table without rows says so', async () => {
  const { value, notes } = await read('\ufefflei,name\r\n', { format: 'csv' });
  assert.deepEqual(
    [value.header, value.rows, notes.map(({ code }) => code)],
    [['lei', 'name'], [], ['no-rows']],
  );
});

test('JSON: paths of what lies deeper, lists of objects, a map of objects, a string that holds JSON', async () => {
  const data = {
    data: [
      {
        id: 7,
        name: 'Alpha',
        address: { full: 'A 1' },
        grants: [
          { service: 'custody', status: 'active' },
          { service: 'exchange', status: 'active' },
        ],
        tags: ['x', 'y'],
        empty: null,
      },
      { id: 8, name: 'Beta', website: '' },
    ],
  };
  const expected = ['7', 'Alpha', 'A 1', 'custody | exchange', 'active | active', 'x | y', ''];
  for (const body of [JSON.stringify(data), JSON.stringify(JSON.stringify(data))]) {
    const { value, notes } = await read(body, { format: 'json', read: { items: 'data' } });
    assert.deepEqual(notes, []);
    assert.deepEqual(value.header, [
      'id',
      'name',
      'address.full',
      'grants.service',
      'grants.status',
      'tags',
      'website',
    ]);
    assert.deepEqual(Object.values(value.rows[0] ?? {}), expected);
    assert.equal(value.rows[1]?.['address.full'], '');
  }
  assert.deepEqual(await cells('{"a":{"n":1},"b":{"n":2}}', { format: 'json', read: { items: '' } }), [
    ['1'],
    ['2'],
  ]);
  const codes = async (body: string) =>
    (await read(body, { format: 'json', read: { items: 'data' } })).notes.map(({ code }) => code);
  assert.deepEqual(await codes('{"rows":[]}'), ['items-not-found']);
  assert.deepEqual(await codes('not json'), ['not-json']);
  assert.deepEqual(await codes('<html>'), ['html-instead-of-json']);
});

const PAGE = `<!doctype html><main>
<h2>Licensed platforms</h2><p>As of 1 March</p>
<table><thead><tr><th colspan=9>Firms</th></tr><tr><th>Name</th><th>CE <br>number</th><th>Site</th></tr></thead>
<tbody><tr><td>Alpha &amp; Co</td><td>ABC123</td><td><a href="/alpha">Alpha</a></td></tr>
<tr><td>Beta</td><td>DEF456</td><td></td></tr></tbody></table>
<h3>Applicants</h3>
<table><tr><td>Gamma</td><td>02/03/2026</td></tr></table></main>`;

test('HTML: columns by the head of each table, by place without one, and the heading above', async () => {
  const { value, notes } = await read(PAGE, { format: 'html', read: { items: 'table tr:has(td)' } });
  assert.deepEqual(notes, []);
  assert.deepEqual(value.header, ['link', 'section', 'Name', 'CE number', 'Site', '#1', '#2']);
  assert.deepEqual(
    value.rows.map(row => [row.Name || row['#1'], row['CE number'], row.link, row.section]),
    [
      ['Alpha & Co', 'ABC123', 'https://register.example/alpha', 'Licensed platforms'],
      ['Beta', 'DEF456', '', 'Licensed platforms'],
      ['Gamma', '', '', 'Applicants'],
    ],
  );
});

test('HTML: cells with labels, points of lists, rows that are no table rows, fields that select', async () => {
  const labelled =
    '<table><tr><td data-label="VASP Name">Alpha</td><td data-label="Licensed Activities"><ul><li>Custody</li><li>Exchange</li></ul></td></tr></table>';
  const { value } = await read(labelled, { format: 'html', read: { items: 'tr' } });
  assert.equal(value.rows[0]?.['VASP Name'], 'Alpha');
  assert.equal(value.rows[0]?.['Licensed Activities'], 'Custody | Exchange');

  const cards =
    '<h2>Open</h2><div class=card><h3>Alpha</h3><a href=x>site</a></div><div class=card><h3>Beta</h3></div>';
  const register = {
    identity: ['name'],
    fields: { name: { select: 'h3' }, website: { select: 'a', attr: 'href' }, status: { path: 'section' } },
  } as const;
  const found = await read(cards, { format: 'html', read: { items: '.card' }, register });
  assert.deepEqual(
    found.value.rows.map(row => [row.name, row.website, row.text, row.link]),
    [
      ['Alpha', 'x', 'Alpha site', 'https://register.example/list/x'],
      ['Beta', '', 'Beta', ''],
    ],
  );
});

test('HTML: a selector that matches nothing or cannot be read', async () => {
  const codes = async (items: string) =>
    (await read(PAGE, { format: 'html', read: { items } })).notes.map(({ code }) => code);
  assert.deepEqual(await codes('li.firm'), ['selector-matched-nothing']);
  assert.ok((await codes('tr:has(')).includes('selector-invalid'));
});

test('columns by place, for rules that name them so', async () => {
  const register = { identity: ['name'], fields: { name: { path: '#2' } } } as const;
  const { value } = await read('no,company\n1,Alpha\n', { format: 'csv', register });
  assert.deepEqual(value.rows, [{ '#1': '1', '#2': 'Alpha', no: '1', company: 'Alpha' }]);
  const plain = (await read('no,company\n1,Alpha\n', { format: 'csv' })).value;
  const [row = {}] = plain.rows;
  assert.deepEqual(
    ['#2', 'COMPANY', '#9', 'toString'].map(path => cellOf(plain, row, path)),
    ['Alpha', 'Alpha', undefined, undefined],
  );
});

test('formats without rows', async () => {
  const { notes, value } = await read('%PDF-1.7', { format: 'pdf' });
  assert.deepEqual([notes.map(({ code }) => code), value.rows], [['format-not-read'], []]);
});

test('a table that would not fit into memory is cut, and says so', async () => {
  const wide = Array.from({ length: 2_000 }, (_, index) => `c${index}`).join(',');
  const csv = `${wide}\n${'x,y\n'.repeat(20_000)}`;
  const keys = Array.from({ length: 2_000 }, (_, index) => ({ [`k${index}`]: index }));
  const labels = Array.from({ length: 2_000 }, (_, index) => `<tr><td data-label="l${index}">x</td></tr>`);
  const cases: readonly (readonly [string, Rule])[] = [
    [csv, { format: 'csv' }],
    [JSON.stringify(keys), { format: 'json', read: { items: '' } }],
    [`<table>${labels.join('')}</table>`, { format: 'html', read: { items: 'tr' } }],
  ];
  for (const [body, rule] of cases) {
    const { value, notes } = await read(body, rule);
    assert.deepEqual([value.header.length, notes.map(({ code }) => code)], [500, ['truncated']], rule.format);
    assert.ok(value.rows.length >= 2_000 && value.rows.length <= 10_000);
  }
});

test('no bytes make it throw', async () => {
  const words = fc.constantFrom(
    '<tr>',
    '<td>',
    '</table>',
    '{"a":[',
    ']}',
    '"',
    ',',
    '\n',
    ';',
    'x',
    '<h2>',
    'PK\u0003\u0004',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        fc.array(words, { maxLength: 40 }).map(parts => new Uint8Array(Buffer.from(parts.join('')))),
      ),
      async bytes => {
        for (const format of ['csv', 'json', 'html', 'xlsx'] as const) {
          const { value, notes } = await read(bytes, {
            format,
            read: { items: format === 'html' ? 'tr' : 'a' },
          });
          assert.ok(value.rows.length > 0 || notes.length > 0, format);
          for (const row of value.rows) assert.deepEqual(Object.keys(row).sort(), [...value.header].sort());
        }
      },
    ),
    { numRuns: 80 },
  );
});
