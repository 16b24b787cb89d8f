import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { SourceReport } from '../../src/core/application.ts';
import { createOpened } from '../helpers/close-all.ts';
import { entries, entry, rss } from '../helpers/feed-text.ts';
import { startServer, type TestServer } from '../helpers/http-server.ts';
import { makeSource, openTestApp, type TestApp } from '../helpers/open-app.ts';

const XML = { 'content-type': 'application/rss+xml' };
const NAMES = ['etag', 'plain', 'edited', 'renamed', 'moved', 'official', 'wire'];

describe('what a second read of a list brings', () => {
  const opened = createOpened();
  let server: TestServer;
  let test: TestApp;

  before(async () => {
    server = opened.add(await startServer({ '*': { headers: XML, body: rss(entries(1, 3)) } }));
    test = opened.add(
      await openTestApp({
        allowAddresses: [server.address],
        now: new Date('2026-11-20T12:00:00Z'),
        sources: NAMES.map(name =>
          makeSource({
            id: `zz/test/${name}`,
            name: `The ${name} list`,
            url: `${server.url}/${name}`,
            tier: name === 'wire' ? 'press' : 'official',
          }),
        ),
      }),
    );
  });
  after(() => opened.closeAll());

  /** Reads one source with this list on it. */
  const read = async (name: string, body: string, etag?: string): Promise<SourceReport> => {
    server.route(`/${name}`, { headers: XML, body, ...(etag === undefined ? {} : { etag }) });
    const [report] = (await test.app.crawl({ ids: [`zz/test/${name}`] })).sources;
    assert.ok(report);
    return report;
  };
  const stored = async (query: string) => (await test.app.search(`${query} relevant:any`, 1000)).items;

  it('asks with the validators of the first, and stores nothing on a 304', async () => {
    await read('etag', rss(entries(1, 3)), '"one"');
    const again = await read('etag', rss(entries(1, 3)), '"one"');
    assert.deepEqual([again.outcome, again.status, again.new], ['not-modified', 304, 0]);
    assert.deepEqual(
      server.seen('/etag').map(request => request.headers['if-none-match']),
      [undefined, '"one"'],
    );
    const forced = await test.app.crawl({ ids: ['zz/test/etag'], force: true });
    assert.deepEqual([forced.read, forced.new, forced.updated], [1, 0, 0]);
    assert.equal(server.seen('/etag')[2]?.headers['if-none-match'], undefined);
    assert.equal((await stored('source:zz/test/etag')).length, 3);
  });

  it('recognises the same bytes from a server without validators', async () => {
    await read('plain', rss(entries(1, 3)));
    const again = await read('plain', rss(entries(1, 3)));
    assert.deepEqual([again.outcome, again.status, again.new], ['not-modified', 200, 0]);
  });

  it('keeps an edited item as a second version, found by is:edited, with its new words', async () => {
    await read('edited', rss(entries(1, 3)));
    const corrected = entry(2, { description: 'Correction: issuers report every quarter, not every month.' });
    const report = await read('edited', rss([entry(1), corrected, entry(3)]));
    assert.deepEqual([report.outcome, report.new, report.updated], ['read', 0, 1]);
    const edited = await stored('source:zz/test/edited is:edited');
    assert.deepEqual(
      edited.map(item => [item.title, item.version, item.text]),
      [[corrected.title, 2, corrected.description]],
    );
    assert.equal((await stored('source:zz/test/edited')).length, 3);
    const versions = await test.app.versions(edited[0]?.id ?? '');
    assert.deepEqual(
      versions.map(version => version.version),
      [1, 2],
    );
    assert.deepEqual(
      (await stored('source:zz/test/edited quarter')).map(item => item.id),
      edited.map(item => item.id),
    );
  });

  it('knows an item by its address when the guid was changed, and by its guid when the address was', async () => {
    await read('renamed', rss(entries(1, 3)));
    const before = await stored('source:zz/test/renamed');
    const report = await read(
      'renamed',
      rss([entry(1, { guid: 'new-1' }), entry(2, { link: 'https://authority.example/archive/2' }), entry(3)]),
    );
    assert.deepEqual([report.new, report.items], [0, 3]);
    const afterwards = await stored('source:zz/test/renamed');
    assert.deepEqual(
      afterwards.map(item => item.id),
      before.map(item => item.id),
    );
    // The new guid was learned: the item is known by it alone.
    const moved = await read(
      'renamed',
      rss([entry(1, { guid: 'new-1', link: 'https://authority.example/moved/1' })]),
    );
    assert.equal(moved.new, 0);
  });

  it('takes an address apart from its tracking parameters and spelling', async () => {
    await read('moved', rss([entry(1, { guid: undefined })]));
    const report = await read(
      'moved',
      rss([entry(1, { guid: undefined, link: 'http://www.authority.example/news/1/?utm_source=feed#top' })]),
    );
    assert.equal(report.new, 0);
    assert.equal((await stored('source:zz/test/moved')).length, 1);
  });

  it('tells what two sources list as one story, the official source first', async () => {
    const title = 'Regulator publishes final rules for the custody of crypto-assets by licensed platforms';
    await read('wire', rss([entry(90)]));
    await read('official', rss([entry(91)]));
    test.clock.now = new Date('2026-11-20T15:00:00Z');
    const press = entry(80, {
      title,
      guid: 'w',
      link: 'https://wire.example/custody',
      date: 'Fri, 20 Nov 2026 14:00:00 GMT',
    });
    const rule = entry(81, {
      title,
      guid: 'o',
      link: 'https://authority.example/rules/custody',
      date: 'Fri, 20 Nov 2026 13:30:00 GMT',
    });
    await read('wire', rss([press, entry(90)]));
    await read('official', rss([rule, entry(91)]));
    const items = await stored('"custody of crypto-assets"');
    assert.deepEqual(
      new Set(items.map(item => item.sourceId)),
      new Set(['zz/test/wire', 'zz/test/official']),
    );
    assert.equal(new Set(items.map(item => item.storyId)).size, 1);

    const { message } = await test.app.digest({ since: '2026-11-20T13:00', until: '2026-11-20T16:00' });
    const stories = message.blocks.flatMap(block => (block.type === 'section' ? block.stories : []));
    const told = stories.filter(story => story.title === title);
    assert.deepEqual(
      told.map(story => [story.source, story.unconfirmed, story.alsoReportedBy]),
      [
        [
          'The official list',
          false,
          [{ source: 'The wire list', url: 'https://wire.example/custody', lagMinutes: 30 }],
        ],
      ],
    );
    const text = await test.app.renderText(message, { width: 100, colour: false });
    assert.match(text, /also.*The wire list/i);
  });
});
