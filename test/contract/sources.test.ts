import assert from 'node:assert/strict';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { load } from 'js-yaml';
import { IANAZone } from 'luxon';
import { publishingBody } from '../../src/classify/bodies.ts';
import { loadKnowledge } from '../../src/classify/load-knowledge.ts';
import type { SourceDef } from '../../src/core/types.ts';
import { isHttpUrl } from '../../src/core/url.ts';
import { CUSTOM_READERS } from '../../src/parse/custom-readers.ts';
import { toSourceHint } from '../../src/pipeline/classify-article.ts';
import { listAddress } from '../../src/sources/list-address.ts';
import { loadSources } from '../../src/sources/load-sources.ts';
import { sourceJsonSchema } from '../../src/sources/source-schema.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FEEDS = path.join(ROOT, 'feeds');
const NOW = new Date('2026-11-22T12:00:00Z');

/** Registers whose rows are not in the document that is read. */
const EDITIONS = new Set(['kr/kofiu/vasps']);
/** Publishers that only host what others decide. */
const HOSTS =
  /^(?:us\/(?:federal-register|congress|courtlistener)|ca\/gazette|hk\/government|in\/pib|au\/legislation|eu\/eur-lex|gb\/government)\//;

const { sources } = loadSources([FEEDS]);
const { taxonomy } = loadKnowledge(path.join(ROOT, 'classifiers'));
const enabled = sources.filter(def => def.enabled);

/** What must hold for every source, by the words that say what broke. */
const RULES: Readonly<Record<string, (def: SourceDef) => boolean>> = {
  'stands in the folder of its jurisdiction': ({ id, jurisdiction, tier }) => {
    const folder = id.split('/')[0];
    return tier === 'press' || tier === 'law-firm'
      ? folder === 'media' && jurisdiction === null
      : folder === jurisdiction?.toLowerCase().split('-')[0];
  },
  'has a jurisdiction of the taxonomy': ({ jurisdiction }) =>
    jurisdiction === null ||
    jurisdiction === 'INT' ||
    taxonomy.jurisdictions.some(({ code }) => code === jurisdiction.split('-')[0]),
  'has an authority of the taxonomy, unless it is press or hosts what others decide': def => {
    if (def.authority === null) return def.tier === 'press' || def.tier === 'law-firm' || HOSTS.test(def.id);
    const body = publishingBody(toSourceHint(def), taxonomy);
    return body !== null && body.jurisdiction === def.jurisdiction?.split('-')[0];
  },
  'has a time zone': ({ timeZone }) => IANAZone.create(timeZone).isValid,
  'has a language in its canonical form': ({ language }) =>
    Intl.getCanonicalLocales(language)[0] === language,
  'is asked by https, or its notes say why not': def =>
    def.url.startsWith('https://') || /\bhttp\b/.test(def.notes ?? ''),
  'has an address for every month of a year': def =>
    Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2027, month, 1))).every(now => {
      const { url, body = '' } = listAddress(def, now);
      return URL.canParse(url) && isHttpUrl(url) && !/\{(?:year|month|day)/.test(url + body);
    }),
  'says why it is not read, and since when': ({ enabled: on, disabled }) =>
    on
      ? disabled === undefined
      : disabled !== undefined && disabled.since <= '2027' && disabled.reason.length > 10,
  'can be read when it is enabled': ({ enabled: on, format, read, custom }) =>
    !on ||
    ['rss', 'atom', 'json-feed'].includes(format) ||
    (format !== 'pdf' && (read?.title !== undefined || custom !== undefined)),
  'has a twin that names it': ({ id, twin, publisher }) => {
    const other = sources.find(def => def.id === twin);
    return twin === undefined || (other?.twin === id && other.publisher === publisher);
  },
  'has a twin in another language': ({ twin, language }) =>
    twin === undefined || sources.find(def => def.id === twin)?.language !== language,
  'names a reader that exists': ({ custom }) => custom === undefined || Object.hasOwn(CUSTOM_READERS, custom),
  'has a register rule exactly when it is a register with rows': ({ id, type, enabled: on, register }) =>
    type === 'register' ? register !== undefined || !on || EDITIONS.has(id) : register === undefined,
  'reads registers daily or less often, and news at least hourly': ({ type, tier, interval }) =>
    type === 'register' ? interval.max >= 1440 : tier !== 'press' || interval.max <= 60,
  'has no secrets': def =>
    !/api[-_]?key=|token=|secret|authorization|cookie|password/i.test(
      `${def.url} ${def.body ?? ''} ${Object.entries(def.headers).join(' ')}`,
    ),
  'has a name for people': ({ name }) => name.length > 2 && name.length <= 120 && !/[_<>]|https?:/.test(name),
};

describe('every source of feeds/', () => {
  for (const [rule, holds] of Object.entries(RULES)) {
    it(rule, () => {
      assert.deepEqual(
        sources.filter(def => !holds(def)).map(({ id }) => id),
        [],
      );
    });
  }
});

describe('feeds/', () => {
  it('covers the world', () => {
    assert.ok(sources.length >= 250, `${sources.length} sources`);
    assert.ok(enabled.length >= 180, `${enabled.length} enabled`);
    const jurisdictions = new Set(sources.flatMap(({ jurisdiction }) => jurisdiction ?? []));
    assert.ok(jurisdictions.size >= 55, `${jurisdictions.size} jurisdictions`);
    assert.ok(sources.filter(({ type }) => type === 'register').length >= 30);
    for (const language of ['ja', 'ko', 'zh-Hant', 'zh-Hans', 'pt', 'es', 'de', 'fr', 'tr'])
      assert.ok(
        enabled.some(def => def.language === language),
        language,
      );
    for (const tier of ['official', 'standard-setter', 'press', 'law-firm'])
      assert.ok(
        enabled.some(def => def.tier === tier),
        tier,
      );
  });

  it('reads every list only once', () => {
    const requests = enabled.map(
      source => `${source.method} ${listAddress(source, NOW).url} ${source.body ?? ''}`,
    );
    assert.equal(new Set(requests).size, requests.length);
    assert.equal(new Set(sources.map(({ id }) => id)).size, sources.length);
    assert.equal(new Set(sources.map(({ name }) => name)).size, sources.length);
  });

  it('uses every reader of its own, each in a file of its name', () => {
    const files = readdirSync(path.join(ROOT, 'src/parse/custom')).map(file => path.basename(file, '.ts'));
    assert.deepEqual(files.sort(), Object.keys(CUSTOM_READERS).sort());
    assert.deepEqual(
      [...new Set(sources.flatMap(({ custom }) => custom ?? []))].sort(),
      Object.keys(CUSTOM_READERS).sort(),
    );
  });

  it('fits feeds/schema.json, which is the schema of the program', () => {
    const schema: unknown = JSON.parse(readFileSync(path.join(FEEDS, 'schema.json'), 'utf8'));
    assert.deepEqual(schema, JSON.parse(JSON.stringify(sourceJsonSchema())));
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(sourceJsonSchema());
    const files = globSync('*/*.yaml', { cwd: FEEDS });
    assert.ok(files.length >= 120);
    for (const file of files) {
      assert.ok(
        validate(load(readFileSync(path.join(FEEDS, file), 'utf8'))),
        `${file}: ${JSON.stringify(validate.errors)}`,
      );
    }
    assert.equal(validate({ publisher: 'x', colour: 'red', sources: {} }), false);
  });

  it('does not hold recordings or anything else', () => {
    const strange = globSync('**/*', { cwd: FEEDS }).filter(
      name => !/^[a-z]+$|^schema\.json$|^[a-z]+\/[a-z0-9-]+\.yaml$/.test(name),
    );
    assert.deepEqual(strange, []);
    assert.ok(existsSync(path.join(FEEDS, 'schema.json')));
  });
});
