import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import type { SourceDef } from '../../src/core/types.ts';
import { entries, rss } from '../helpers/feed-text.ts';
import { startServer, type TestServer } from '../helpers/http-server.ts';
import { makeSource, openTestApp } from '../helpers/open-app.ts';

const XML = { 'content-type': 'application/rss+xml' };
const GOOD = { headers: XML, body: rss(entries(1, 3)) };

async function open(
  t: TestContext,
  sources: (server: TestServer) => readonly SourceDef[],
  env: Readonly<Record<string, string>> = {},
) {
  const server = await startServer({ '*': GOOD });
  const test = await openTestApp({
    allowAddresses: [server.address],
    now: new Date('2026-11-20T12:00:00Z'),
    sources: sources(server),
    env,
  });
  t.after(async () => {
    await test.close();
    await server.close();
  });
  const at = (iso: string) => {
    test.clock.now = new Date(iso);
  };
  const states = async () => (await test.store()).sources.states();
  return { server, test, at, states };
}

/** A program with one source on each of so many loopback addresses; `isDown` says which hosts cut their connections. */
async function openOnHosts(t: TestContext, count: number) {
  let isDown: (host: number) => boolean = () => false;
  const server = http.createServer((request, response) => {
    if (isDown(Number(request.url?.slice(1)))) response.destroy();
    else response.writeHead(200, XML).end(GOOD.body);
  });
  await new Promise<void>(resolve => server.listen(0, '0.0.0.0', resolve));
  const { port } = server.address() as AddressInfo;
  const hosts = Array.from({ length: count }, (_, n) => `127.0.0.${n + 1}:${port}`);
  const test = await openTestApp({
    allowAddresses: hosts,
    now: new Date('2026-11-20T12:00:00Z'),
    sources: hosts.map((host, n) => makeSource({ id: `zz/test/s${n}`, url: `http://${host}/${n}` })),
  });
  t.after(async () => {
    await test.close();
    server.closeAllConnections();
    server.close();
  });
  const down = (which: (host: number) => boolean) => {
    isDown = which;
  };
  const at = (iso: string) => {
    test.clock.now = new Date(iso);
  };
  return { test, at, down };
}

const posts = async (test: Awaited<ReturnType<typeof openTestApp>>, target: string) =>
  (await test.app.posts(100)).filter(post => post.target === target).map(post => post.payload);

describe('notices to the operator', () => {
  it('tell each change of health once, recoveries too, folded into one message per round', async t => {
    const sources = (server: TestServer) =>
      ['a', 'b', 'c'].map(name => makeSource({ id: `zz/test/${name}`, url: `${server.url}/${name}` }));
    const { server, test, at } = await open(t, sources, { REGBEAT_OPS_TARGET: 'file' });
    await test.app.crawl({});
    assert.deepEqual(await posts(test, 'file'), []);
    server.route('/a', { status: 404 });
    server.route('/b', { status: 403 });
    for (const time of ['13:00', '15:00', '17:00', '19:00']) {
      at(`2026-11-20T${time}:00Z`);
      await test.app.crawl({});
    }
    const [first, ...more] = await posts(test, 'file');
    assert.deepEqual(more, []);
    assert.match(first ?? '', /2 in trouble/);
    assert.match(first ?? '', /zz\/test\/a.*failing.*404/);
    assert.match(first ?? '', /zz\/test\/b.*blocked.*403/);
    server.route('/a', GOOD);
    at('2026-11-20T21:00:00Z');
    await test.app.crawl({});
    // A process that is started anew tells nothing again.
    await test.reopen().crawl({});
    const all = await posts(test, 'file');
    assert.equal(all.length, 2);
    assert.match(all.join(' '), /well again; was failing since 2026-11-20 13:00 UTC/);
  });

  it('are not sent to a target that is new about what was before', async t => {
    const sources = (server: TestServer) => [makeSource({ id: 'zz/test/a', url: `${server.url}/a` })];
    const { server, test, at } = await open(t, sources);
    server.route('/a', { status: 404 });
    await test.app.crawl({});
    at('2026-11-20T15:00:00Z');
    await test.app.crawl({});
    assert.equal((await test.app.sourceHealth({ state: 'failing' })).length, 1);
    assert.equal((await (await test.store()).sources.events(0)).length, 1);
    assert.deepEqual(await test.app.posts(10), []);
  });
});

describe('a first start', () => {
  it('without a network says so of every source, and reads everything once they answer', async t => {
    const { test, at, down } = await openOnHosts(t, 24);
    down(() => true);
    const offline = await test.app.crawl({ dueOnly: true });
    assert.deepEqual([offline.offline, offline.sources.length, offline.read], [true, 24, 0]);
    down(() => false);
    at('2026-11-20T13:00:00Z');
    const online = await test.app.crawl({ dueOnly: true });
    assert.deepEqual([online.offline, online.read], [false, 24]);
  });

  it('behind a firewall that lets one host through reads that one', async t => {
    const { test, down } = await openOnHosts(t, 24);
    down(host => host !== 23);
    const report = await test.app.crawl({ dueOnly: true });
    assert.deepEqual([report.sources.length, report.read], [24, 1]);
  });
});

describe('a source that moved', () => {
  it('is adopted at its new address after three days, told, and left as it is in its definition', async t => {
    const sources = (server: TestServer) => [makeSource({ id: 'zz/test/old', url: `${server.url}/old` })];
    const { server, test, at } = await open(t, sources);
    await test.app.crawl({});
    server.route('/old', { status: 301, headers: { location: '/new' } });
    for (const day of [21, 22, 23]) {
      at(`2026-11-${day}T12:00:00Z`);
      await test.app.crawl({});
      const [health] = await test.app.sourceHealth({});
      assert.equal(health?.state, 'moved');
      assert.match(health?.evidence ?? '', /redirects for good to .*\/new/);
      assert.equal(health?.readAt, null);
    }
    at('2026-11-24T12:30:00Z');
    await test.app.crawl({});
    assert.equal((await test.app.sourceHealth({}))[0]?.readAt, `${server.url}/new`);
    server.route('/old', { status: 410 });
    server.route('/new', { headers: XML, body: rss(entries(1, 4)) });
    at('2026-11-25T12:00:00Z');
    assert.equal((await test.app.crawl({})).new, 1);
    const events = await (await test.store()).sources.events(0);
    assert.deepEqual(
      events.map(event => event.to),
      ['moved'],
    );
    // Whoever edits the definition knows better.
    const edited = test.reopen({ sources: [makeSource({ id: 'zz/test/old', url: `${server.url}/edited` })] });
    await edited.crawl({});
    assert.equal(server.seen('/edited').length, 1);
  });

  it('goes back to its own address when the new one fails', async t => {
    const sources = (server: TestServer) => [makeSource({ id: 'zz/test/old', url: `${server.url}/old` })];
    const { server, test, at } = await open(t, sources);
    server.route('/old', { status: 308, headers: { location: '/new' } });
    await test.app.crawl({});
    at('2026-11-24T12:00:00Z');
    await test.app.crawl({});
    server.route('/old', GOOD);
    server.route('/new', { status: 404 });
    const hours = [13, 14, 15, 16];
    for (const hour of hours) {
      at(`2026-11-24T${hour}:00:00Z`);
      await test.app.crawl({});
    }
    assert.equal((await test.app.sourceHealth({}))[0]?.state, 'ok');
  });
});

describe('an outage of this machine', () => {
  it('blames no source, tries a few hosts at a time, and reads all when it is over', async t => {
    const { test, at, down } = await openOnHosts(t, 12);
    await test.app.crawl({ dueOnly: true });
    down(() => true);
    at('2026-11-20T18:00:00Z');
    const round = await test.app.crawl({ dueOnly: true });
    assert.deepEqual([round.offline, round.failed], [true, 12]);
    for (const state of (await (await test.store()).sources.states()).values()) {
      assert.deepEqual(
        [state.consecutiveFailures, state.failingSince, state.watch.health?.state],
        [0, null, 'ok'],
      );
    }
    at('2026-11-20T18:30:00Z');
    const probe = await test.app.crawl({ dueOnly: true });
    assert.deepEqual([probe.offline, probe.sources.length], [true, 5]);
    down(() => false);
    at('2026-11-20T19:00:00Z');
    const after = await test.app.crawl({ dueOnly: true });
    assert.deepEqual([after.offline, after.failed, after.sources.length], [false, 0, 12]);
    const events = await (await test.store()).sources.events(0);
    assert.deepEqual(
      events.map(({ sourceId, to }) => [sourceId, to]),
      [
        [null, 'failing'],
        [null, 'ok'],
      ],
    );
    const { sources: lines } = await test.app.ledger('2026-11-20');
    assert.ok(lines.every(line => line.hoursUnread > 0 && line.hoursUnread <= 1));
  });

  it('is not what it looks like when two in five hosts are down', async t => {
    const { test, at, down } = await openOnHosts(t, 20);
    await test.app.crawl({ dueOnly: true });
    down(host => host % 5 < 2);
    // Round after round; those that are down back off and come due together.
    for (let hour = 13; hour < 37; hour++) {
      at(new Date(Date.UTC(2026, 10, 20, hour)).toISOString());
      assert.equal((await test.app.crawl({ dueOnly: true })).offline, false);
    }
    const health = await test.app.sourceHealth({});
    assert.equal(health.filter(({ state }) => state === 'failing').length, 8);
    assert.equal(health.filter(({ state }) => state === 'ok').length, 12);
  });
});

describe('a list that loses its dates', () => {
  const page = (field: string) =>
    JSON.stringify({
      docs: [1, 2, 3, 4].map(n => ({
        id: `n${n}`,
        title: `Notice ${n}`,
        [field]: `2026-11-1${n}T09:00:00Z`,
      })),
    });
  const READ = { items: 'docs', title: { path: 'title' }, id: { path: 'id' }, date: { path: 'date' } };
  const JSON_TYPE = { 'content-type': 'application/json' };

  it('is of the wrong shape once that lasts, keeps what it stored, and is well when they are back', async t => {
    const sources = (server: TestServer) => [
      makeSource({ id: 'zz/test/api', url: `${server.url}/api`, format: 'json', read: READ }),
    ];
    const { server, test, at } = await open(t, sources);
    const health = async () => (await test.app.sourceHealth({}))[0];
    const stored = async () =>
      (await test.app.search('relevant:any', 10)).items.map(({ publishedAt }) => publishedAt);
    server.route('/api', { headers: JSON_TYPE, body: page('date') });
    await test.app.crawl({});
    const dates = await stored();
    assert.equal(dates.length, 4);
    server.route('/api', { headers: JSON_TYPE, body: page('published_on') });
    at('2026-11-20T13:00:00Z');
    await test.app.crawl({});
    assert.equal((await health())?.state, 'ok');
    at('2026-11-20T15:00:00Z');
    await test.app.crawl({});
    assert.equal((await health())?.state, 'wrong-shape');
    assert.match((await health())?.evidence ?? '', /no.* date since 2026-11-20 13:00 UTC, 100 % had one/);
    assert.deepEqual(await stored(), dates);
    server.route('/api', { headers: JSON_TYPE, body: page('date') });
    at('2026-11-20T17:00:00Z');
    await test.app.crawl({});
    assert.equal((await health())?.state, 'ok');
    assert.deepEqual(await stored(), dates);
  });
});

describe('a clock that was a year ahead for a while', () => {
  it('keeps no fault from being confirmed once it is right again', async t => {
    const sources = (server: TestServer) => [makeSource({ id: 'zz/test/a', url: `${server.url}/a` })];
    const { server, test, at, states } = await open(t, sources);
    await test.app.crawl({});
    server.route('/a', { status: 404 });
    at('2027-11-20T12:00:00Z');
    await test.app.crawl({});
    for (const time of ['13:00', '15:00', '17:00']) {
      at(`2026-11-20T${time}:00Z`);
      await test.app.crawl({});
    }
    assert.equal((await test.app.sourceHealth({}))[0]?.state, 'failing');
    assert.equal((await states()).get('zz/test/a')?.failingSince, '2026-11-20T13:00:00.000Z');
  });
});
