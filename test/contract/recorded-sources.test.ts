import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { isHttpUrl } from '../../src/core/url.ts';
import { normaliseItems } from '../../src/normalise/normalise-items.ts';
import { parseDocument } from '../../src/parse/parse-document.ts';
import { readRows } from '../../src/parse/read-rows.ts';
import { cellOf } from '../../src/parse/table.ts';
import { loadSources } from '../../src/sources/load-sources.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const RECORDED = path.join(ROOT, '../shared/recorded');
const NOW = new Date('2026-11-22T12:00:00Z');

/** Recordings that the index does not give an address: other days of a register, other answers of an API. */
const ALSO: readonly (readonly [pattern: string, source: string])[] = [
  ['esma.europa.eu/mica/raw-CASP*.csv', 'eu/esma/mica-casps'],
  ['esma.europa.eu/mica/raw-NCASP*.csv', 'eu/esma/mica-ncasps'],
  ['esma.europa.eu/mica/raw-EMT*.csv', 'eu/esma/mica-emts'],
  ['federalregister.gov/documents_*.json', 'us/federal-register/stablecoin'],
];

const { sources } = loadSources([path.join(ROOT, 'feeds')]);
const recordings = readRecordings();

function readRecordings(): { readonly source: string; readonly file: string }[] {
  const index = path.join(RECORDED, 'index.json');
  if (!existsSync(index)) return [];
  const indexed = z
    .array(z.object({ url: z.string(), file: z.string() }))
    .parse(JSON.parse(readFileSync(index, 'utf8')))
    .flatMap(({ url, file }) =>
      sources.filter(source => source.url === url).map(({ id }) => ({ source: id, file })),
    );
  const also = ALSO.flatMap(([pattern, source]) =>
    globSync(pattern, { cwd: RECORDED })
      .filter(file => !indexed.some(known => known.file === file))
      .map(file => ({ source, file })),
  );
  return [...indexed, ...also];
}

describe('recorded lists', {
  skip: recordings.length === 0 ? 'no recordings beside this checkout' : false,
}, () => {
  for (const { source: id, file } of recordings) {
    const source = sources.find(def => def.id === id);
    if (source === undefined) continue;
    it(`${id} reads ${file}`, async () => {
      const bytes = readFileSync(path.join(RECORDED, file));
      const document = await parseDocument({ bytes, contentType: null, url: source.url }, source);
      assert.equal(document.complete, true);
      const { value: articles, notes } = normaliseItems(document, source, NOW);
      assert.ok(articles.length > 0);
      assert.deepEqual(
        notes.filter(
          ({ code }) =>
            code !== 'item-repeated' && !(source.type === 'register' && code === 'date-unreadable'),
        ),
        [],
      );
      const links = articles.flatMap(({ url }) => url ?? []);
      assert.equal(new Set(links).size, links.length);
      assert.ok(links.length === articles.length || source.type === 'register');
      for (const { url, publishedAt, title, id: item } of articles) {
        if (url !== null) assert.ok(isHttpUrl(url), url);
        assert.doesNotMatch(title, /[<>\n]|&amp;|^\s|\s$/, title);
        const dated = publishedAt !== null && publishedAt > '2015' && publishedAt < NOW.toISOString();
        assert.ok(dated || (publishedAt === null && source.type === 'register'), `${item} ${publishedAt}`);
      }
    });

    if (source.register === undefined) continue;
    const { fields, identity } = source.register;
    it(`${id} has the columns of ${file}`, async () => {
      const bytes = readFileSync(path.join(RECORDED, file));
      const { value: table, notes } = await readRows(bytes, 'text/csv', source);
      assert.deepEqual(notes, []);
      assert.ok(table.rows.length > 30);
      const [first = {}] = table.rows;
      for (const rule of Object.values(fields))
        if (rule.path !== undefined) assert.notEqual(cellOf(table, first, rule.path), undefined, rule.path);
      for (const row of table.rows)
        assert.ok(
          identity.some(name => (cellOf(table, row, fields[name]?.path ?? '') ?? '') !== ''),
          JSON.stringify(row),
        );
    });
  }

  it('cover the sources that are recorded and in the catalogue', () => {
    const covered = new Set(recordings.map(({ source }) => source));
    assert.ok(covered.size >= 14, [...covered].join(', '));
  });
});
