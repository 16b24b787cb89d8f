import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { loadSources } from '../../src/sources/load-sources.ts';
import { parseOpml } from '../../src/sources/opml.ts';
import { startServer, type TestServer } from '../helpers/http-server.ts';
import { makeSource, openTestApp, type TestApp } from '../helpers/open-app.ts';
import { speak } from '../helpers/speak.ts';
import { tempFolder } from '../helpers/temp-store.ts';

const rss = (title: string, items: readonly { title: string; date: string }[]) => `<?xml version="1.0"?>
<rss version="2.0"><channel><title>${title}</title><link>https://www.example.org/</link>${items
  .map(
    (item, index) =>
      `<item><title>${item.title}</title><link>https://www.example.org/${index}</link><pubDate>${item.date}</pubDate></item>`,
  )
  .join('')}</channel></rss>`;
const NEWS = rss('Authority news', [
  { title: 'Stablecoin rules consulted on', date: 'Mon, 12 Oct 2026 08:00:00 GMT' },
  { title: 'Exchange fined', date: 'Fri, 09 Oct 2026 08:00:00 GMT' },
]);
const OLD = rss('Sleepy court', [{ title: 'A ruling', date: 'Mon, 06 Jan 2020 08:00:00 GMT' }]);

describe('looking after sources', () => {
  let server: TestServer;
  let test: TestApp;
  before(async () => {
    server = await startServer({
      '/news.xml': { body: NEWS, headers: { 'content-type': 'application/rss+xml' } },
      '/other.xml': { body: OLD },
      '/old.xml': { body: OLD },
      '/gone.xml': { status: 410 },
      '/page': {
        body: `<html><head><link rel="alternate" type="application/rss+xml" href="/other.xml"></head>
          <body><a href="javascript:alert(1)/rss">x</a><a href="/feed/none.xml">feed</a></body></html>`,
      },
      '/two': {
        body: '<link rel="alternate" type="application/rss+xml" href="other.xml"><link rel=alternate type="application/atom+xml" href="/old.xml">',
      },
      '/plain': { body: '<html><body>No feed here.</body></html>' },
    });
    const at = (name: string) => `${server.url}/${name}`;
    test = await openTestApp({
      now: new Date('2026-10-12T12:00:00Z'),
      allowAddresses: [server.address],
      sources: [
        makeSource({
          id: 'xx/good/news',
          url: at('news.xml'),
          homepage: 'https://www.example.org/?a=1&b="2"',
        }),
        makeSource({ id: 'xx/sleepy/court', url: at('old.xml') }),
        makeSource({ id: 'xx/gone/news', url: at('gone.xml') }),
        makeSource({ id: 'xx/list/page', url: at('page'), format: 'html', read: { items: 'li', title: {} } }),
      ],
    });
  });
  after(async () => {
    await test.close();
    await server.close();
  });

  it('checks a source without storing anything', async () => {
    const { code, stdout } = await speak(['sources', 'check', 'xx/good/news', '--json'], test.app);
    assert.equal(code, 0);
    const [check] = JSON.parse(stdout);
    assert.deepEqual(
      [check.state, check.items, check.newest, check.first[0].title, check.problems],
      ['ok', 2, '2026-10-12T08:00:00.000Z', 'Stablecoin rules consulted on', []],
    );
    assert.deepEqual(await test.app.counts(), { items: 0, relevant: 0, stories: 0 });
  });

  it('says what is wrong, source by source, and exits with 3', async () => {
    const { code, stdout } = await speak(['sources', 'check'], test.app);
    assert.equal(code, 3);
    assert.match(stdout, /ok +xx\/good\/news/);
    assert.match(stdout, /warning +xx\/sleepy\/court[\s\S]*the newest item is 2471 days old/);
    assert.match(stdout, /failed +xx\/gone\/news[\s\S]*410/);
    assert.match(stdout, /failed +xx\/list\/page[\s\S]*matches/);
    assert.match(stdout, /4 sources checked: 1 ok, 1 with warnings, 2 failed\./);
  });

  it('refuses a source that is not there', async () => {
    const { code, stderr } = await speak(['sources', 'check', 'xx/none'], test.app);
    assert.equal(code, 2);
    assert.match(stderr, /No source is called "xx\/none"/);
  });

  it('records an answer byte for byte', async () => {
    const { folder, remove } = await tempFolder();
    const { stdout } = await speak(
      ['sources', 'record', 'xx/good/news', '--out', folder, '--json'],
      test.app,
    );
    const recording = JSON.parse(stdout);
    assert.equal(readFileSync(recording.body, 'utf8'), NEWS);
    assert.equal(JSON.parse(readFileSync(recording.about, 'utf8')).url, `${server.url}/news.xml`);
    const failed = await speak(['sources', 'record', 'xx/gone/news'], test.app);
    assert.equal(failed.code, 1);
    assert.match(failed.stderr, /could not be recorded/);
    await remove();
  });

  it('adds the feed of a page as an own source that the next start reads', async () => {
    const preview = await speak(['sources', 'add', `${server.url}/page`, '--dry-run'], test.app);
    assert.match(preview.stdout, /Sleepy court: rss, 1 item/);
    assert.equal(existsSync(test.config.ownFeedsDir), false);
    const args = [
      '--jurisdiction',
      'HK',
      '--authority',
      'SFC',
      '--tier',
      'official',
      '--time-zone',
      'Asia/Hong_Kong',
    ];
    const added = await speak(['sources', 'add', `${server.url}/page`, ...args, '--json'], test.app);
    assert.equal(added.code, 0, added.stderr);
    const { id, file } = JSON.parse(added.stdout).added;
    const [def] = loadSources([test.config.ownFeedsDir]).sources;
    assert.deepEqual(
      [def?.id, def?.url, def?.tier, def?.type, def?.authority, def?.timeZone, def?.name],
      [id, `${server.url}/other.xml`, 'official', 'regulator', 'SFC', 'Asia/Hong_Kong', 'Sleepy court'],
    );
    const again = await speak(['sources', 'add', `${server.url}/other.xml`, ...args], test.app);
    assert.equal(again.code, 1);
    assert.ok(again.stderr.includes(file));
  });

  it('asks which of several feeds is meant, knows what it reads already, and explains a page without one', async () => {
    const two = await speak(['sources', 'add', `${server.url}/two`], test.app);
    assert.match(two.stdout, /read already as xx\/sleepy\/court/);
    assert.match(two.stdout, /choose one with --feed 1 to 2/);
    const known = await speak(['sources', 'add', `${server.url}/two`, '--feed', '2'], test.app);
    assert.match(known.stderr, /it is the source xx\/sleepy\/court/);
    const none = await speak(['sources', 'add', `${server.url}/plain`], test.app);
    assert.match(none.stderr, /names no feed/);
    const odd = await speak(['sources', 'add', 'file:///etc/passwd'], test.app);
    assert.match(odd.stderr, /no http or https address/);
    const zone = await speak(
      ['sources', 'add', `${server.url}/two`, '--feed', '1', '--time-zone', 'Mars/Base'],
      test.app,
    );
    assert.match(zone.stderr, /Mars\/Base/);
  });

  it('exports OPML that it can import, and names what it reads already', async () => {
    const { stdout, stderr } = await speak(['sources', 'export'], test.app);
    assert.match(stderr, /3 feeds; 1 source without a feed/);
    const { value, notes } = parseOpml(stdout);
    assert.deepEqual(notes, []);
    assert.deepEqual(value.map(outline => outline.url).sort(), [
      `${server.url}/gone.xml`,
      `${server.url}/news.xml`,
      `${server.url}/old.xml`,
    ]);
    const { folder, remove } = await tempFolder();
    const file = path.join(folder, 'mine.opml');
    const { writeFile } = await import('node:fs/promises');
    const extra = `<outline text="Law &amp; tokens" xmlUrl="https://law.example.org/feed?a=1&amp;b=2"/><outline xmlUrl="javascript:1"/>`;
    await writeFile(file, stdout.replace('</body>', `${extra}</body>`));
    const imported = await speak(['sources', 'import', file, '--tier', 'law-firm', '--json'], test.app);
    assert.equal(imported.code, 3);
    const report = JSON.parse(imported.stdout);
    assert.equal(report.known.length, 3);
    assert.deepEqual(
      report.added.map((one: { name: string; url: string }) => [one.name, one.url]),
      [['Law & tokens', 'https://law.example.org/feed?a=1&b=2']],
    );
    assert.equal(report.problems.length, 1);
    await remove();
  });

  it('imports a YAML file under its own name, and lists the mistakes of one that is wrong', async () => {
    const { folder, remove } = await tempFolder();
    const { mkdir, writeFile } = await import('node:fs/promises');
    await mkdir(path.join(folder, 'hk'));
    const file = path.join(folder, 'hk/sfc.yaml');
    const text =
      'publisher: SFC\nauthority: SFC\njurisdiction: HK\ntier: official\ntype: regulator\nlanguage: en\ntimeZone: Asia/Hong_Kong\nsources:\n  news:\n    name: Ours\n    format: rss\n    url: https://ours.example.org/feed\n';
    await writeFile(file, text);
    const { stdout } = await speak(['sources', 'import', file], test.app);
    assert.match(stdout, /added {2}hk\/sfc\/news {2}Ours/);
    assert.equal(readFileSync(path.join(test.config.ownFeedsDir, 'hk/sfc.yaml'), 'utf8'), text);
    await writeFile(file, text.replace('Asia/Hong_Kong', 'Asia/Hongkongg'));
    const wrong = await speak(['sources', 'import', file], test.app);
    assert.equal(wrong.code, 1);
    assert.match(wrong.stdout, /timeZone/);
    const neither = path.join(folder, 'x.opml');
    await writeFile(neither, 'hello');
    assert.match((await speak(['sources', 'import', neither], test.app)).stderr, /neither OPML nor/);
    await remove();
  });
});
