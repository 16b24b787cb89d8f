import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { entry, rss } from '../../helpers/feed-text.ts';
import { startServer } from '../../helpers/http-server.ts';
import { makeSource, openTestApp } from '../../helpers/open-app.ts';

const TEXT =
  'The commission licenses crypto-asset exchanges and stablecoin issuers from next year on. '.repeat(5);
const PAGE = `<!doctype html><html><body><main><p>${TEXT}</p></main></body></html>`;

/** A source whose one entry links to a page on the same server. */
async function open(t: TestContext) {
  const server = await startServer();
  t.after(() => server.close());
  const source = makeSource({
    id: 'zz/test/news',
    url: `${server.url}/news`,
    jurisdiction: 'HK',
    page: { follow: true, select: 'main' },
  });
  const test = await openTestApp({ allowAddresses: [server.address], sources: [source] });
  t.after(() => test.close());
  const list = (title: string) =>
    server.route('/news', {
      headers: { 'content-type': 'application/rss+xml' },
      body: rss([entry(1, { title, link: `${server.url}/page`, description: 'Notes of a meeting.' })]),
    });
  const item = async () => (await test.app.search('relevant:any', 10)).items[0];
  return { server, app: test.app, clock: test.clock, list, item };
}

describe('the page behind an item', () => {
  it('gives it its text', async t => {
    const { server, app, list, item } = await open(t);
    list('Minutes of the board');
    server.route('/page', { headers: { 'content-type': 'text/html' }, body: PAGE });
    await app.crawl({});
    const found = await item();
    assert.equal(found?.textFrom, 'page');
    assert.match(found.text, /stablecoin issuers/);
  });

  it('is not read as text when it is a file, and not asked for again', async t => {
    const { server, app, list, item } = await open(t);
    list('Minutes of the board');
    server.route('/page', { headers: { 'content-type': 'text/html' }, body: `%PDF-1.7\n${PAGE}` });
    await app.crawl({});
    await app.crawl({ force: true });
    assert.equal((await item())?.textFrom, 'summary');
    assert.equal(server.seen('/page').length, 1);
  });

  it('is not given up because its server asks for patience, however often', async t => {
    const { server, app, clock, list, item } = await open(t);
    clock.now = new Date('2026-11-20T12:00:00Z');
    list('Minutes of the board');
    server.route('/page', { status: 429, headers: { 'retry-after': '60' } });
    for (let round = 0; round < 7; round++) {
      await app.crawl({ force: true });
      clock.now = new Date(Date.parse('2026-11-20T12:00:00Z') + (round + 1) * 3_600_000);
    }
    assert.equal(server.seen('/page').length, 7);
    server.route('/page', { headers: { 'content-type': 'text/html' }, body: PAGE });
    await app.crawl({ force: true });
    assert.equal((await item())?.textFrom, 'page');
  });

  it('does not bring back the words that the source has edited meanwhile', async t => {
    const { server, app, list, item } = await open(t);
    list('Minutes of the board');
    let asked = 0;
    server.route('/page', async () => {
      asked += 1;
      if (asked === 1) {
        list('Minutes of the board (corrected)');
        await app.crawl({ force: true });
      }
      return { headers: { 'content-type': 'text/html' }, body: PAGE };
    });
    await app.crawl({});
    const found = await item();
    assert.deepEqual([found?.title, found?.version], ['Minutes of the board (corrected)', 2]);
  });
});

describe('sources named for a crawl', () => {
  it('are read once, however often they are named', async t => {
    const { server, app, list } = await open(t);
    list('Minutes of the board');
    const report = await app.crawl({ ids: ['zz/*', 'zz/test/news'] });
    assert.deepEqual([report.sources.length, server.seen('/news').length], [1, 1]);
    await assert.rejects(app.crawl({ ids: ['yy/*'] }), /No enabled source is called "yy\/\*"/);
  });
});
