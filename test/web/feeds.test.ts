import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { parseFeed } from 'feedsmith';
import RssParser from 'rss-parser';
import { parseDocument } from '../../src/parse/parse-document.ts';
import { HOSTILE, openAnswerWorld } from '../helpers/answer-world.ts';
import type { TestApp } from '../helpers/open-app.ts';
import { type ServedWeb, serveWeb } from '../helpers/serve-web.ts';

const FORMATS = ['rss', 'atom', 'json'] as const;

const wordsOf = (text: string | { readonly value?: string } | undefined) =>
  typeof text === 'string' ? text : text?.value;

/** Title of a feed, and id, title and link of its entries, as feedsmith reads them. */
function readWith(text: string) {
  const parsed = parseFeed(text);
  if (parsed.format === 'rss') {
    const entries = (parsed.feed.items ?? []).map(one => [one.guid?.value, wordsOf(one.title), one.link]);
    return { format: parsed.format, title: wordsOf(parsed.feed.title), entries };
  }
  if (parsed.format === 'atom') {
    const entries = (parsed.feed.entries ?? []).map(one => [
      one.id,
      wordsOf(one.title),
      one.links?.[0]?.href,
    ]);
    return { format: parsed.format, title: wordsOf(parsed.feed.title), entries };
  }
  if (parsed.format === 'json') {
    const entries = (parsed.feed.items ?? []).map(one => [one.id, one.title, one.url]);
    return { format: parsed.format, title: parsed.feed.title, entries };
  }
  return assert.fail(`read as ${parsed.format}`);
}

describe('feeds of a query', () => {
  let test: TestApp & { readonly staking: string };
  let web: ServedWeb;
  before(async () => {
    test = await openAnswerWorld();
    web = await serveWeb(test.app);
  });
  after(async () => {
    await web.close();
    await test.close();
  });
  const read = async (format: string, query = '') =>
    (await web.get(`/feeds/search.${format}${query}`)).text();

  it('are read by our own parser with every item of the search', async () => {
    const { items } = await test.app.search('', 50);
    for (const format of FORMATS) {
      const response = await web.get(`/feeds/search.${format}`);
      const document = await parseDocument(
        {
          bytes: new Uint8Array(await response.arrayBuffer()),
          contentType: response.headers.get('content-type'),
          url: response.url,
        },
        null,
      );
      assert.deepEqual(document.notes, [], format);
      assert.equal(document.complete, true);
      assert.equal(document.items.length, items.length);
      assert.ok(document.items.every(item => item.guid?.startsWith('urn:uuid:')));
    }
  });

  it('are valid to rss-parser and feedsmith, and the same in every format', async () => {
    const found = new Map<string, unknown[]>();
    for (const format of FORMATS) {
      const text = await read(format, '?q=relevant:any&limit=10');
      const parsed = readWith(text);
      assert.equal(parsed.format, format);
      assert.match(parsed.title ?? '', /relevant:any/);
      found.set(format, parsed.entries);
      if (format === 'json') continue;
      const again = await new RssParser().parseString(text);
      assert.equal(again.items.length, found.get(format)?.length);
      assert.ok(again.items.every(one => !Number.isNaN(Date.parse(one.isoDate ?? ''))));
    }
    assert.ok((found.get('rss')?.length ?? 0) >= 5);
    assert.deepEqual(found.get('atom'), found.get('rss'));
    assert.deepEqual(found.get('json'), found.get('rss'));
  });

  it('hold hostile texts as words and never as markup or script addresses', async () => {
    for (const format of FORMATS) {
      const text = await read(format, '?q=ignore');
      assert.ok(
        !text.includes('<script') && !text.includes('javascript:') && !text.includes('\u202e'),
        format,
      );
      assert.deepEqual(
        readWith(text).entries.map(([, title]) => title),
        [HOSTILE.replace('\u202e', '')],
      );
    }
    const { items } = JSON.parse(await read('json', '?q=ignore'));
    assert.match(items[0].url, /^http:\/\/127\.0\.0\.1:\d+\/item\/\w+$/);
    assert.match(items[0].content_html, /^<blockquote><p>[^<]+<\/p><\/blockquote><p>[^<]+<\/p>$/);
  });

  it('take a query that holds markup, and say in the title what was asked', async () => {
    const query = encodeURIComponent('"<b>]]>&" -"</title>"');
    for (const format of FORMATS) {
      const { title } = readWith(await read(format, `?q=${query}`));
      assert.equal(title, 'regbeat: "<b>]]>&" -"</title>"');
    }
  });

  it('answer 304 until something is new, and keep ids when words change', async () => {
    const first = await web.get('/feeds/search.rss?q=custody');
    const etag = first.headers.get('etag') ?? '';
    const modified = first.headers.get('last-modified') ?? '';
    assert.ok(!Number.isNaN(Date.parse(modified)));
    const text = await first.text();
    assert.equal(text, await read('rss', '?q=custody'));
    for (const [name, value] of [
      ['if-none-match', etag],
      ['if-modified-since', modified],
    ] as const)
      assert.equal((await web.get('/feeds/search.rss?q=custody', { [name]: value })).status, 304);
    const stale = { 'if-none-match': '"other"', 'if-modified-since': modified };
    assert.equal((await web.get('/feeds/search.rss?q=custody', stale)).status, 200);
    const early = { 'if-modified-since': 'Mon, 01 Jan 2024 00:00:00 GMT' };
    assert.equal((await web.get('/feeds/search.rss?q=custody', early)).status, 200);
    assert.match(
      text,
      /<guid isPermaLink="false">urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}</,
    );
  });

  it('give the deadlines of what matches as a calendar', async () => {
    const response = await web.get('/feeds/search.ics?q=firm:coinbase');
    assert.match(response.headers.get('content-type') ?? '', /^text\/calendar/);
    const text = await response.text();
    assert.match(text, /^BEGIN:VCALENDAR\r\n/);
    assert.match(text, /DTSTART;VALUE=DATE:20270201\r\n/);
    assert.match(text, /UID:[0-9a-z]+-consultation_closes-2027-02-01@regbeat\r\n/);
    assert.ok(
      text.split('\r\n').every(line => Buffer.byteLength(line) <= 75),
      'lines are folded',
    );
    assert.equal(text, await read('ics', '?q=firm:coinbase'));
    assert.ok(!(await read('ics', '?q=kind:speech')).includes('BEGIN:VEVENT'));
    assert.ok((await read('ics')).includes('BEGIN:VEVENT'));
    const etag = response.headers.get('etag') ?? '';
    assert.equal((await web.get('/feeds/search.ics?q=firm:coinbase', { 'if-none-match': etag })).status, 304);
  });

  it('refuse what is not understood instead of giving everything', async () => {
    for (const [path, status] of [
      ['/feeds/search.rss?query=staking', 400],
      ['/feeds/search.rss?q=topic:nonsense', 400],
      ['/feeds/search.ics?q=topic:nonsense', 400],
      ['/feeds/search.rss?limit=100000', 400],
      ['/feeds/search.xml', 404],
      ['/feeds/searchxrss', 404],
      ['/feeds/', 404],
    ] as const)
      assert.equal((await web.get(path)).status, status, path);
    assert.equal(JSON.parse(await read('json', '?limit=2')).items.length, 2);
    assert.deepEqual(JSON.parse(await read('json', '?q=unheardof')).items, []);
    assert.match(await read('atom', '?q=unheardof'), /<updated>1970-/);
  });
});
