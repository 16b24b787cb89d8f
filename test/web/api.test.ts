import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { toItemJson } from '../../src/core/json/item-json.ts';
import { API_BASE, API_PATHS, pathNames } from '../../src/web/api/api-paths.ts';
import { answerName, openApiDocument } from '../../src/web/api/openapi.ts';
import { HOSTILE, openAnswerWorld, REGISTER } from '../helpers/answer-world.ts';
import type { TestApp } from '../helpers/open-app.ts';
import { type ServedWeb, serveWeb } from '../helpers/serve-web.ts';

describe('the JSON API', () => {
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

  /** Schemas that allow nothing but what they describe. */
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema({ $id: 'api', ...openApiDocument({ version: '1', closed: true }) });
  const assertIs = (name: string, value: unknown) => {
    const check = ajv.getSchema(`api#/components/schemas/${name}`) ?? assert.fail(`no schema ${name}`);
    assert.ok(check(value), `${name}: ${JSON.stringify(check.errors?.slice(0, 5), null, 1)}`);
  };
  const ask = async (path: string): Promise<{ status: number; body: Record<string, unknown> }> => {
    const response = await web.get(`${API_BASE}${path}`);
    const body = (await response.json()) as Record<string, unknown>;
    if (!response.ok) {
      assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
      assertIs('Problem', body);
    }
    return { status: response.status, body };
  };

  it('answers every question in the shape that it describes', async () => {
    const values: Record<string, string> = {
      id: test.staking,
      jurisdiction: 'HK',
      topic: 'staking',
      name: 'coinbase',
      week: '2026-W47',
    };
    for (const { path, question, example } of API_PATHS) {
      const names = pathNames(path);
      const filled = names.reduce((text, name) => text.replace(`{${name}}`, values[name] ?? ''), path);
      const asked = names.length > 0 || example === null ? filled : example;
      const { status, body } = await ask(asked);
      assert.equal(status, 200, `${asked}: ${JSON.stringify(body)}`);
      assertIs(answerName(question), body);
    }
  });

  it('answers with what is there', async () => {
    const search = await ask('/items?q=source:hk/*+staking&limit=1');
    assert.equal(search.body.total, 3);
    const story = await ask(`/stories/${test.staking}`);
    assert.equal((story.body.items as unknown[]).length, 2);
    const changes = await ask(`/registers/changes?register=${encodeURIComponent(REGISTER)}`);
    assert.deepEqual((changes.body.changes as { kind: string }[]).map(one => one.kind).toSorted(), [
      'changed',
      'granted',
      'withdrawn',
    ]);
    const matrix = await ask('/matrix?topics=staking&jurisdictions=Hong+Kong&history=true');
    assert.deepEqual(
      (matrix.body.cells as { stance: string }[]).map(cell => cell.stance),
      ['conditional'],
    );
    const due = await ask('/deadlines?within=90d&kinds=consultation_closes');
    assert.deepEqual(
      (due.body.deadlines as { due: string }[]).map(one => one.due),
      ['2027-02-01'],
    );
    const firm = await ask('/firms/binance-us');
    assert.equal((firm.body.firm as { items: number }).items, 1);
    const several = await ask('/firms/hash');
    assert.equal(several.body.found, 'several');
    const firms = await ask('/firms?q=coin%20house%201');
    assert.ok((firms.body.firms as unknown[]).length > 0);
    const item = await ask(`/items/${test.staking}?maxText=20`);
    assert.equal(item.body.textTruncated, true);
    assert.equal((await ask('/reports/weekly/2026-W47?q=topic:staking')).body.query, 'topic:staking');
    assert.equal((await ask('/reports/weekly/2026-W47')).body.query, '');
    assert.ok(!existsSync(path.join(test.folder, 'exports')), 'asking files nothing');
  });

  it('names everything as the command line does', async () => {
    const { body } = await ask('/items?limit=200');
    const { items } = await test.app.search('', 200);
    assert.deepEqual(
      (body.items as Record<string, unknown>[]).map(({ tier: _tier, quote: _quote, ...item }) => item),
      items.map(toItemJson),
    );
  });

  it('pages with a cursor', async () => {
    const seen: string[] = [];
    let path: string | null = '/items?limit=2&q=relevant:any';
    while (path !== null) {
      const { body } = await ask(path);
      seen.push(...(body.items as { id: string }[]).map(item => item.id));
      path = body.next === null ? null : `/items?limit=2&q=relevant:any&cursor=${String(body.next)}`;
    }
    const all = await ask('/items?limit=200&q=relevant:any');
    assert.deepEqual(
      seen,
      (all.body.items as { id: string }[]).map(item => item.id),
    );
  });

  it('says what is wrong and what to write instead', async () => {
    for (const [path, status, words] of [
      ['/items?q=topic:stakin', 400, /staking/],
      ['/items?query=x', 400, /"query" is no parameter\. Known ones: q, limit, cursor/],
      ['/items?limit=0', 400, /"limit": It is at least 1/],
      ['/items?limit=many', 400, /"limit": It is a whole number/],
      ['/items?limit=1&limit=2', 400, /"limit"/],
      ['/items?cursor=nonsense', 400, /leave it out/],
      ['/items/zzzzzzzzzzzz', 404, /No stored item/],
      ['/items/..%2f..%2fetc', 400, /An id has/],
      [`/items/${test.staking}?id=x`, 400, /stands in the path/],
      ['/matrix?topics=gold', 400, /Topics are staking/],
      ['/matrix?jurisdictions=Atlantis', 400, /no jurisdiction "Atlantis"/],
      ['/matrix?history=true', 400, /name topics or jurisdictions/],
      ['/matrix/HK/gold', 400, /Topics are/],
      ['/matrix?asOf=2025-02-30', 400, /is no day/],
      ['/deadlines?within=soon', 400, /no length of time/],
      ['/deadlines?passed=maybe', 400, /true or false/],
      ['/firms', 400, /"q"/],
      ['/firms/nobody-of-that-name', 404, /names a firm/],
      ['/registers/changes?register=no/such', 404, /No register/],
      ['/registers/changes?since=when', 400, /is no date/],
      ['/reports/weekly/2026-W60', 400, /is not a week/],
      ['/reports/weekly/now', 400, /is not a week/],
      ['/coverage?since=ever', 400, /ever/],
      ['/nothing', 404, /\/api lists all/],
      ['', 404, /\/api lists all/],
    ] as const) {
      const { status: got, body } = await ask(path);
      assert.equal(got, status, `${path}: ${JSON.stringify(body)}`);
      assert.match(String(body.detail), words, path);
      assert.equal(body.status, status);
    }
    assert.deepEqual(web.logged, []);
  });

  it('answers 304 to who has it already, and shares nothing with other sites', async () => {
    const first = await web.get(`${API_BASE}/items`, { origin: 'https://elsewhere.example' });
    const etag = first.headers.get('etag') ?? '';
    assert.match(etag, /^"[0-9a-f]{32}"$/);
    assert.equal(first.headers.get('access-control-allow-origin'), null);
    assert.match(first.headers.get('cache-control') ?? '', /private/);
    for (const tags of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      const again = await web.get(`${API_BASE}/items`, { 'if-none-match': tags });
      assert.equal(again.status, 304);
      assert.equal(await again.text(), '');
    }
    assert.equal((await web.get(`${API_BASE}/items?limit=1`, { 'if-none-match': etag })).status, 200);
  });

  it('needs the token where one is set, and takes nothing but questions', async () => {
    const token = 'a-token-of-more-than-24-characters';
    const guarded = await serveWeb(test.app, { token });
    try {
      for (const path of [`${API_BASE}/items`, '/feeds/search.rss', '/metrics', '/api', '/mcp']) {
        const refused = await guarded.get(path);
        assert.equal(refused.status, 401, path);
        assert.match(refused.headers.get('content-type') ?? '', /^application\/problem\+json/);
        assertIs('Problem', await refused.json());
      }
      assert.equal((await guarded.get('/healthz')).status, 200);
      const authorization = `Bearer ${token}`;
      assert.equal((await guarded.get(`${API_BASE}/items`, { authorization })).status, 200);
    } finally {
      await guarded.close();
    }
    assert.equal((await fetch(`${web.url}${API_BASE}/items`, { method: 'POST' })).status, 405);
  });

  it('serves an OpenAPI 3.1 document that is whole', async () => {
    const { body } = await ask('/openapi.json');
    assert.match(String(body.openapi), /^3\.1\./);
    const text = JSON.stringify(body);
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g))
      assert.ok(ajv.getSchema(`api#/components/schemas/${name}`), name);
    assert.equal(Object.keys(Object(body.paths)).length, API_PATHS.length);
    for (const { path, question } of API_PATHS) {
      const { get } = Object(body.paths)[path];
      assert.equal(get.operationId, question.name);
      const named = get.parameters.map((one: { name: string }) => one.name);
      assert.deepEqual(named.toSorted(), Object.keys(question.input.shape).toSorted());
    }
    assert.ok(!text.includes('"additionalProperties":false,"properties":{"id"'), 'answers may grow');
  });

  it('shows itself on a page without scripts of others', async () => {
    const response = await web.get('/api', { accept: 'text/html' });
    const page = await response.text();
    assert.equal(response.status, 200);
    for (const { path, question } of API_PATHS) {
      assert.ok(page.includes(`${API_BASE}${path}`), path);
      assert.ok(page.includes(`id="${question.name}"`));
    }
    assert.doesNotMatch(page, /(src|href)="(https?:)?\/\//);
    assert.doesNotMatch(page, /undefined|\[object/);
  });

  it('gives hostile texts as data', async () => {
    const response = await web.get(`${API_BASE}/items?q=ignore`);
    assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    const body = (await response.json()) as { items: { title: string }[] };
    assert.equal(body.items[0]?.title, HOSTILE);
  });
});
