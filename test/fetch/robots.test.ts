import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import fc from 'fast-check';
import type { RobotsRecord, RobotsStore } from '../../src/core/ports.ts';
import { parseRobots, relevantLines } from '../../src/fetch/robots-rules.ts';
import type { Route } from '../helpers/http-server.ts';
import { failureOf, openFetcher, openServer, textOf } from './setup.ts';

function memory(): RobotsStore & { readonly records: Map<string, RobotsRecord> } {
  const records = new Map<string, RobotsRecord>();
  return {
    records,
    get: async origin => records.get(origin) ?? null,
    set: async record => void records.set(record.origin, record),
  };
}

const TEXT = 'User-agent: *\nDisallow: /private\nAllow: /private/open\n\nUser-agent: other\nDisallow: /\n';

async function open(t: TestContext, robots: Route, store = memory()) {
  const server = await openServer(t, {
    '/robots.txt': robots,
    '/feed': { body: 'feed' },
    '/private/list': { body: 'list' },
    '/private/open/list': { body: 'open' },
  });
  const clock = { now: new Date('2026-11-20T12:00:00Z') };
  const fetcher = openFetcher(t, [server.address], { robots: store, clock: () => clock.now });
  return { server, store, clock, fetcher, asked: () => server.seen('/robots.txt').length };
}

describe('robots.txt', () => {
  it('is asked for once per site and day, honoured, and says so', async t => {
    const { server, clock, fetcher, asked } = await open(t, { body: TEXT });
    const list = () => fetcher.fetch({ url: `${server.url}/private/list` });
    const [first, second] = await Promise.all([list(), fetcher.fetch({ url: `${server.url}/feed` })]);
    assert.match(failureOf(first, 'robots').error, /does not want \/private\/list to be read.*robots\.txt/);
    assert.equal(textOf(second), 'feed');
    assert.equal(textOf(await fetcher.fetch({ url: `${server.url}/private/open/list` })), 'open');
    assert.equal(server.seen('/private/list').length, 0);
    assert.equal(asked(), 1);
    clock.now = new Date('2026-11-21T11:00:00Z');
    await list();
    assert.equal(asked(), 1);
    clock.now = new Date('2026-11-21T12:01:00Z');
    await list();
    assert.equal(asked(), 2);
  });

  it('is passed over for an address with a written reason', async t => {
    const { server, fetcher, asked } = await open(t, { body: TEXT });
    assert.equal(textOf(await fetcher.fetch({ url: `${server.url}/private/list`, robots: false })), 'list');
    assert.equal(asked(), 0);
  });

  it('outlives a restart', async t => {
    const store = memory();
    const { server, fetcher, asked, clock } = await open(t, { body: TEXT }, store);
    await fetcher.fetch({ url: `${server.url}/feed` });
    const again = openFetcher(t, [server.address], { robots: store, clock: () => clock.now });
    failureOf(await again.fetch({ url: `${server.url}/private/list` }), 'robots');
    assert.equal(asked(), 1);
  });

  for (const status of [404, 403, 410]) {
    it(`allows everything when it is answered with ${status}`, async t => {
      const { server, fetcher } = await open(t, { status });
      assert.equal(textOf(await fetcher.fetch({ url: `${server.url}/private/list` })), 'list');
    });
  }

  it('forbids everything while it cannot be had, is asked for again after a minute, and is given up after thirty days', async t => {
    const { server, fetcher, asked, clock } = await open(t, { status: 503 });
    const list = () => fetcher.fetch({ url: `${server.url}/feed` });
    failureOf(await list(), 'robots');
    failureOf(await list(), 'robots');
    // Three tries at once, as for every request.
    assert.equal(asked(), 3);
    clock.now = new Date('2026-11-20T12:01:00Z');
    failureOf(await list(), 'robots');
    assert.equal(asked(), 6);
    clock.now = new Date('2026-12-21T12:00:00Z');
    assert.equal(textOf(await list()), 'feed');
  });

  it('is tried again at once when its server stumbles', async t => {
    const { server, fetcher } = await open(t, [{ status: 500 }, { body: TEXT }]);
    assert.equal(textOf(await fetcher.fetch({ url: `${server.url}/feed` })), 'feed');
  });

  it('is waited for as long as a 429 asks, and is read with its site after it', async t => {
    const { server, store } = await open(t, [
      { status: 429, headers: { 'retry-after': '7' } },
      { body: TEXT },
    ]);
    const waits: number[] = [];
    const fetcher = openFetcher(t, [server.address], {
      robots: store,
      sleep: async ms => void waits.push(ms),
      clock: () => new Date('2026-11-20T12:00:00Z'),
    });
    assert.equal(textOf(await fetcher.fetch({ url: `${server.url}/feed` })), 'feed');
    assert.ok(waits.includes(7000), String(waits));
  });

  it('is not asked for by every list of a host that does not hand it out', async t => {
    const { server, fetcher, asked } = await open(t, { status: 429 });
    const lists = [1, 2, 3, 4].map(n => fetcher.fetch({ url: `${server.url}/feed?${n}` }));
    for (const answer of await Promise.all(lists)) failureOf(answer, 'robots');
    assert.equal(asked(), 3);
  });

  it('stands as it was last known while it cannot be had', async t => {
    const { server, fetcher, clock } = await open(t, [{ body: TEXT }, { status: 500 }]);
    await fetcher.fetch({ url: `${server.url}/feed` });
    clock.now = new Date('2026-11-22T12:00:00Z');
    assert.equal(textOf(await fetcher.fetch({ url: `${server.url}/feed` })), 'feed');
    failureOf(await fetcher.fetch({ url: `${server.url}/private/list` }), 'robots');
  });

  it('is read to 500 KiB when it has 5 MB, and what stands behind is not', async t => {
    const filler = `# ${'x'.repeat(98)}\n`.repeat(52_000);
    const body = `User-agent: *\nDisallow: /private\n${filler}Disallow: /feed\n`;
    const { server, store, fetcher } = await open(t, { body });
    assert.equal(textOf(await fetcher.fetch({ url: `${server.url}/feed` })), 'feed');
    failureOf(await fetcher.fetch({ url: `${server.url}/private/list` }), 'robots');
    assert.equal(store.records.get(server.url)?.text, 'User-agent: *\ndisallow: /private');
  });

  it('holds for the site that a redirect leads to', async t => {
    const { server: guarded } = await open(t, { body: 'User-agent: *\nDisallow: /' });
    const server = await openServer(t, {
      '/robots.txt': { status: 404 },
      '/feed': { status: 302, headers: { location: `${guarded.url}/feed` } },
    });
    const fetcher = openFetcher(t, [server.address, guarded.address], { robots: memory() });
    failureOf(await fetcher.fetch({ url: `${server.url}/feed` }), 'robots');
    assert.equal(guarded.seen('/feed').length, 0);
  });

  it('spaces requests by its crawl-delay', async t => {
    const { server, store } = await open(t, { body: 'User-agent: *\nCrawl-delay: 10' });
    const waits: number[] = [];
    const sleep = async (ms: number) => void waits.push(ms);
    const fetcher = openFetcher(t, [server.address], { robots: store, sleep });
    await Promise.all([1, 2].map(n => fetcher.fetch({ url: `${server.url}/feed?${n}` })));
    assert.deepEqual(waits, [10_000, 10_000]);
  });
});

describe('the lines of a robots.txt', () => {
  const allows = (text: string, path: string) => {
    const origin = 'https://a.example';
    return parseRobots(origin, relevantLines(text, 'regbeat'), 'regbeat').allows(new URL(`${origin}${path}`));
  };

  it('of a group with our name replace those for everybody', () => {
    const text = 'User-agent: *\nDisallow: /\nUser-agent: RegBeat/2\nUser-agent: x\nDisallow: /no$\n';
    assert.equal(allows(text, '/yes'), true);
    assert.equal(allows(text, '/no'), false);
    assert.equal(allows(text, '/nobody'), true);
  });

  it('are counted out however many there are', () => {
    const names = Array.from({ length: 20_000 }, (_, n) => `User-agent: bot${n}`).join('\n');
    const rules = 'Disallow: /*a*a*a*a*a*a*a*a*a*b\n'.repeat(10_000);
    assert.equal(allows(`${names}\nUser-agent: *\n${rules}`, `/${'a'.repeat(8000)}`), true);
  });

  it('never throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.webPath(), (text, path) => {
        assert.equal(typeof allows(`User-agent: *\nDisallow: ${text}\n${text}`, path || '/'), 'boolean');
      }),
    );
  });
});
