import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type SourceDef, TOPICS } from '../../src/core/types.ts';
import { createDemoServer, type DemoServer } from '../../src/demo/demo-server.ts';
import { demoSite } from '../../src/demo/demo-site.ts';
import { loadDemoSourceFiles } from '../../src/demo/demo-sources.ts';
import { CHAIN_COURIER_ITEMS, LEDGER_POST_ITEMS } from '../../src/demo/site/press.ts';
import { parseDocument } from '../../src/parse/parse-document.ts';
import { parseSourceFile } from '../../src/sources/parse-source-file.ts';

const NOW = new Date('2026-06-17T12:34:56.789Z');
const DAY = 86_400_000;
const FAILING = new Map([
  ['au/asic/news', 503],
  ['ch/finma/news', 410],
]);

async function withServer(round: 1 | 2, work: (server: DemoServer) => Promise<void>): Promise<void> {
  const server = await createDemoServer(demoSite(NOW, round));
  try {
    await work(server);
  } finally {
    await server.close();
  }
}

async function sourcesOf(server: DemoServer): Promise<SourceDef[]> {
  const files = await loadDemoSourceFiles(server.origin);
  return files.flatMap(file => {
    const { sources, problems } = parseSourceFile(file.path, file.text);
    assert.deepEqual(problems, []);
    return sources;
  });
}

function ask(source: SourceDef, headers: Record<string, string> = {}): Promise<Response> {
  const body = source.body === undefined ? {} : { body: source.body };
  return fetch(source.url, { method: source.method, headers: { ...source.headers, ...headers }, ...body });
}

async function read(source: SourceDef) {
  const response = await ask(source);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const contentType = response.headers.get('content-type');
  return parseDocument({ bytes, contentType, url: source.url }, source);
}

describe('the demonstration world', () => {
  it('has at least 45 items from 15 readable sources in 12 jurisdictions and all formats', async () => {
    await withServer(1, async server => {
      const sources = (await sourcesOf(server)).filter(source => !FAILING.has(source.id));
      const documents = await Promise.all(sources.map(read));
      const items = documents.flatMap(document => document.items);
      assert.equal(sources.length, 15);
      assert.ok(items.length >= 45, `${items.length} items`);
      const places = sources.map(source => source.jurisdiction).filter(place => place !== null);
      assert.ok(new Set(places).size >= 12, places.join());
      assert.deepEqual(
        new Set(documents.map(document => document.format)),
        new Set(['rss', 'atom', 'rdf', 'json-feed', 'json', 'html', 'csv']),
      );
      assert.deepEqual(new Set(sources.map(source => source.language)), new Set(['en', 'zh-Hant', 'ja']));
      for (const document of documents) assert.ok(document.items.length >= 3);
    });
  });

  it('links every item to a page of its own server', async () => {
    await withServer(2, async server => {
      const sources = (await sourcesOf(server)).filter(source => !FAILING.has(source.id));
      for (const source of sources.filter(one => one.format !== 'csv')) {
        for (const item of (await read(source)).items) {
          const link = item.link ?? '';
          assert.ok(link.startsWith(server.origin), `${source.id}: ${link}`);
          const page = await fetch(link);
          assert.equal(page.status, 200, link);
          assert.match(await page.text(), /Invented for the regbeat demonstration/);
        }
      }
    });
  });

  it('says in every feed that it is invented', async () => {
    await withServer(1, async server => {
      for (const source of await sourcesOf(server)) {
        if (FAILING.has(source.id) || source.format === 'csv') continue;
        assert.match(await (await ask(source)).text(), /Invented for the regbeat demonstration/, source.id);
      }
    });
  });

  it('lies within the ten days before now, whenever now is', async () => {
    for (const now of [NOW, new Date('2024-02-29T00:00:00Z'), new Date('2027-01-01T03:00:00Z')]) {
      const server = await createDemoServer(demoSite(now, 2));
      try {
        const url = `${server.origin}/us/sec/atom.xml`;
        const dates = (await (await fetch(url)).text()).matchAll(/<published>([^<]+)</g);
        for (const [, date = ''] of dates) {
          const age = now.getTime() - Date.parse(date);
          assert.ok(age >= 0 && age <= 10 * DAY, date);
        }
      } finally {
        await server.close();
      }
    }
  });

  it('is the same to the byte for the same now and round', () => {
    const bytesOf = () =>
      [...demoSite(NOW, 1).resources('http://127.0.0.1:9')].map(([path, resource]) => [
        path,
        Buffer.from(resource.bytesFor('{"page":0,"size":20}') ?? []).toString('base64'),
      ]);
    assert.deepEqual(bytesOf(), bytesOf());
  });

  it('corrects one item in the second round under its old id and address, and adds new ones', async () => {
    await withServer(1, async server => {
      const [sfc, sec] = (await sourcesOf(server)).filter(source => /^(hk\/sfc|us\/sec)/.test(source.id));
      assert.ok(sfc !== undefined && sec !== undefined);
      const first = await Promise.all([read(sfc), read(sec)]);
      server.serve(demoSite(NOW, 2));
      const second = await Promise.all([read(sfc), read(sec)]);
      const [before, after] = [first[0].items[0], second[0].items[0]];
      assert.equal(after?.guid, before?.guid);
      assert.equal(after?.link, before?.link);
      assert.notEqual(after?.title, before?.title);
      assert.match(after?.title ?? '', /corrected/);
      assert.equal(second[1].items.length, first[1].items.length + 1);
      assert.match(second[1].items[0]?.title ?? '', /innovation exemption/);
    });
  });

  it('sends bytes in Windows-1252 that are not UTF-8', async () => {
    await withServer(1, async server => {
      const bytes = await (await fetch(`${server.origin}/de/bafin/rss.xml`)).bytes();
      assert.throws(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes));
      const text = new TextDecoder('windows-1252').decode(bytes);
      assert.match(text, /encoding="windows-1252"/);
      assert.match(text, /“€-Taler”/);
      assert.match(text, /für Finanzdienstleistungsaufsicht/);
    });
  });

  it('has one feed with bare ampersands that ends in the middle of an item', async () => {
    await withServer(1, async server => {
      const text = await (await fetch(`${server.origin}/kr/fsc/rss.xml`)).text();
      assert.match(text, / & /);
      assert.doesNotMatch(text, /<\/rss>|<\/channel>/);
      const [source] = (await sourcesOf(server)).filter(one => one.id === 'kr/fsc/news');
      assert.ok(source);
      const document = await read(source);
      assert.equal(document.complete, false);
      assert.equal(document.items.length, 3);
    });
  });

  it('has hostile titles, an undated entry, and one article under two addresses', async () => {
    const titles = [...LEDGER_POST_ITEMS, ...CHAIN_COURIER_ITEMS].map(item => item.title).join('\n');
    for (const hostile of ['<script>', '@everyone', 'javascript:', '\u202e'])
      assert.ok(titles.includes(hostile));
    await withServer(1, async server => {
      const [post] = (await sourcesOf(server)).filter(source => source.id === 'media/ledger-post/news');
      assert.ok(post);
      const { items } = await read(post);
      assert.equal(items.filter(item => item.dateText === null).length, 1);
      const twice = items.filter(item => item.link?.includes('/sec-staking-etp.html?utm_'));
      assert.equal(new Set(twice.map(item => item.link)).size, 2);
      assert.equal(new Set(twice.map(item => new URL(item.link ?? '').pathname)).size, 1);
    });
  });

  it('speaks of every topic', async () => {
    const words: Record<(typeof TOPICS)[number], RegExp> = {
      staking: /staking/,
      stablecoins: /stablecoin/,
      derivatives: /futures|perpetual/,
      licenses: /licen[cs]e/,
      custody: /custod/,
      lending: /lending/,
      funds: /exchange-traded products/,
      aml: /travel rule/,
      tax: /\btax\b/,
      defi: /DeFi/,
      tokenization: /tokenised/,
      cbdc: /CBDC/,
      'market-abuse': /manipulat/,
      'consumer-protection': /risk warning/,
      prudential: /capital/,
      mining: /mining/,
      nft: /NFT/,
      'securities-status': /unregistered security/,
    };
    await withServer(1, async server => {
      const lists = (await sourcesOf(server)).filter(source => !FAILING.has(source.id));
      const text = (await Promise.all(lists.map(async source => (await ask(source)).text()))).join('\n');
      for (const topic of TOPICS) assert.match(text, words[topic], topic);
    });
  });
});

describe('the demonstration server', () => {
  it('answers 304 to its own validators, until the round changes', async () => {
    await withServer(1, async server => {
      const url = `${server.origin}/hk/sfc/rss.xml`;
      const first = await fetch(url);
      const etag = first.headers.get('etag') ?? '';
      const modified = first.headers.get('last-modified') ?? '';
      assert.match(etag, /^"[0-9a-f]{16}"$/);
      const status = async (headers: Record<string, string>) => (await fetch(url, { headers })).status;
      assert.equal(await status({ 'if-none-match': etag }), 304);
      assert.equal(await status({ 'if-none-match': `W/${etag}` }), 304);
      assert.equal(await status({ 'if-modified-since': modified }), 304);
      assert.equal(await status({ 'if-none-match': '"other"', 'if-modified-since': modified }), 200);
      server.serve(demoSite(NOW, 2));
      assert.equal(await status({ 'if-none-match': etag }), 200);
      assert.equal(await status({ 'if-modified-since': modified }), 200);
    });
  });

  it('fails where the coverage line needs it: one source down for a while, one gone', async () => {
    await withServer(1, async server => {
      for (const source of await sourcesOf(server)) {
        const response = await ask(source);
        assert.equal(response.status, FAILING.get(source.id) ?? 200, source.id);
        if (response.status === 503) assert.equal(response.headers.get('retry-after'), '3600');
      }
    });
  });

  it('wants a POST with page and size where the source says so', async () => {
    await withServer(1, async server => {
      const url = `${server.origin}/gb/fca/api/search`;
      const post = (body: string) => fetch(url, { method: 'POST', body });
      assert.equal((await fetch(url)).status, 405);
      for (const body of ['', '{', '[]', '{"page":-1,"size":2}', '{"page":"0","size":2}']) {
        assert.equal((await post(body)).status, 400, body);
      }
      const sizes = await Promise.all(
        [0, 1, 2].map(async page => {
          const answer: unknown = await (await post(JSON.stringify({ page, size: 3 }))).json();
          return JSON.stringify(answer).match(/"published"/g)?.length ?? 0;
        }),
      );
      assert.deepEqual(sizes, [3, 1, 0]);
    });
  });

  it('listens on loopback only, logs what it answered, and stops', async () => {
    const server = await createDemoServer(demoSite(NOW, 1));
    assert.equal(server.origin, `http://127.0.0.1:${server.port}`);
    assert.equal((await fetch(`${server.origin}/nowhere`)).status, 404);
    assert.equal((await fetch(`${server.origin}/hk/sfc/rss.xml?x=1`, { method: 'HEAD' })).status, 200);
    assert.deepEqual(server.log, [
      { method: 'GET', path: '/nowhere', status: 404 },
      { method: 'HEAD', path: '/hk/sfc/rss.xml', status: 200 },
    ]);
    await server.close();
    await assert.rejects(fetch(`${server.origin}/hk/sfc/rss.xml`));
  });
});
