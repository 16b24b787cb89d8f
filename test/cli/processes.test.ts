import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createOpened } from '../helpers/close-all.ts';
import { entries, rss } from '../helpers/feed-text.ts';
import { startServer } from '../helpers/http-server.ts';
import { writeOwnFeeds } from '../helpers/own-feeds.ts';
import { startProxy } from '../helpers/proxy-server.ts';
import { type CliResult, cleanEnvironment, finished, runCli, startCli } from '../helpers/run-cli.ts';
import { tempFolder } from '../helpers/temp-store.ts';

const ESCAPE = /\u001b/;
const MAIN = path.resolve(import.meta.dirname, '../../src/main.ts');

describe('a command as a process', () => {
  const opened = createOpened();
  let folder: string;
  let env: Record<string, string>;

  before(async () => {
    const temp = await tempFolder();
    opened.add({ close: temp.remove });
    folder = temp.folder;
    const server = opened.add(
      await startServer({
        '/good': { headers: { 'content-type': 'application/rss+xml' }, body: rss(entries(1, 200)) },
        '/bad': { status: 404 },
      }),
    );
    const proxy = opened.add(await startProxy({ hosts: { 'news.test:80': server.port } }));
    const feeds = await writeOwnFeeds(folder, {
      good: { url: 'http://news.test/good' },
      bad: { url: 'http://news.test/bad' },
    });
    env = { REGBEAT_FEEDS: feeds, HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url };
  });
  after(() => opened.closeAll());

  const json = (result: CliResult) => JSON.parse(result.stdout);

  it('ends with its exit code, and keeps its log off standard output', async () => {
    const some = await runCli(['crawl', 'zz/*', '--json'], { folder, env: { ...env, LOG_LEVEL: 'debug' } });
    assert.equal(some.code, 3, some.stderr);
    assert.deepEqual([json(some).read, json(some).new, json(some).failed], [1, 200, 1]);
    const lines = some.stderr.trim().split('\n');
    assert.ok(lines.length > 1);
    for (const line of lines) assert.equal(typeof JSON.parse(line).msg, 'string');
  });

  it('gives no escape codes in a pipe, nor with NO_COLOR', async () => {
    const plain = await runCli(['search', 'stablecoin', 'nothing:here'], {
      folder,
      env: { ...env, NO_COLOR: '1' },
    });
    assert.equal(plain.code, 2);
    assert.doesNotMatch(plain.stdout + plain.stderr, ESCAPE);
    const piped = await runCli(['search', 'stablecoin'], { folder, env });
    assert.equal(piped.code, 0);
    assert.match(piped.stdout, /200 items, 20 shown/);
    assert.doesNotMatch(piped.stdout + piped.stderr, ESCAPE);
  });

  it('does not fail when its reader leaves early', async () => {
    const script = `"${process.execPath}" "${MAIN}" search --json --limit 1000 | head -c 20`;
    const shell = spawn('/bin/sh', ['-c', script], {
      cwd: folder,
      env: { ...cleanEnvironment(), REGBEAT_DATA_DIR: folder, ...env },
    });
    const { stdout, stderr } = await finished(shell);
    assert.deepEqual([stdout.length, stderr], [20, '']);
    const alone = startCli(['search', '--json', '--limit', '1000'], { folder, env });
    alone.stdout?.destroy();
    assert.equal((await finished(alone)).code, 0);
  });

  it('reads standard input', async () => {
    const stdin =
      'Court in the Philippines rules on crypto custody\n\nA crypto custodian must return the coins.';
    const result = await runCli(['ingest', '-', '--json'], { folder, env, stdin });
    assert.equal(result.code, 0, result.stderr);
    const [item] = json(result).items;
    assert.deepEqual([item.input, item.outcome, item.source], ['-', 'stored', 'local/ingest']);
    assert.equal(item.title, 'Court in the Philippines rules on crypto custody');
  });

  it('takes settings from .env, and names five wrong ones at once', async t => {
    const temp = await tempFolder();
    t.after(temp.remove);
    await writeFile(
      path.join(temp.folder, '.env'),
      [
        'REGBEAT_DIGEST_HOUR=25',
        'REGBEAT_TZ=Mars/Olympus',
        'DATABASE_URL=mysql://nowhere',
        'LOG_LEVEL=loud',
        'REGBEAT_DISCORD_CHANNEL=general',
      ].join('\n'),
    );
    const child = spawn(process.execPath, [MAIN, 'posts'], { cwd: temp.folder, env: cleanEnvironment() });
    const wrong = await finished(child);
    assert.deepEqual([wrong.code, wrong.stdout], [2, '']);
    assert.match(wrong.stderr, /5 settings are wrong/);
    for (const name of [
      'REGBEAT_DIGEST_HOUR',
      'REGBEAT_TZ',
      'DATABASE_URL',
      'LOG_LEVEL',
      'REGBEAT_DISCORD_CHANNEL',
    ])
      assert.match(wrong.stderr, new RegExp(`^ {2}${name} `, 'm'));

    await writeFile(path.join(temp.folder, '.env'), 'DATABASE_URL=sqlite:own/place.sqlite\n');
    const right = spawn(process.execPath, [MAIN, 'db', 'migrate', '--json'], {
      cwd: temp.folder,
      env: cleanEnvironment(),
    });
    assert.equal(json(await finished(right)).path, path.join(temp.folder, 'own', 'place.sqlite'));
  });
});
