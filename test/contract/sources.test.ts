import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { load } from 'js-yaml';
import { z } from 'zod';
import { isHttpUrl } from '../../src/core/url.ts';
import { normaliseItems } from '../../src/normalise/normalise-items.ts';
import { parseDocument } from '../../src/parse/parse-document.ts';
import { loadSources } from '../../src/sources/load-sources.ts';
import { resolveUrl } from '../../src/sources/resolve-url.ts';
import { sourceJsonSchema } from '../../src/sources/source-schema.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FEEDS = path.join(ROOT, 'feeds');
const RECORDED = path.join(ROOT, '../shared/recorded');
const NOW = new Date('2026-11-22T12:00:00Z');

const { sources } = loadSources([FEEDS]);
const recordings = readRecordings();

function readRecordings(): { readonly url: string; readonly file: string }[] {
  const index = path.join(RECORDED, 'index.json');
  if (!existsSync(index)) return [];
  return z
    .array(z.object({ url: z.string(), file: z.string() }))
    .parse(JSON.parse(readFileSync(index, 'utf8')));
}

describe('feeds/', () => {
  it('names sources of all tiers of publishers, most of them enabled', () => {
    assert.ok(sources.length >= 30);
    assert.ok(sources.filter(({ enabled }) => enabled).length > sources.length * 0.8);
    for (const tier of ['official', 'standard-setter', 'press'])
      assert.ok(
        sources.some(source => source.tier === tier),
        tier,
      );
  });

  it('reads every list only once', () => {
    const requests = sources.map(
      source => `${source.method} ${resolveUrl(source, NOW).url} ${source.body ?? ''}`,
    );
    assert.equal(new Set(requests).size, requests.length);
  });

  it('files sources under the jurisdiction they are about', () => {
    for (const { id, jurisdiction, tier } of sources) {
      const folder = id.split('/')[0];
      if (tier === 'press') assert.deepEqual([folder, jurisdiction], ['media', null], id);
      else assert.equal(folder, jurisdiction?.toLowerCase().split('-')[0], id);
    }
  });

  it('gives official sources an authority unless they only host, and twins that name each other', () => {
    for (const { id, authority, tier, twin } of sources) {
      if (tier !== 'press' && !id.startsWith('us/federal-register/')) assert.notEqual(authority, null, id);
      if (twin !== undefined) assert.equal(sources.find(source => source.id === twin)?.twin, id);
    }
  });

  it('fits feeds/schema.json, which is the schema of the program', () => {
    const schema: unknown = JSON.parse(readFileSync(path.join(FEEDS, 'schema.json'), 'utf8'));
    assert.deepEqual(schema, JSON.parse(JSON.stringify(sourceJsonSchema())));
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(sourceJsonSchema());
    const files = globSync('*/*.yaml', { cwd: FEEDS });
    assert.ok(files.length >= 20);
    for (const file of files) {
      assert.ok(
        validate(load(readFileSync(path.join(FEEDS, file), 'utf8'))),
        `${file}: ${JSON.stringify(validate.errors)}`,
      );
    }
    assert.equal(validate({ publisher: 'x', colour: 'red', sources: {} }), false);
  });
});

describe('recorded lists', {
  skip: recordings.length === 0 ? 'no recordings beside this checkout' : false,
}, () => {
  for (const source of sources) {
    const recording = recordings.find(({ url }) => url === source.url);
    if (recording === undefined) continue;
    it(`${source.id} is read`, async () => {
      const bytes = readFileSync(path.join(RECORDED, recording.file));
      const document = await parseDocument({ bytes, contentType: null, url: source.url }, source);
      assert.equal(document.complete, true);
      const { value: articles, notes } = normaliseItems(document, source, NOW);
      assert.ok(articles.length > 0);
      assert.deepEqual(
        notes.filter(({ code }) => code !== 'item-repeated'),
        [],
      );
      const links = articles.flatMap(({ url }) => url ?? []);
      assert.equal(new Set(links).size, links.length);
      assert.ok(links.length === articles.length || source.type === 'register');
      for (const { url, publishedAt, title, id } of articles) {
        if (url !== null) assert.ok(isHttpUrl(url), url);
        assert.doesNotMatch(title, /[<>\n]|&amp;|^\s|\s$/, title);
        assert.ok(
          publishedAt !== null && publishedAt > '2020' && publishedAt < NOW.toISOString(),
          `${id} ${publishedAt}`,
        );
      }
    });
  }

  it('cover the sources that are recorded and in the catalogue', () => {
    const covered = sources.filter(({ url }) => recordings.some(recording => recording.url === url));
    assert.ok(covered.length >= 12, `${covered.length}`);
  });
});
