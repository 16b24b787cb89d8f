import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as cheerio from 'cheerio';
import fc from 'fast-check';
import { createWeb } from '../../src/web/create-web.ts';
import type { Web } from '../../src/web/web-types.ts';
import { type DemoWorld, openDemoWorld } from '../helpers/demo-web.ts';
import { makeRecord } from '../helpers/make-item.ts';

const BASE = 'http://127.0.0.1';
const HOSTILE = '<img src=x onerror=alert(1)> "><script>alert(2)</script> \u202egnp.exe';

describe('the pages', () => {
  let world: DemoWorld;
  let web: Web;
  let hostile: string;

  before(async () => {
    world = await openDemoWorld();
    web = createWeb(await world.deps());
    const record = makeRecord({
      article: {
        sourceId: 'hk/sfc/news',
        title: `Staking ${HOSTILE}`,
        text: `${HOSTILE}\n\nA javascript:alert(3) link.`,
        url: 'javascript:alert(4)',
        publishedAt: '2026-11-16T08:00:00.000Z',
      },
    });
    hostile = record.article.id;
    await (await world.store()).items.insert([record], '2026-11-17T10:30:00.000Z');
  });
  after(() => world.close());

  const ask = (path: string, headers: Record<string, string> = {}) =>
    web.request(BASE + path, { headers: { accept: 'text/html', host: '127.0.0.1', ...headers } });
  const page = async (path: string, status = 200) => {
    const response = await ask(path);
    assert.equal(response.status, status, path);
    const body = await response.text();
    assert.ok(body.length < 100_000, `${path} has ${body.length} bytes`);
    return cheerio.load(body);
  };
  const oneOf = async (query: string) => {
    const [item] = (await world.app.searchPage(query, { limit: 1 })).items;
    assert.ok(item, query);
    return item;
  };

  it('opens with what is new, what is due, who is silent, and two charts', async () => {
    const $ = await page('/');
    assert.ok($('article.entry').length >= 8);
    assert.match($('.dates').text(), /SEC approves generic listing standards/);
    assert.match($('main').text(), /FINMA news/);
    assert.equal($('figure svg[role="img"] title').first().text(), 'Items by week, all jurisdictions');
    assert.ok($('figure details table tbody tr').length >= 8);
    assert.ok($('table.heat td a').length > 10);
  });

  it('finds by words, narrows by facets, and leads on', async () => {
    const $ = await page('/search?q=stablecoins');
    assert.match($('#hits').text(), /^\d+ items$/);
    const facet = $('.facet a')
      .filter((_, link) => $(link).text().startsWith('International'))
      .attr('href');
    assert.ok(facet);
    const narrowed = await page(facet);
    assert.ok(narrowed('article.entry').length > 0);
    assert.ok(narrowed('article.entry').length < $('article.entry').length);
    const chosen = narrowed('.facet a[aria-current="true"]');
    assert.match(chosen.text(), /International.*remove/s);
    const wide = await page(chosen.attr('href') ?? '');
    assert.equal(wide('article.entry').length, $('article.entry').length);
  });

  it('pages through everything once', async () => {
    const seen: string[] = [];
    let next: string | undefined = '/search?q=relevant:any';
    while (next !== undefined) {
      const $: cheerio.CheerioAPI = await page(next);
      seen.push(
        ...$('article.entry h3 a')
          .map((_, link) => $(link).attr('href') ?? '')
          .get(),
      );
      next = $('a[rel="next"]').attr('href');
    }
    const { total } = await world.app.searchPage('relevant:any', { limit: 1 });
    assert.equal(new Set(seen).size, total);
    assert.equal(seen.length, total);
  });

  it('shows where a query is wrong', async () => {
    const $ = await page('/search?q=staking+topc%3Astaking', 400);
    assert.match($('[role="alert"] pre').text(), /\^\^\^\^/);
    assert.match($('[role="alert"]').text(), /topic:/);
    assert.equal($('#q').attr('value'), 'staking topc:staking');
    assert.equal($('#q').attr('aria-invalid'), 'true');
  });

  it('offers whole queries while one is typed', async () => {
    const response = await ask('/search/complete?q=topic%3Asta');
    const { queries } = (await response.json()) as { queries: string[] };
    assert.ok(queries.includes('topic:staking'));
  });

  it('marks the words that gave the tags, and says why', async () => {
    const item = await oneOf('SFC topic:staking');
    const $ = await page(`/item/${item.id}`);
    assert.ok($('.prose mark, h1 mark').length > 0);
    assert.match($('mark').text(), /staking/i);
    assert.match($('#why').parent().text(), /topic:staking/);
    $('.tag').remove();
    assert.equal($('h1').text(), item.title);
    assert.equal($('.prose').text().replace(/\s+/g, ' ').trim(), item.text.replace(/\s+/g, ' ').trim());
  });

  it('tells who reported a story, and when', async () => {
    const stories = await world.app.stories({ since: '60d', limit: 100 });
    const largest = stories.toSorted((a, b) => b.story.items - a.story.items)[0];
    assert.ok(largest && largest.story.items > 2);
    const $ = await page(`/story/${largest.story.id}`);
    assert.equal($('article.entry').length, largest.story.items);
    assert.match($('main').text(), /after the document/);
  });

  it('shows positions as a table, as of any day, with the quotes behind them', async () => {
    const $ = await page('/matrix');
    const cell = $('table.matrix tbody tr')
      .filter((_, row) => $(row).find('th').text() === 'Singapore')
      .find('a.stance.banned')
      .first();
    assert.match(cell.text(), /banned/);
    const behind = await page(cell.attr('href') ?? '');
    assert.ok(behind('blockquote').length > 0);
    const early = await page('/matrix?as_of=2020-01-01');
    assert.equal(early('table.matrix').length, 0);
    await page('/matrix?in=Atlantis', 400);
    await page('/matrix?as_of=yesterday-ish', 400);
    await page('/matrix/HK/nothing', 404);
  });

  it('has a page for a jurisdiction, a topic, deadlines, registers and firms', async () => {
    const place = await page('/jurisdiction/HK');
    assert.match(place('.positions').text(), /Staking.*permitted on conditions/s);
    assert.ok(place('#timeline-title').text().includes('Hong Kong'));
    const topic = await page('/topic/stablecoins');
    assert.ok(topic('article.entry').length > 3);
    const due = await page('/deadlines?within=1y&in=Hong+Kong');
    assert.match(due('main').text(), /January 2027/);
    assert.doesNotMatch(due('main').text(), /Singapore/);
    const registers = await page('/registers?q=holly');
    assert.match(registers('#found').parent().text(), /Hollybrook Staking/);
    const firm = await page('/firm?name=Hollybrook+Staking+Ltd.');
    assert.match(firm('main').text(), /CIMA register/);
    await page('/jurisdiction/hk%20x', 404);
    await page('/topic/gardening', 404);
  });

  it('shows how sources are, and how right the tags are', async () => {
    const sources = await page('/sources');
    assert.match(sources('#trouble').parent().text(), /FINMA news.*failing/s);
    const about = await page('/about');
    assert.match(about('main').text(), /as shipped/);
    assert.ok(about('table').length > 3);
  });

  it('writes a weekly report when asked to, and hands it out', async () => {
    const body = new URLSearchParams([
      ['week', '2026-W46'],
      ['format', 'md'],
      ['format', 'json'],
    ]);
    const headers = {
      host: '127.0.0.1',
      origin: BASE,
      'content-type': 'application/x-www-form-urlencoded',
    };
    const written = await web.request(`${BASE}/reports`, { method: 'POST', headers, body: body.toString() });
    assert.equal(written.status, 303);
    const $ = await page(written.headers.get('location') ?? '');
    assert.match($('[role="status"]').text(), /2026-W46/);
    const file = await ask(
      $('.files a')
        .filter((_, link) => $(link).text() === 'MD')
        .attr('href') ?? '',
    );
    assert.match(
      file.headers.get('content-disposition') ?? '',
      /^attachment; filename="regbeat-2026-W46\.md"$/,
    );
    assert.match(await file.text(), /2026-W46/);
    for (const name of ['..%2Fregbeat.sqlite', 'regbeat.sqlite', 'regbeat-2026-W46.md%00', '.env'])
      await page(`/reports/${name}`, 404);
  });

  it('keeps hostile words inert everywhere', async () => {
    const { storyId } = await world.app.item(hostile);
    for (const path of [
      '/',
      '/search?q=staking',
      `/item/${hostile}`,
      `/story/${storyId}`,
      '/jurisdiction/HK',
    ]) {
      const $ = await page(path);
      assert.match($('main').text(), /onerror=alert/, path);
      assert.equal($('main img, main script').length, 0, path);
      assert.equal($('a[href^="javascript:"]').length, 0, path);
      assert.doesNotMatch($.html(), /\u202e/, path);
    }
    const $ = await page(`/search?q=${encodeURIComponent('"><script>alert(1)</script>"')}`);
    assert.equal($('script:not([src])').length, 0);
  });

  it('never fails, whatever the path, the parameters and the headers', async () => {
    const item = await oneOf('staking');
    const paths = [
      '/',
      '/search',
      '/search/complete',
      '/matrix',
      '/matrix/HK/staking',
      '/deadlines',
      '/registers',
      '/firm',
      '/sources',
      '/reports',
      '/about',
      `/item/${item.id}`,
      `/story/${item.storyId}`,
      '/jurisdiction/US',
      '/topic/tax',
      '/login',
      '/reports/x.md',
      '/static/style.css',
    ];
    const piece = fc.oneof(
      fc.string({ maxLength: 40, unit: 'binary' }),
      fc.constantFrom(
        '%00',
        '%',
        '../',
        "'; drop table items; --",
        '<script>',
        'topic:',
        '"',
        '-',
        '9999-99-99',
        '1e9',
        'sort:rank',
        'since:',
        'story:',
        '\u202e',
        'HK',
        '*',
        '()',
        'NEAR(',
        'after-x',
        'at-9999999',
      ),
    );
    const name = fc.constantFrom(
      'q',
      'sort',
      'after',
      'in',
      'topic',
      'kind',
      'as_of',
      'within',
      'passed',
      'id',
      'name',
      'from',
      'made',
      'all',
      'to',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...paths),
        fc.option(piece, { nil: '' }),
        fc.array(
          fc.tuple(
            name,
            fc.array(piece, { maxLength: 3 }).map(parts => parts.join(' ')),
          ),
          { maxLength: 4 },
        ),
        fc.constantFrom('text/html', '*/*', 'application/json', ''),
        fc.stringMatching(/^[ -~]{0,60}$/),
        async (path, tail, parameters, accept, cookie) => {
          const end = tail === '' ? '' : `/${encodeURIComponent(tail.toWellFormed())}`;
          const query = new URLSearchParams(parameters.map(([key, value]) => [key, value.toWellFormed()]));
          const headers = {
            accept,
            host: '127.0.0.1',
            cookie,
            'x-forwarded-for': cookie,
            authorization: cookie,
          };
          const response = await web.request(`${BASE}${path}${end}?${query}`, { headers });
          await response.text();
          assert.ok(response.status < 500, `${response.status} ${path}${end}?${query}`);
        },
      ),
      { numRuns: 250 },
    );
  });
});
