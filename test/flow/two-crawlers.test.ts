import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { entries, rss } from '../helpers/feed-text.ts';
import { startServer } from '../helpers/http-server.ts';
import { makeSource, openTestApp } from '../helpers/open-app.ts';

describe('two crawlers on one database', () => {
  it('store every item once, also while both read the same list', async t => {
    const server = await startServer({
      '*': request => ({
        headers: { 'content-type': 'application/rss+xml' },
        // Long enough for both to have asked before either can store.
        delayMs: 30,
        body: rss(entries(1, 40)).replaceAll('authority.example', `${request.path.slice(1)}.example`),
      }),
    });
    const sources = Array.from({ length: 6 }, (_, n) =>
      makeSource({ id: `zz/test/list${n}`, url: `${server.url}/list${n}` }),
    );
    const test = await openTestApp({ allowAddresses: [server.address], sources });
    t.after(async () => {
      await test.close();
      await server.close();
    });
    const other = test.reopen();
    const reports = await Promise.all([test.app.crawl({}), other.crawl({}), other.crawl({ force: true })]);
    assert.deepEqual(
      reports.map(report => report.failed),
      [0, 0, 0],
    );
    assert.equal(
      reports.reduce((sum, report) => sum + report.new, 0),
      240,
    );
    assert.equal((await test.app.counts()).items, 240);
    assert.deepEqual(await other.verify(), []);
  });
});
