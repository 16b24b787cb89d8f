import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { sha256 } from '../../../src/core/ids.ts';
import { pageAt } from '../../../src/core/pages.ts';
import type { SourceDef } from '../../../src/core/types.ts';
import { entry, rss } from '../../helpers/feed-text.ts';
import { startServer } from '../../helpers/http-server.ts';
import { lines, makePdf } from '../../helpers/make-pdf.ts';
import { makeSource, openTestApp } from '../../helpers/open-app.ts';
import { speak } from '../../helpers/speak.ts';

const RULE = makePdf([
  lines('The authority licenses issuers of stablecoins and requires full reserves.'),
  lines('On the second page it bans the payment of interest on stablecoins.'),
]);

async function open(t: TestContext, overrides: Partial<SourceDef> = {}) {
  const server = await startServer();
  t.after(() => server.close());
  const source = makeSource({
    id: 'zz/test/news',
    url: `${server.url}/news`,
    jurisdiction: 'HK',
    page: { follow: true },
    ...overrides,
  });
  server.route('/news', {
    headers: { 'content-type': 'application/rss+xml' },
    body: rss([entry(1, { title: 'Stablecoin rules', guid: 'doc/26 1', link: `${server.url}/rule.pdf` })]),
  });
  const test = await openTestApp({ allowAddresses: [server.address], sources: [source] });
  t.after(() => test.close());
  const item = async () => {
    const [found] = (await test.app.search('relevant:any', 10)).items;
    assert.ok(found);
    return found;
  };
  return { server, test, app: test.app, item };
}

describe('documents behind items', () => {
  it('are read from PDF, with the page of each sentence', async t => {
    const { server, app, item } = await open(t);
    server.route('/rule.pdf', { headers: { 'content-type': 'application/pdf' }, body: RULE });
    await app.crawl({});
    const { text, textFrom } = await item();
    assert.equal(textFrom, 'page');
    assert.equal(pageAt(text, text.indexOf('payment of interest')), 2);
  });

  it('are kept as they came, listed, and given back', async t => {
    const { server, test, app, item } = await open(t);
    server.route('/rule.pdf', { headers: { 'content-type': 'application/pdf', etag: '"v1"' }, body: RULE });
    await app.crawl({});
    const { id } = await item();
    const listed = await speak(['show', id, '--snapshot', '--json'], app);
    const [snapshot] = JSON.parse(listed.stdout).snapshots;
    assert.deepEqual(
      [snapshot.sha256, snapshot.bytes, snapshot.etag, snapshot.contentType],
      [sha256(RULE), RULE.length, '"v1"', 'application/pdf'],
    );
    const out = path.join(test.folder, 'rule.pdf');
    assert.equal((await speak(['show', id, '--out', out], app)).code, 0);
    assert.deepEqual(new Uint8Array(readFileSync(out)), RULE);
    const again = await speak(['show', id, '--out', out], app);
    assert.match(again.stderr, /exists already/);
  });

  it('of the press are not kept', async t => {
    const { server, app, item } = await open(t, { tier: 'press', type: 'news' });
    server.route('/rule.pdf', { headers: { 'content-type': 'application/pdf' }, body: RULE });
    await app.crawl({});
    const { id, textFrom } = await item();
    assert.equal(textFrom, 'page');
    const { stdout, stderr } = await speak(['show', id, '--snapshot'], app);
    assert.match(stdout, /Nothing was kept/);
    assert.equal(stderr, '');
  });

  it('that are encrypted leave the item its own words, are kept, and are not asked for again', async t => {
    const { server, app, item } = await open(t);
    server.route('/rule.pdf', { body: makePdf([lines('Secret.')], { encrypted: true }) });
    await app.crawl({});
    await app.crawl({ force: true });
    const { id, textFrom } = await item();
    assert.notEqual(textFrom, 'page');
    assert.equal(server.seen('/rule.pdf').length, 1);
    assert.equal((await app.snapshots(id)).length, 1);
  });

  it('come from another address when the link leads to a script', async t => {
    const server = await startServer();
    t.after(() => server.close());
    const text =
      '<p>Platforms may offer staking to their clients, the authority says, under ten conditions.</p>';
    server.route('/content', request =>
      request.query.get('ref') === 'doc/26 1'
        ? { body: JSON.stringify({ data: { html: text } }) }
        : { status: 500 },
    );
    server.route('/news', {
      body: rss([entry(1, { title: 'Staking rules', guid: 'doc/26 1', link: 'https://spa.example/#!/1' })]),
    });
    const source = makeSource({
      id: 'zz/test/spa',
      url: `${server.url}/news`,
      page: { follow: true, url: `${server.url}/content?ref={id}`, path: 'data.html' },
    });
    const test = await openTestApp({ allowAddresses: [server.address], sources: [source] });
    t.after(() => test.close());
    await test.app.crawl({});
    const [found] = (await test.app.search('relevant:any', 1)).items;
    assert.equal(found?.textFrom, 'page');
    assert.match(found.text, /^Platforms may offer staking to their clients/);
  });
});
