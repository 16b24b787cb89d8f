import assert from 'node:assert/strict';
import type http from 'node:http';
import { after, before, describe, it } from 'node:test';
import type { CrawlReport, SourceReport } from '../../src/core/application.ts';
import { coverageLine } from '../../src/core/coverage.ts';
import { createOpened } from '../helpers/close-all.ts';
import { entries, rss } from '../helpers/feed-text.ts';
import { type Route, startServer, type TestServer } from '../helpers/http-server.ts';
import { loadSharedKnowledge, makeSource, openTestApp, type TestApp } from '../helpers/open-app.ts';

const GOOD = rss(entries(1, 3));
const LATER = rss(entries(1, 4));
const XML = { 'content-type': 'application/rss+xml' };

/** What a source does in the second of three rounds, and how the failure is told. */
interface Fault {
  readonly name: string;
  readonly route: (elsewhere: TestServer) => Route;
  readonly status: number | null;
  readonly error: RegExp;
}

const FAULTS: readonly Fault[] = [
  { name: 'not-found', route: () => ({ status: 404 }), status: 404, error: /404/ },
  { name: 'server-error', route: () => ({ status: 500 }), status: 500, error: /500/ },
  {
    name: 'web-page',
    route: () => ({
      headers: { 'content-type': 'text/html' },
      body: '<!doctype html><html><head><title>Maintenance</title></head><body><p>Back soon.</p></body></html>',
    }),
    status: 200,
    error: /maintenance page instead of its list/,
  },
  { name: 'no-body', route: () => ({ headers: XML, body: '' }), status: 200, error: /answered with nothing/ },
  {
    name: 'empty-list',
    route: () => ({ headers: XML, body: rss([]) }),
    status: 200,
    error: /the list is empty, it had 3 items/,
  },
  {
    name: 'huge',
    route: () => (_, response) => sendHuge(response),
    status: null,
    error: /large|MB|MiB|bytes/i,
  },
  {
    name: 'half-announced',
    route: () => (_, response) => {
      response.writeHead(200, { ...XML, 'content-length': String(GOOD.length) });
      response.write(GOOD.slice(0, GOOD.length / 2), () => response.destroy());
      return undefined;
    },
    status: null,
    error: /./,
  },
  {
    name: 'half-chunked',
    route: () => (_, response) => {
      response.writeHead(200, XML);
      response.write(GOOD.slice(0, GOOD.length / 2), () => response.destroy());
      return undefined;
    },
    status: null,
    error: /./,
  },
  {
    name: 'garbage',
    route: () => ({ headers: XML, body: Uint8Array.from({ length: 5000 }, (_, n) => (n * 7919) % 256) }),
    status: 200,
    error: /not a feed|nothing|could not be read/,
  },
  {
    name: 'to-private-address',
    route: elsewhere => ({ status: 302, headers: { location: `${elsewhere.url}/secret` } }),
    status: null,
    error: /127\.0\.0\.1 is not asked/,
  },
  {
    name: 'hangs',
    route: () => () => new Promise<never>(() => undefined),
    status: null,
    error: /time|answer/i,
  },
];

function sendHuge(response: http.ServerResponse): undefined {
  const chunk = Buffer.alloc(1 << 20, 32);
  response.writeHead(200, XML);
  let left = 50;
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left--;
      if (!response.write(chunk)) {
        response.once('drain', more);
        return;
      }
    }
    response.end();
  };
  more();
  return undefined;
}

describe('a source that fails', () => {
  const opened = createOpened();
  let server: TestServer;
  let elsewhere: TestServer;
  let test: TestApp;
  let secondRound: CrawlReport;
  let thirdRound: CrawlReport;

  before(async () => {
    elsewhere = opened.add(await startServer({ '/secret': { headers: XML, body: LATER } }));
    server = opened.add(await startServer({ '*': { headers: XML, body: GOOD } }));
    const names = [...FAULTS.map(fault => fault.name), 'healthy'];
    test = opened.add(
      await openTestApp({
        allowAddresses: [server.address],
        fetchTimeoutMs: 1500,
        now: new Date('2026-11-20T12:00:00Z'),
        sources: names.map(name => makeSource({ id: `zz/test/${name}`, url: `${server.url}/${name}` })),
      }),
    );
    await test.app.crawl({});
    for (const { name, route } of FAULTS) server.route(`/${name}`, route(elsewhere));
    server.route('/healthy', { headers: XML, body: LATER });
    test.clock.now = new Date('2026-11-21T12:00:00Z');
    secondRound = await test.app.crawl({});
  });
  after(() => opened.closeAll());

  const reportOf = (report: CrawlReport, name: string): SourceReport => {
    const found = report.sources.find(source => source.id === `zz/test/${name}`);
    assert.ok(found, `no report on ${name}`);
    return found;
  };

  it('does not keep the others from being read and stored', async () => {
    assert.equal(secondRound.sources.length, FAULTS.length + 1);
    assert.equal(secondRound.failed, FAULTS.length);
    assert.equal(secondRound.offline, false);
    assert.deepEqual(
      { ...reportOf(secondRound, 'healthy'), ms: 0, notes: {} },
      {
        id: 'zz/test/healthy',
        outcome: 'read',
        status: 200,
        items: 4,
        new: 1,
        updated: 0,
        ms: 0,
        error: null,
        notes: {},
      },
    );
    assert.equal((await test.app.search('source:zz/test/healthy relevant:any', 100)).total, 4);
  });

  for (const { name, status, error } of FAULTS) {
    it(`is named with its reason in the report, the ledger and the digest: ${name}`, async () => {
      const report = reportOf(secondRound, name);
      assert.equal(report.outcome, 'failed');
      assert.equal(report.status, status);
      assert.match(report.error ?? '', error);
      assert.equal(report.new, 0);

      const store = await test.store();
      const window = ['2026-11-21T00:00:00.000Z', '2026-11-22T00:00:00.000Z'] as const;
      const ledger = (await store.sources.coverage(...window)).find(source => source.sourceId === report.id);
      assert.equal(ledger?.successes, 0);
      assert.equal(ledger?.failingSince, '2026-11-21T12:00:00.000Z');
      assert.equal(ledger?.lastSuccessAt, '2026-11-20T12:00:00.000Z');
      assert.equal(ledger?.lastError, report.error);

      const { coverage } = await test.app.digest({ since: window[0], until: window[1] });
      const failing = coverage.failing.find(source => source.sourceId === report.id);
      assert.equal(failing?.since, '2026-11-21T12:00:00.000Z');
      assert.equal(failing?.error, report.error);
      assert.match(
        coverageLine(coverage),
        new RegExp(`^1 of ${FAULTS.length + 1} sources read; failing: .*${name}`),
      );
    });
  }

  it('keeps what was stored before, and is asked again later the longer it fails', async () => {
    assert.equal((await test.app.search('source:zz/test/not-found relevant:any', 100)).total, 3);
    const states = await (await test.store()).sources.states();
    const state = states.get('zz/test/not-found');
    assert.equal(state?.consecutiveFailures, 1);
    const wait = Date.parse(state?.nextDueAt ?? '') - Date.parse(state?.lastAttemptAt ?? '');
    assert.ok(wait >= 28 * 60_000 && wait <= 32 * 60_000, `${wait} ms`);
  });

  it('is well again after the next good read, which brings what was missed', async () => {
    server.route('*', { headers: XML, body: LATER });
    for (const { name } of FAULTS) server.route(`/${name}`, { headers: XML, body: LATER });
    test.clock.now = new Date('2026-11-21T18:00:00Z');
    thirdRound = await test.app.crawl({});
    assert.equal(thirdRound.failed, 0);
    for (const { name } of FAULTS) {
      const report = reportOf(thirdRound, name);
      assert.deepEqual([report.outcome, report.items, report.new, report.updated], ['read', 4, 1, 0], name);
    }
    const { coverage } = await test.app.digest({ since: '2026-11-21', until: '2026-11-21' });
    assert.equal(coverageLine(coverage), `${FAULTS.length + 1} of ${FAULTS.length + 1} sources read`);
    for (const state of (await (await test.store()).sources.states()).values()) {
      assert.deepEqual([state.consecutiveFailures, state.failingSince, state.lastError], [0, null, null]);
    }
  });

  it('never follows a redirect to a private address', () => {
    assert.deepEqual(elsewhere.requests, []);
  });
});

describe('a source that asks for patience', () => {
  it('is not asked before its Retry-After is over', async t => {
    const server = await startServer({ '/feed': { status: 429, headers: { 'retry-after': '7200' } } });
    const test = await openTestApp({
      allowAddresses: [server.address],
      now: new Date('2026-11-20T12:00:00Z'),
      sources: [makeSource({ id: 'zz/test/busy', url: `${server.url}/feed` })],
    });
    t.after(async () => {
      await test.close();
      await server.close();
    });
    const report = await test.app.crawl({ dueOnly: true });
    assert.deepEqual([report.failed, report.offline, report.sources[0]?.status], [1, false, 429]);
    assert.equal(server.requests.length, 1);
    const states = await (await test.store()).sources.states();
    const due = Date.parse(states.get('zz/test/busy')?.nextDueAt ?? '');
    assert.ok(due >= Date.parse('2026-11-20T14:00:00Z'));

    test.clock.now = new Date('2026-11-20T13:59:00Z');
    assert.equal((await test.app.crawl({ dueOnly: true })).sources.length, 0);
    server.route('/feed', { headers: XML, body: GOOD });
    test.clock.now = new Date(due);
    assert.equal((await test.app.crawl({ dueOnly: true })).new, 3);
  });
});

describe('a document that was cut off', () => {
  it('gives its complete items at once, and is asked for in full the next time', async t => {
    const cut = rss(entries(1, 5), '<item><title>Authority deci');
    const headers = { ...XML, etag: '"same"', 'last-modified': 'Thu, 19 Nov 2026 08:00:00 GMT' };
    const server = await startServer({ '/feed': { headers, body: cut, etag: '"same"' } });
    const test = await openTestApp({
      allowAddresses: [server.address],
      sources: [makeSource({ id: 'zz/test/cut', url: `${server.url}/feed` })],
    });
    t.after(async () => {
      await test.close();
      await server.close();
    });
    const first = await test.app.crawl({});
    assert.deepEqual([first.read, first.new], [1, 5]);
    server.route('/feed', { headers, body: rss(entries(1, 6)), etag: '"same"' });
    const second = await test.app.crawl({});
    assert.deepEqual([second.read, second.new, second.updated], [1, 1, 0]);
    for (const request of server.requests) {
      assert.equal(request.headers['if-none-match'], undefined);
      assert.equal(request.headers['if-modified-since'], undefined);
    }
    const third = await test.app.crawl({});
    assert.equal(third.notModified, 1);
    assert.equal(server.requests[2]?.headers['if-none-match'], '"same"');
  });
});

describe('a source whose words set off a bug in the tagger', () => {
  it('fails by itself: nothing of it is stored, the others are, and it is read in full once the bug is gone', async t => {
    const server = await startServer({
      '/odd': { headers: XML, body: rss([...entries(1, 2), { title: 'The word that nobody expected' }]) },
      '/even': { headers: XML, body: rss(entries(11, 13)) },
    });
    t.after(() => server.close());
    const { classifier } = loadSharedKnowledge();
    const test = await openTestApp({
      allowAddresses: [server.address],
      sources: ['odd', 'even'].map(name =>
        makeSource({ id: `zz/test/${name}`, url: `${server.url}/${name}` }),
      ),
      classifier: {
        version: classifier.version,
        classify: input => {
          if (input.title.includes('nobody expected')) throw new TypeError('cannot read a tag');
          return classifier.classify(input);
        },
      },
    });
    t.after(() => test.close());
    const report = await test.app.crawl({});
    assert.deepEqual(
      report.sources.map(source => [source.id, source.outcome, source.new, source.error]),
      [
        ['zz/test/even', 'read', 3, null],
        ['zz/test/odd', 'failed', 0, 'cannot read a tag'],
      ],
    );
    assert.equal((await test.app.counts()).items, 3);
    const mended = await test.reopen({ classifier }).crawl({});
    assert.deepEqual([mended.failed, mended.new], [0, 3]);
  });
});
