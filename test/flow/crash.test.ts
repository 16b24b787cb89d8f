import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { OutboxPost, Store } from '../../src/core/ports.ts';
import type { StoredItem } from '../../src/core/types.ts';
import { openStore } from '../../src/store/open-store.ts';
import { openFakeDiscord } from '../helpers/fake-discord.ts';
import { entries, entry, rss } from '../helpers/feed-text.ts';
import { startServer } from '../helpers/http-server.ts';
import { makeSource, openTestApp } from '../helpers/open-app.ts';
import { writeOwnFeeds } from '../helpers/own-feeds.ts';
import { startProxy } from '../helpers/proxy-server.ts';
import { finished, runCli, startCli } from '../helpers/run-cli.ts';
import { tempFolder } from '../helpers/temp-store.ts';

const LISTS = Array.from({ length: 20 }, (_, n) => `list${n}`);
/** Listed by everybody: whatever the order of reads, one story. */
const SHARED = entry(99, {
  title: 'Ministers agree on one licence for crypto-asset platforms everywhere',
  guid: 's',
});
const ROUNDS = 4;

function listOf(name: string): string {
  const own = rss([...entries(1, 30), SHARED]).replaceAll('authority.example', `${name}.example`);
  return own
    .replaceAll('Authority decides', `Authority ${name} decides`)
    .replaceAll('In case', `At ${name} in case`);
}

/** What must be the same whatever happened on the way. */
function essence(items: readonly StoredItem[]): string[] {
  return items
    .map(item => `${item.id} ${item.version} ${item.historic} ${item.publishedAt} ${item.title}`)
    .sort();
}

async function everything(store: Store): Promise<readonly StoredItem[]> {
  const query = {
    terms: [],
    jurisdiction: { include: [], exclude: [] },
    topic: { include: [], exclude: [] },
    kind: { include: [], exclude: [] },
    authority: { include: [], exclude: [] },
    source: { include: [], exclude: [] },
    tier: { include: [], exclude: [] },
    is: { include: [], exclude: [] },
    position: { include: [], exclude: [] },
    deadline: { include: [], exclude: [] },
    firm: { include: [], exclude: [] },
    story: { include: [], exclude: [] },
    since: null,
    until: null,
    relevant: 'any' as const,
    sort: 'old' as const,
  };
  return (await store.items.search(query, { limit: 10_000 })).items;
}

describe('a process that is killed', { concurrency: true }, () => {
  it('loses nothing of a crawl, doubles nothing and harms nothing, however often', async t => {
    const server = await startServer({
      '*': request => ({
        headers: { 'content-type': 'application/rss+xml' },
        body: listOf((request.headers.host ?? '').split('.')[0] ?? ''),
      }),
    });
    const { folder, remove } = await tempFolder();
    const proxy = await startProxy({
      hosts: Object.fromEntries(LISTS.map(name => [`${name}.test:80`, server.port])),
    });
    t.after(async () => {
      await proxy.close();
      await server.close();
      await remove();
    });
    const feeds = await writeOwnFeeds(
      folder,
      Object.fromEntries(LISTS.map(name => [name, { url: `http://${name}.test/feed` }])),
    );
    const options = { folder, env: { REGBEAT_FEEDS: feeds, HTTP_PROXY: proxy.url } };

    let killed = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const before = server.requests.length;
      const child = startCli(['crawl', 'zz/*', '--force', '--json'], options);
      const end = finished(child);
      const enough = Math.floor(Math.random() * LISTS.length);
      while (child.exitCode === null && server.requests.length - before <= enough) await wait(2);
      await wait(Math.random() * 120);
      child.kill('SIGKILL');
      if ((await end).signal === 'SIGKILL') killed++;
    }
    assert.ok(killed > 0, 'no round was killed');

    const clean = await runCli(['crawl', 'zz/*', '--force', '--json'], options);
    assert.equal(clean.code, 0, clean.stderr);
    assert.equal((await runCli(['db', 'verify'], options)).code, 0);

    const undisturbed = await openTestApp({
      allowAddresses: [server.address],
      sources: LISTS.map(name => makeSource({ id: `zz/test/${name}`, url: `${server.url}/feed` })),
    });
    t.after(() => undisturbed.close());
    for (const name of LISTS) {
      server.route('/feed', { headers: { 'content-type': 'application/rss+xml' }, body: listOf(name) });
      await undisturbed.app.crawl({ ids: [`zz/test/${name}`] });
    }
    const expected = await everything(await undisturbed.store());
    const store = await openStore({ path: path.join(folder, 'regbeat.sqlite') });
    t.after(() => store.close());
    const found = await everything(store);
    assert.equal(expected.length, LISTS.length * 31);
    assert.deepEqual(essence(found), essence(expected));
    const shared = found.filter(item => item.title === SHARED.title);
    assert.equal(new Set(shared.map(item => item.storyId)).size, 1);
    for (const state of (await store.sources.states()).values()) assert.equal(state.lastItemCount, 31);
  });

  it('posts every part of a digest once, in order, however often', async t => {
    const channel = '123456789012345678';
    const discord = await openFakeDiscord({ channels: [{ id: channel }] });
    const test = await openTestApp({ sources: [] });
    t.after(async () => {
      await test.close();
      await discord.close();
    });
    const lines = Array.from({ length: 600 }, (_, n) =>
      JSON.stringify({
        title: `Authority number ${n} decides on stablecoin issuers, their reserves and the audit of them`,
        url: `https://authority.example/news/${n}`,
        published: '2026-11-18T09:00:00Z',
        text: `In case ${n} issuers of stablecoins must hold reserves with banks. A report about case ${n} is due every month.`,
      }),
    );
    const bytes = Buffer.from(lines.join('\n'));
    await test.app.ingest({ name: 'items.jsonl', bytes, contentType: null, url: null }, {});

    const command = [
      'digest',
      '--since',
      '2026-11-18',
      '--until',
      '2026-11-18',
      '--to',
      `discord:${channel}`,
    ];
    const options = {
      folder: test.folder,
      env: { DISCORD_TOKEN: discord.token, DISCORD_API_BASE: discord.base },
    };
    let reached = 0;
    for (const more of [1, 4, 2]) {
      reached += more;
      const child = startCli(command, options);
      const end = finished(child);
      await Promise.race([discord.accepted(reached), end]);
      child.kill('SIGKILL');
      const { signal, stderr } = await end;
      assert.equal(signal, 'SIGKILL', stderr);
      reached = Math.max(reached, discord.messages(channel).length);
    }
    const last = await runCli(command, options);
    assert.equal(last.code, 0, last.stderr);

    const posts = (await test.app.posts(1000)).toReversed();
    assert.ok(posts.length >= 10, `only ${posts.length} posts`);
    assert.deepEqual(new Set(posts.map(post => post.state)), new Set(['sent']));
    const messages = discord.messages(channel);
    assert.deepEqual(
      messages.map(message => message.embeds),
      posts.map(post => embedsOf(post)),
    );
    assert.deepEqual(
      posts.map(post => post.reference),
      messages.map(message => message.id),
    );

    const again = await runCli(command, options);
    assert.equal(again.code, 0, again.stderr);
    assert.match(again.stdout, /posted to discord:\d+ before; nothing is posted twice/);
    assert.equal(discord.messages(channel).length, posts.length);
  });
});

function embedsOf(post: OutboxPost): unknown {
  return JSON.parse(post.payload).body.embeds;
}
