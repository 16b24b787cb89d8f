import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { API_BASE, API_PATHS } from '../../src/web/api/api-paths.ts';
import { openAnswerWorld } from '../helpers/answer-world.ts';
import type { TestApp } from '../helpers/open-app.ts';
import { type ServedWeb, serveWeb } from '../helpers/serve-web.ts';

/** Far above any answer about the few items of this world. */
const MOST_BYTES = 2_000_000;

/** What breaks programs that believe what they are told. */
const NASTY = fc.constantFrom(
  "' or 1=1 --",
  '"; drop table items; --',
  '"',
  '"unclosed',
  '%00',
  '\u0000',
  '\ud800',
  '*',
  'NEAR("a" "b")',
  'topic:staking OR 1',
  '__proto__',
  'constructor',
  '../../../etc/passwd',
  '-1',
  '1e99',
  '9'.repeat(40),
  'NaN',
  '0x10',
  '2026-02-30',
  '9999d',
  '9999y',
  '0000-W00',
  '275760-09-13',
  'deadline:..',
  'since:9999y',
  'until:0001-01-01',
  'position:::',
  'firm:"',
  'a'.repeat(1_500),
  'a '.repeat(600),
  'jurisdiction:HK,'.repeat(60),
  '監管 質押',
  '\u202e',
  '<script>',
  '{"a":1}',
  'true',
  ',',
  '',
);
const value = fc.oneof(NASTY, fc.string({ maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 40 }));
const name = fc.oneof(
  fc.constantFrom(
    ...new Set(API_PATHS.flatMap(({ question }) => Object.keys(question.input.shape))),
    '__proto__',
    'constructor',
    'toString',
  ),
  fc.string({ maxLength: 12 }),
);

describe('every address that programs ask', () => {
  let test: TestApp & { readonly staking: string };
  let web: ServedWeb;
  before(async () => {
    test = await openAnswerWorld();
    web = await serveWeb(test.app);
  });
  after(async () => {
    await web.close();
    await test.close();
  });

  const encode = (text: string) => encodeURIComponent(text.toWellFormed());
  const assertAnswered = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${web.url}${path}`, { ...init, redirect: 'manual' });
    const body = await response.text();
    assert.ok(
      response.status < 500,
      `${response.status} ${path}: ${body.slice(0, 300)} ${JSON.stringify(web.logged)}`,
    );
    assert.ok(body.length < MOST_BYTES, `${path}: ${body.length} bytes`);
    assert.doesNotMatch(body, /SQLITE|no such (table|column)|node_modules|\.ts:\d/);
    assert.deepEqual(web.logged, [], path);
  };

  it('answers whatever the query and the ids are', async () => {
    const addresses = fc.constantFrom(
      ...API_PATHS.map(({ path }) => `${API_BASE}${path}`),
      '/feeds/search.rss',
      '/feeds/search.atom',
      '/feeds/search.json',
      '/feeds/search.ics',
      '/feeds/{name}',
      '/api/{name}',
      '/{name}',
    );
    const asked = fc.record({
      address: addresses,
      fill: fc.oneof(value, fc.constantFrom('HK', 'staking', 'coinbase', '2026-W47')),
      query: fc.array(fc.tuple(name, value), { maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(asked, async ({ address, fill, query }) => {
        const path = address.replace(/\{\w+\}/g, () => encode(fill) || 'x');
        const text = query.map(([key, one]) => `${encode(key)}=${encode(one)}`).join('&');
        await assertAnswered(`${path}?${text}`.slice(0, 7_000));
      }),
      { numRuns: 150 },
    );
  });

  it('answers questions that are nearly right', async () => {
    const asked = fc.constantFrom(...API_PATHS).chain(({ path, question }) =>
      fc.record({
        path: fc.constant(path),
        values: fc.dictionary(fc.constantFrom(...Object.keys(question.input.shape), 'q'), value, {
          maxKeys: 3,
        }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(asked, async ({ path, values }) => {
        const filled = path.replace(/\{(\w+)\}/g, (_, key: string) => encode(values[key] ?? 'HK') || 'x');
        const query = Object.entries(values).filter(([key]) => !path.includes(`{${key}}`));
        const text = query.map(([key, one]) => `${key}=${encode(one)}`).join('&');
        await assertAnswered(`${API_BASE}${filled}?${text}`.slice(0, 7_000));
      }),
      { numRuns: 150 },
    );
  });

  it('answers whatever the address is, also with escapes that are none', async () => {
    const piece = fc.constantFrom(
      '%',
      '%zz',
      '%c0%af',
      '%2e%2e',
      '//',
      '/',
      '?',
      '&',
      '=',
      ';',
      'items',
      'api',
      'v1',
      'feeds',
      '#',
      ' ',
      '+',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async pieces =>
        assertAnswered(`/${pieces.join('').replace(/^\/+/, '')}`),
      ),
      { numRuns: 80 },
    );
  });

  it('answers whatever the headers are', async () => {
    const text = fc.string({ maxLength: 80 }).map(one => one.replace(/[^\x20-\x7e]/g, '?'));
    const headers = fc.dictionary(
      fc.constantFrom(
        'if-none-match',
        'if-modified-since',
        'accept',
        'accept-language',
        'range',
        'authorization',
        'cookie',
        'origin',
        'referer',
        'x-forwarded-for',
        'x-forwarded-host',
        'content-type',
      ),
      fc.oneof(text, fc.constantFrom('*', '"', ',,,', 'W/"', 'bytes=0-1', 'Bearer ', 'regbeat_session=1.x')),
    );
    const address = fc.constantFrom(
      `${API_BASE}/items`,
      '/feeds/search.rss',
      '/feeds/search.ics',
      '/metrics',
      '/readyz?',
      '/api',
    );
    await fc.assert(
      fc.asyncProperty(address, headers, async (path, given) => {
        // Nothing was read in this world, so it is not ready.
        if (path !== '/readyz?') await assertAnswered(path, { headers: given });
      }),
      { numRuns: 150 },
    );
  });

  it('answers whatever is posted to the tools', async () => {
    const body = fc.oneof(
      fc.json(),
      fc.string({ maxLength: 200 }),
      fc
        .record({
          jsonrpc: fc.constantFrom('2.0', '1.0'),
          id: fc.oneof(fc.integer(), fc.string(), fc.constant(null)),
          method: fc.constantFrom('tools/call', 'tools/list', 'initialize', 'ping', 'resources/list', 'x'),
          params: fc.oneof(
            fc.record({
              name: fc.constantFrom(
                'search',
                'item',
                'story',
                'matrix',
                'deadlines',
                'firm',
                'registers_changes',
                'weekly_report',
                'sources_health',
                '__proto__',
              ),
              arguments: fc.dictionary(
                name,
                fc.oneof(
                  value,
                  fc.integer(),
                  fc.boolean(),
                  fc.array(value, { maxLength: 3 }),
                  fc.constant(null),
                ),
                { maxKeys: 3 },
              ),
            }),
            fc.jsonValue(),
          ),
        })
        .map(one => JSON.stringify(one)),
    );
    await fc.assert(
      fc.asyncProperty(body, async posted => {
        const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
        await assertAnswered('/mcp', { method: 'POST', body: posted.toWellFormed(), headers });
      }),
      { numRuns: 150 },
    );
  });
});
