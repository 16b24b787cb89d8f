import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { SourceDef } from '../../src/core/types.ts';
import { type Route, startServer } from '../helpers/http-server.ts';
import { makeSource, openTestApp } from '../helpers/open-app.ts';

const PAGE = 5;
const START = Date.parse('2026-11-20T00:00:00Z');

interface ApiItem {
  readonly id: number;
  readonly title: string;
  readonly at: string;
}

const item = (id: number): ApiItem => ({
  id,
  title: `Authority decides case ${id} on stablecoin issuers`,
  at: new Date(START - (200 - id) * 3_600_000).toISOString(),
});

/** A paged API over `items`, newest first, that answers 500 when a field of its body is missing, as some do. */
function api(items: () => readonly ApiItem[]): Route {
  return request => {
    const { page, type } = JSON.parse(request.body || '{}');
    if (typeof page !== 'number' || type !== 'news') return { status: 500, body: 'field missing' };
    const docs = items()
      .toSorted((one, other) => other.id - one.id)
      .slice(page * PAGE, (page + 1) * PAGE);
    return { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ docs }) };
  };
}

const READ = {
  items: 'docs',
  title: { path: 'title' },
  id: { path: 'id' },
  link: { template: 'https://authority.example/news/{id}' },
  date: { path: 'at' },
};

async function open(t: TestContext, route: Route, overrides: Partial<SourceDef> = {}) {
  const server = await startServer({ '/api': route });
  const test = await openTestApp({
    allowAddresses: [server.address],
    now: new Date('2026-11-20T12:00:00Z'),
    sources: [
      makeSource({
        id: 'zz/test/api',
        url: `${server.url}/api`,
        format: 'json',
        method: 'POST',
        body: '{"page":0,"type":"news"}',
        read: READ,
        paging: { param: 'page', start: 0, step: 1 },
        ...overrides,
      }),
    ],
  });
  t.after(async () => {
    await test.close();
    await server.close();
  });
  const gaps = async () => {
    const [line] = await (await test.store()).sources.ledger('2026-01-01', '2027-01-01');
    return [line?.gaps, line?.openGaps];
  };
  const stored = async () => (await test.app.search('source:zz/test/api relevant:any', 1000)).total;
  return { server, test, gaps, stored };
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => item(from + n));

describe('a list that items scrolled out of', () => {
  it('is paged back until what was known is met, and the ledger says so', async t => {
    let items = range(1, 10);
    const { test, server, gaps, stored } = await open(
      t,
      api(() => items),
    );
    assert.equal((await test.app.crawl({})).new, PAGE);
    items = range(1, 30);
    test.clock.now = new Date('2026-11-20T16:00:00Z');
    const before = server.requests.length;
    assert.equal((await test.app.crawl({})).new, 20);
    assert.equal(server.requests.length - before, 5);
    assert.equal(await stored(), 25);
    assert.deepEqual(await gaps(), [1, 0]);
    const { items: found } = await test.app.search('source:zz/test/api is:historic relevant:any', 100);
    assert.equal(found.length, PAGE, 'what was missed is news');
  });

  it('stays open without further pages, and makes its source degraded', async t => {
    let items = range(171, 180);
    const { test, gaps } = await open(
      t,
      api(() => items),
      { paging: undefined },
    );
    test.clock.now = new Date('2026-11-19T05:00:00Z');
    await test.app.crawl({});
    items = range(171, 200);
    test.clock.now = new Date('2026-11-20T01:00:00Z');
    await test.app.crawl({});
    assert.deepEqual(await gaps(), [1, 1]);
    const [health] = await test.app.sourceHealth({});
    assert.equal(health?.state, 'degraded', JSON.stringify(health));
    assert.match(health?.evidence ?? '', /items between .* may have been missed/);
    const { coverage } = await test.app.digest({ since: '2026-11-20', until: '2026-11-20' });
    assert.equal(coverage.gaps, 1);
  });

  it('is tried again when a further page could not be read, and closes then', async t => {
    let items = range(1, 10);
    let broken = false;
    const answer = api(() => items);
    const { test, gaps, stored } = await open(t, (request, response) => {
      if (broken && !request.body.includes('"page":0')) return { status: 450 };
      return typeof answer === 'function' ? answer(request, response) : undefined;
    });
    await test.app.crawl({});
    items = range(1, 30);
    broken = true;
    test.clock.now = new Date('2026-11-20T16:00:00Z');
    await test.app.crawl({});
    assert.deepEqual(await gaps(), [1, 1]);
    broken = false;
    test.clock.now = new Date('2026-11-20T20:00:00Z');
    await test.app.crawl({});
    assert.equal(await stored(), 25);
    assert.deepEqual(await gaps(), [1, 0], 'one gap, found once and closed later');
    assert.equal((await test.app.sourceHealth({}))[0]?.state, 'ok');
  });

  it('does not follow pages without end', async t => {
    let first = 1;
    let noise = 0;
    // Answers every page number with the first page, each time with other bytes.
    const { test, server } = await open(t, () => ({
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ docs: range(first, first + 4).toReversed(), noise: noise++ }),
    }));
    await test.app.crawl({});
    first = 100;
    const before = server.requests.length;
    await test.app.crawl({});
    assert.equal(server.requests.length - before, 3);
  });

  it('stops at the most pages that the source allows', async t => {
    let next = 0;
    const { test, server } = await open(
      t,
      () => ({
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ docs: range(5 * next + 1, 5 * ++next) }),
      }),
      { paging: { param: 'page', start: 0, step: 1, maxPages: 4 } },
    );
    await test.app.crawl({});
    const before = server.requests.length;
    await test.app.crawl({});
    assert.equal(server.requests.length - before, 5);
  });
});

describe('crawl --backfill', () => {
  it('stores what archives held, as historic, and nothing twice', async t => {
    const { test, stored } = await open(
      t,
      api(() => range(1, 60)),
    );
    const report = await test.app.backfill({ days: 365 });
    assert.deepEqual([report.new, report.pages, report.sources[0]?.outcome], [55, 11, 'done']);
    assert.equal(report.sources[0]?.reachedBackTo, item(1).at);
    assert.equal(await stored(), 60);
    const historic = await test.app.search('source:zz/test/api is:historic relevant:any', 100);
    assert.equal(historic.total, 60);
    const again = await test.app.backfill({ days: 365 });
    assert.deepEqual([again.new, again.sources[0]?.outcome], [0, 'done-before']);
    const further = await test.app.backfill({ days: 700 });
    assert.deepEqual([further.new, further.sources[0]?.outcome], [0, 'done']);
  });

  it('stops at the day that was asked for', async t => {
    const { test, stored, server } = await open(
      t,
      api(() => range(1, 190)),
    );
    const report = await test.app.backfill({ days: 2 });
    assert.equal(report.sources[0]?.outcome, 'done');
    assert.equal(await stored(), range(1, 190).filter(({ at }) => at >= '2026-11-18T12:00:00.000Z').length);
    assert.ok(server.requests.length < 15);
  });

  it('goes on where it was broken off', async t => {
    const { test, server, stored } = await open(
      t,
      api(() => range(1, 100)),
    );
    const stop = new AbortController();
    const onProgress = (_: number, __: number, label: string) => {
      if (label.endsWith('page 8')) stop.abort();
    };
    const first = await test.app.backfill({ days: 365, signal: stop.signal, onProgress });
    assert.equal(first.sources[0]?.outcome, 'interrupted');
    const before = server.requests.length;
    // Also on another day, for which "365 days" begin later.
    test.clock.now = new Date('2026-11-21T12:00:00Z');
    const second = await test.app.backfill({ days: 365 });
    assert.equal(second.sources[0]?.outcome, 'done');
    assert.equal(await stored(), 100);
    // The list itself, the eleven pages that were left, and the empty one behind them.
    assert.equal(server.requests.length - before, 13);
  });

  it('leaves what is new to the regular read, which announces it', async t => {
    let items = range(1, 20);
    const { test } = await open(
      t,
      api(() => items),
    );
    await test.app.crawl({});
    items = range(1, 21);
    test.clock.now = new Date('2026-11-20T16:00:00Z');
    await test.app.backfill({ days: 365 });
    const news = await test.app.search('source:zz/test/api relevant:any', 100);
    assert.deepEqual(
      news.items.filter(found => !found.historic).map(found => found.title),
      [item(21).title],
    );
  });
});
