import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startServer } from '../helpers/http-server.ts';
import { makeSource, openTestApp } from '../helpers/open-app.ts';

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const WORDS =
  'Licensed platforms may offer staking to their clients from 7 April 2027 when they keep control of all keys.';

function listing(numbers: readonly number[]): string {
  const rows = numbers.map(
    n =>
      `<li class="row"><a href="/news/${n}.html">Circular ${n} on staking services of licensed platforms</a> <time>${n} November 2026</time></li>`,
  );
  return `<!doctype html><html><head><title>News</title></head><body><nav><a href="/">Home</a></nav><ul>${rows.join('')}</ul></body></html>`;
}

function page(n: number): string {
  const paragraphs = Array.from({ length: 4 }, (_, index) => `<p>Part ${index + 1}. ${WORDS}</p>`).join('');
  return `<!doctype html><html><head><title>Circular ${n}</title></head><body><nav>Home Menu Contact</nav><div id="main"><h1>Circular ${n}</h1>${paragraphs}<p>Unique word: zebra${n}.</p></div><footer>All rights reserved</footer></body></html>`;
}

describe('a list of links whose pages are followed', () => {
  it('takes the text of the page, tries again later what failed, and sees no edit in it', async t => {
    const server = await startServer({
      '/list': { headers: HTML, body: listing([1, 2, 3]) },
      '/news/1.html': { headers: HTML, body: page(1) },
      '/news/2.html': { status: 404 },
      '/news/3.html': { headers: HTML, body: '<html><body><p>x</p></body></html>' },
    });
    const test = await openTestApp({
      allowAddresses: [server.address],
      now: new Date('2026-11-20T12:00:00Z'),
      sources: [
        makeSource({
          id: 'zz/test/circulars',
          url: `${server.url}/list`,
          format: 'html',
          read: {
            items: 'li.row',
            title: { select: 'a' },
            link: { select: 'a', attr: 'href' },
            date: { select: 'time' },
          },
          page: { follow: true, select: '#main' },
        }),
      ],
    });
    t.after(async () => {
      await test.close();
      await server.close();
    });
    const items = async () =>
      (await test.app.search('source:zz/test/circulars relevant:any sort:old', 100)).items;

    const first = await test.app.crawl({});
    assert.deepEqual([first.read, first.new], [1, 3]);
    const [one, two, three] = await items();
    assert.equal(one?.textFrom, 'page');
    assert.match(one?.text ?? '', /Licensed platforms may offer staking/);
    assert.doesNotMatch(one?.text ?? '', /Menu|All rights/);
    assert.equal(one?.version, 1);
    assert.equal(one?.classification.relevant, true);
    assert.deepEqual([two?.textFrom, three?.textFrom], ['title', 'title']);
    assert.equal((await test.app.search('zebra1', 10)).total, 1);

    // The list is unchanged; what failed is asked for all the same.
    server.route('/news/2.html', { headers: HTML, body: page(2) });
    const second = await test.app.crawl({});
    assert.deepEqual([second.notModified, second.new, second.updated], [1, 0, 0]);
    assert.equal(server.seen('/news/1.html').length, 1);
    assert.deepEqual(
      (await items()).map(item => [item.textFrom, item.version]),
      [
        ['page', 1],
        ['page', 1],
        ['title', 1],
      ],
    );

    // A list with one more entry is read in full: nothing in it counts as edited because pages gave more words.
    server.route('/list', { headers: HTML, body: listing([1, 2, 3, 4]) });
    server.route('/news/4.html', { headers: HTML, body: page(4) });
    const third = await test.app.crawl({});
    assert.deepEqual([third.read, third.new, third.updated], [1, 1, 0]);
    assert.deepEqual(
      (await items()).map(item => item.version),
      [1, 1, 1, 1],
    );
    assert.equal((await items())[3]?.textFrom, 'page');
    assert.equal(server.seen('/news/1.html').length, 1);
    assert.equal((await test.app.search('is:edited relevant:any', 10)).total, 0);

    // A page without an article is given up after a few tries, and never takes the item with it.
    for (let round = 0; round < 6; round++) await test.app.crawl({});
    assert.equal(server.seen('/news/3.html').length, 5);
    assert.equal((await items()).length, 4);
  });
});
