import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createOpened } from '../helpers/close-all.ts';
import { entries, rss } from '../helpers/feed-text.ts';
import { startServer } from '../helpers/http-server.ts';
import { makeSource, openTestApp, type TestApp } from '../helpers/open-app.ts';
import { type Spoken, speak } from '../helpers/speak.ts';

describe('a command', () => {
  const opened = createOpened();
  let test: TestApp;
  let folder: string;

  before(async () => {
    const server = opened.add(
      await startServer({
        '/good': { headers: { 'content-type': 'application/rss+xml' }, body: rss(entries(1, 5)) },
        '/bad': { status: 404 },
      }),
    );
    test = opened.add(
      await openTestApp({
        allowAddresses: [server.address],
        sources: ['good', 'bad'].map(name =>
          makeSource({ id: `zz/test/${name}`, url: `${server.url}/${name}` }),
        ),
      }),
    );
    folder = test.folder;
  });
  after(() => opened.closeAll());

  const run = (args: readonly string[]) => speak(args, test.app);
  /** The one document on standard output. */
  const json = (result: Spoken) => JSON.parse(result.stdout);

  it('crawl ends with 0, 3 or 1 as all, some or none of its sources were read', async () => {
    const good = await run(['crawl', 'zz/test/good', '--json']);
    assert.equal(good.code, 0, good.stderr);
    assert.deepEqual([json(good).read, json(good).new], [1, 5]);
    const some = await run(['crawl', 'zz/*', '--json']);
    assert.equal(some.code, 3);
    assert.deepEqual([json(some).notModified, json(some).failed], [1, 1]);
    const none = await run(['crawl', 'zz/test/bad']);
    assert.equal(none.code, 1);
    assert.match(none.stdout, /Not read:\n.*zz\/test\/bad .*404/);
    const wrong = await run(['crawl', 'zz/test/unknown']);
    assert.deepEqual([wrong.code, wrong.stdout], [2, '']);
    assert.match(wrong.stderr, /No source is called "zz\/test\/unknown"/);
  });

  it('search prints items for people, and one document for programs', async () => {
    const text = await run(['search', 'stablecoin', 'source:zz/*', '--limit', '2']);
    assert.deepEqual([text.code, text.stderr], [0, '']);
    assert.match(text.stdout, /case 1 on stablecoin issuers[\s\S]*5 items, 2 shown \(--limit shows more\)/);
    const found = json(await run(['search', 'stablecoin', '--json', '--limit', '3']));
    assert.deepEqual([found.total, found.items.length], [5, 3]);
  });

  it('points at the place of a query that is not understood, and ends with 2', async () => {
    const { code, stdout, stderr } = await run(['search', 'staking topic:stakking']);
    assert.deepEqual([code, stdout], [2, '']);
    const [, query = '', mark = '', message] = stderr.trimEnd().split('\n');
    assert.equal(query, 'staking topic:stakking');
    assert.equal(query.slice(mark.indexOf('^'), mark.lastIndexOf('^') + 1), 'stakking');
    assert.match(message ?? '', /"stakking"\. Did you mean "staking"\?/);
  });

  it('ingest stores text, HTML, JSON, JSON Lines, feeds; classify and parse store nothing', async () => {
    const inputs = path.join(folder, 'inputs');
    await mkdir(inputs, { recursive: true });
    const files: Record<string, string> = {
      'note.txt':
        'SFC allows staking by licensed platforms\n\nThe Securities and Futures Commission of Hong Kong allows licensed platforms to offer staking.',
      'page.html': `<!doctype html><html><head><title>MAS consults on stablecoin reserves</title></head><body><article>${'<p>The Monetary Authority of Singapore consults on the reserves of stablecoin issuers until March.</p>'.repeat(3)}</article></body></html>`,
      'one.json':
        '{"title":"Crypto exchange fined in Japan","url":"https://news.example/jp","published":"2026-11-10"}',
      'many.jsonl':
        '{"title":"Crypto licence granted in Dubai"}\nnot json\n{"title":"Bitcoin fund approved in Brazil"}',
      'feed.xml': rss(entries(300, 301)),
    };
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(inputs, name), text);
    const names = Object.keys(files).map(name => path.join(inputs, name));

    const before = json(await run(['search', 'relevant:any', '--json'])).total;
    for (const command of [
      ['classify', names[0] ?? '', '--json'],
      ['parse', names[4] ?? '', '--json'],
    ])
      assert.equal((await run(command)).code, 0);
    assert.equal(json(await run(['search', 'relevant:any', '--json'])).total, before);

    const result = await run(['ingest', ...names, '--published', '2026-11-11', '--json']);
    assert.equal(result.code, 0, result.stderr);
    const { items, notes } = json(result);
    assert.deepEqual(
      items.map((item: { input: string; outcome: string; title: string }) => [
        path.basename(item.input),
        item.outcome,
        item.title,
      ]),
      [
        ['note.txt', 'stored', 'SFC allows staking by licensed platforms'],
        ['page.html', 'stored', 'MAS consults on stablecoin reserves'],
        ['one.json', 'stored', 'Crypto exchange fined in Japan'],
        ['many.jsonl', 'stored', 'Crypto licence granted in Dubai'],
        ['many.jsonl', 'stored', 'Bitcoin fund approved in Brazil'],
        ['feed.xml', 'stored', entries(300, 300)[0]?.title],
        ['feed.xml', 'stored', entries(301, 301)[0]?.title],
      ],
    );
    assert.deepEqual(items.map((item: { published: string }) => item.published.slice(0, 10)).slice(0, 5), [
      '2026-11-11',
      '2026-11-11',
      '2026-11-10',
      '2026-11-11',
      '2026-11-11',
    ]);
    assert.deepEqual(
      notes.map((note: { input: string; code: string; message: string }) => [
        path.basename(note.input),
        note.code,
        note.message,
      ]),
      [['many.jsonl', 'record-unreadable', 'line 2 is not a JSON object with a title']],
    );
    const again = json(await run(['ingest', ...names, '--published', '2026-11-11', '--json']));
    assert.deepEqual(
      new Set(again.items.map((item: { outcome: string }) => item.outcome)),
      new Set(['unchanged']),
    );
    const [first] = items;
    for (const command of ['show', 'why']) {
      const shown = await run([command, first.id.slice(0, 6)]);
      assert.equal(shown.code, 0, shown.stderr);
      assert.match(shown.stdout, /SFC allows staking/);
    }
  });

  it('an input or item that is not there is named, and ends with 1', async () => {
    for (const [args, pattern] of [
      [['ingest', 'nowhere.txt'], /There is no file nowhere\.txt/],
      [['classify', folder], /is a folder: name a file in it/],
      [['show', 'zzzzzzzz'], /No stored item has the id "zzzzzzzz"/],
      [['eval', '--set', 'nowhere.jsonl'], /There is no file/],
    ] as const) {
      const { code, stdout, stderr } = await run(args);
      assert.deepEqual([code, stdout], [1, ''], args.join(' '));
      assert.match(stderr, pattern);
      assert.doesNotMatch(stderr, /\n\s+at /);
    }
  });

  it('backs the database up as a whole, and never overwrites', async () => {
    const copy = path.join(folder, 'copies', 'backup.sqlite');
    assert.equal((await run(['db', 'backup', copy])).code, 0);
    const again = await run(['db', 'backup', copy]);
    assert.equal(again.code, 1);
    assert.match(again.stderr, /There is a file .* already/);
    const { items } = await test.app.counts();
    const other = await openTestApp({ sources: [], env: { DATABASE_URL: `sqlite:${copy}` } });
    assert.equal((await other.app.counts().finally(() => other.close())).items, items);
  });
});
