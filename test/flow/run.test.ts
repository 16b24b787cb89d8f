import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { openFakeDiscord } from '../helpers/fake-discord.ts';
import { entries, rss } from '../helpers/feed-text.ts';
import { startServer } from '../helpers/http-server.ts';
import { writeOwnFeeds } from '../helpers/own-feeds.ts';
import { startProxy } from '../helpers/proxy-server.ts';
import { finished, startCli } from '../helpers/run-cli.ts';
import { tempFolder } from '../helpers/temp-store.ts';

/** Resolves once a process has written this, or has ended. */
function said(child: ChildProcess, pattern: RegExp): Promise<void> {
  return new Promise(resolve => {
    let text = '';
    child.stdout?.on('data', chunk => {
      text += String(chunk);
      if (pattern.test(text)) resolve();
    });
    child.once('close', () => resolve());
  });
}

describe('regbeat run', { concurrency: true }, () => {
  it('stays up without a network, says what was not read and what to do, and stops at Ctrl-C', async t => {
    const { folder, remove } = await tempFolder();
    const proxy = await startProxy({ hosts: {}, refuse: 502 });
    await proxy.close();
    t.after(remove);
    const env = { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url, LOG_LEVEL: 'warn' };
    const child = startCli(['run'], { folder, env });
    t.after(() => child.kill('SIGKILL'));
    const end = finished(child);
    await said(child, /Running on schedule/);
    assert.equal(child.exitCode, null);
    child.kill('SIGINT');
    const { code, signal, stdout } = await end;
    assert.deepEqual([code, signal], [0, null]);
    assert.match(stdout, /^0 of \d+ sources read/m);
    assert.match(stdout, /Not read:\n {2}[a-z-]+\/[a-z-]+\/[a-z-]+: /);
    assert.match(stdout, /No source could be reached: .*offline/);
    assert.match(stdout, /`npm run demo`/);
    assert.match(stdout, /Stopping/);
  });

  it('reads, greets its channel once, files nothing old, and knows all that after a restart', async t => {
    const { folder, remove } = await tempFolder();
    const server = await startServer({ '/news': { body: rss(entries(1, 4)), etag: '"1"' } });
    const proxy = await startProxy({ hosts: { 'news.test:80': server.port } });
    const channel = '123456789012345678';
    const discord = await openFakeDiscord({ channels: [{ id: channel }] });
    t.after(async () => {
      await discord.close();
      await proxy.close();
      await server.close();
      await remove();
    });
    const feeds = await writeOwnFeeds(folder, { news: { url: 'http://news.test/news' } });
    const env = {
      REGBEAT_FEEDS: feeds,
      HTTP_PROXY: proxy.url,
      HTTPS_PROXY: proxy.url,
      NO_PROXY: '127.0.0.1',
      DISCORD_TOKEN: discord.token,
      DISCORD_API_BASE: discord.base,
      REGBEAT_DISCORD_CHANNEL: channel,
      LOG_LEVEL: 'error',
    };
    const start = async () => {
      const child = startCli(['run'], { folder, env });
      t.after(() => child.kill('SIGKILL'));
      const end = finished(child);
      await said(child, /Running on schedule/);
      child.kill('SIGTERM');
      return end;
    };
    const first = await start();
    assert.equal(first.code, 0, first.stderr);
    assert.match(first.stdout, /^1 of \d+ sources read: 4 new items, 0 edited\./m);
    assert.equal(discord.messages(channel).length, 1);
    assert.match(JSON.stringify(discord.messages(channel)[0]?.embeds), /Hello from regbeat/);

    const second = await start();
    assert.equal(second.code, 0, second.stderr);
    assert.equal(server.seen('/news').length, 1, 'a source read a moment ago is not due');
    assert.equal(discord.messages(channel).length, 1);
    assert.deepEqual(await readdir(path.join(folder, 'digests')).catch(() => []), []);
  });
});
