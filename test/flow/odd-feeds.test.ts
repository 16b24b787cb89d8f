import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import * as cheerio from 'cheerio';
import type { StoredItem } from '../../src/core/types.ts';
import { renderDiscord } from '../../src/deliver/discord/render.ts';
import { createOpened } from '../helpers/close-all.ts';
import { discordRules } from '../helpers/fake-discord-state.ts';
import { entries, entry, type FeedEntry, rss } from '../helpers/feed-text.ts';
import { startServer, type TestServer } from '../helpers/http-server.ts';
import { makeSource, openTestApp, type TestApp } from '../helpers/open-app.ts';

const XML = { 'content-type': 'application/rss+xml' };
const MANY = 10_000;
const WORDS = 'on stablecoin reserves and crypto-asset custody';

/** Titles that somebody made to break a reader or to shout at people. */
const HOSTILE: readonly FeedEntry[] = [
  `<script>alert(1)</script><img src=x onerror=alert(2)> Rules ${WORDS}`,
  `Bell \u0007 and escape \u001b[31mred\u001b[0m and null rules ${WORDS}`,
  `Reversed \u202egnirts\u202c and zero\u200bwidth rules ${WORDS}`,
  `@everyone @here <@123456789012345678> <@&987654321098765432> rules ${WORDS}`,
  `[click](https://evil.example/) **bold** \`code\` ||spoiler|| # rules ${WORDS}`,
  `Line one\nLine two\r\n\r\n\tLine three of rules ${WORDS}`,
  `"><svg/onload=alert(3)>' style="x:expression(alert(4))" rules ${WORDS}`,
  `discord.gg/invite https://evil.example/@everyone rules ${WORDS}`,
  `Rules ${WORDS} ${'and so on '.repeat(500)}`,
  `Rules ${WORDS} ${'unbroken'.repeat(620)}`,
].map((title, n) =>
  entry(n, {
    title: xmlSafe(title),
    link: `https://hostile.example/news/${n}`,
    description: xmlSafe(`<p onclick="alert(5)">${title}</p><iframe src="javascript:alert(6)"></iframe>`),
  }),
);

/** XML cannot carry most control characters; the others stay as they are. */
function xmlSafe(text: string): string {
  return text.replaceAll('\u0007', '&#7;').replaceAll('\u001b', '&#27;');
}

const FEEDS: Readonly<Record<string, string>> = {
  undated: rss(entries(1, 4).map(({ date: _, ...rest }) => rest)),
  'same-date': rss(entries(1, 4).map(item => ({ ...item, date: 'Fri, 20 Nov 2026 08:00:00 GMT' }))),
  unlinked: rss(entries(1, 4).map(({ link: _, guid: __, ...rest }) => rest)),
  relative: rss(entries(1, 4).map((item, n) => ({ ...item, link: `/press/${n}.html` }))),
  'same-guid': rss(entries(1, 4).map(item => ({ ...item, guid: 'always-this' }))),
  repeated: rss([...entries(1, 3), entry(2), entry(2)]),
  many: rss(entries(1, MANY)),
  hostile: rss(HOSTILE),
};

describe('an odd feed', () => {
  const opened = createOpened();
  let server: TestServer;
  let test: TestApp;

  before(async () => {
    server = opened.add(
      await startServer(
        Object.fromEntries(Object.entries(FEEDS).map(([name, body]) => [`/${name}`, { headers: XML, body }])),
      ),
    );
    test = opened.add(
      await openTestApp({
        allowAddresses: [server.address],
        now: new Date('2026-11-20T13:00:00Z'),
        sources: Object.keys(FEEDS).map(name =>
          makeSource({ id: `zz/test/${name}`, url: `${server.url}/${name}`, jurisdiction: 'HK' }),
        ),
      }),
    );
  });
  after(() => opened.closeAll());

  /** Reads a source, then its list again in full with one entry more in front; what is stored afterwards. */
  const readTwice = async (name: string): Promise<readonly StoredItem[]> => {
    const id = `zz/test/${name}`;
    const first = (await test.app.crawl({ ids: [id] })).sources[0];
    assert.equal(first?.outcome, 'read');
    const items = await itemsOf(name);
    assert.equal(first?.new, items.length);
    // Another byte at the end, so that the list is parsed and matched again.
    server.route(`/${name}`, { headers: XML, body: `${FEEDS[name]}\n` });
    const again = (await test.app.crawl({ ids: [id] })).sources[0];
    assert.deepEqual([again?.outcome, again?.new, again?.updated], ['read', 0, 0]);
    assert.equal((await itemsOf(name)).length, items.length);
    return items;
  };
  const itemsOf = async (name: string) =>
    (await test.app.search(`source:zz/test/${name} relevant:any sort:old`, 100_000)).items;

  it('without dates is stored without dates, and is found since it was seen', async () => {
    const items = await readTwice('undated');
    assert.deepEqual(
      items.map(item => [item.publishedAt, item.dateFrom]),
      Array.from({ length: 4 }, () => [null, null]),
    );
    test.clock.now = new Date('2026-11-20T13:30:00Z');
    const digest = await test.app.digest({ since: '2026-11-20T13:00', query: 'source:zz/test/undated' });
    assert.ok(JSON.stringify(digest.message).includes(items[0]?.id ?? '-'));
  });

  it('with one date for all keeps every item', async () => {
    const items = await readTwice('same-date');
    assert.equal(items.length, 4);
    assert.deepEqual(new Set(items.map(item => item.publishedAt)), new Set(['2026-11-20T08:00:00.000Z']));
  });

  it('without links and guids keeps every item, without a link', async () => {
    const items = await readTwice('unlinked');
    assert.equal(items.length, 4);
    assert.deepEqual(new Set(items.map(item => item.url)), new Set([null]));
  });

  it('with relative links gets absolute ones', async () => {
    const items = await readTwice('relative');
    assert.equal(items.length, 4);
    for (const item of items) assert.match(item.url ?? '', /^https?:\/\/[^/]+\/press\/\d\.html$/);
  });

  it('with one guid for all keeps every item', async () => {
    assert.equal((await readTwice('same-guid')).length, 4);
  });

  it('that lists an item several times has it once', async () => {
    assert.equal((await readTwice('repeated')).length, 3);
  });

  it('of ten thousand items is stored whole, once', async () => {
    const items = await readTwice('many');
    assert.equal(items.length, MANY);
    assert.equal(new Set(items.map(item => item.url)).size, MANY);
    assert.deepEqual(await test.app.verify(), []);
  });

  it('with hostile titles is stored as plain lines', async () => {
    const items = await readTwice('hostile');
    assert.equal(items.length, HOSTILE.length);
    for (const { title, text, summary } of items) {
      assert.doesNotMatch(title, /[\n\r\t]/);
      for (const words of [title, text, summary ?? ''])
        assert.doesNotMatch(
          words,
          /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b]/,
        );
    }
    const titles = items.map(item => item.title).join('\n');
    assert.match(titles, /Reversed gnirts and/);
    assert.match(titles, /Line one Line two Line three of rules/);
  });

  it('with hostile titles comes out inert in the terminal, in files and in Discord', async () => {
    const digest = await test.app.digest({ since: '2026-11-19', query: 'source:zz/test/hostile' });
    const stories = digest.message.blocks.flatMap(block =>
      block.type === 'section' || block.type === 'more' ? block.stories : [],
    );
    assert.equal(stories.length, HOSTILE.length);

    const text = await test.app.renderText(digest.message, { width: 100, colour: false });
    assert.equal(stripVTControlCharacters(text), text);
    assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/);
    for (const line of text.split('\n')) assert.ok(line.length <= 700, `a line of ${line.length}`);

    const posted = await test.app.post(digest, 'file', new AbortController().signal);
    assert.deepEqual([posted.queued, posted.sent, posted.problems], [true, 1, []]);
    const folder = path.join(test.folder, 'digests');
    const files = (await readdir(folder)).sort();
    assert.deepEqual(
      files.map(file => path.extname(file)),
      ['.html', '.md'],
    );
    const $ = cheerio.load(await readFile(path.join(folder, files[0] ?? ''), 'utf8'));
    assert.equal($('script, iframe, img, svg, object, embed, form').length, 0);
    $('*').each((_, element) => {
      for (const [name, value] of Object.entries($(element).attr() ?? {})) {
        assert.doesNotMatch(name, /^on/i);
        assert.doesNotMatch(value, /^\s*javascript:/i);
      }
    });
    const links = $('a')
      .toArray()
      .map(element => $(element).attr('href') ?? '');
    assert.ok(links.length >= HOSTILE.length);
    for (const link of links) assert.match(link, /^https:\/\/hostile\.example\//);

    const payloads = renderDiscord(digest.message);
    for (const payload of payloads) {
      assert.deepEqual(discordRules().create(payload), []);
      assert.deepEqual(payload.allowed_mentions, { parse: [] });
      const words = JSON.stringify(payload.embeds);
      assert.doesNotMatch(words, /@everyone|@here|<@[!&]?\d/);
      assert.doesNotMatch(words, /\]\(https:\/\/evil/);
    }
  });
});
