import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FetchProblem } from '../../src/fetch/fetch-problem.ts';
import type { Hop } from '../../src/fetch/follow.ts';
import { nextHop } from '../../src/fetch/follow.ts';
import { bodyOf, failureOf, lookupOf, openFetcher, openServer, textOf } from './setup.ts';

const to = (location: string, status = 302): { status: number; headers: { location: string } } => ({
  status,
  headers: { location },
});

test('relative and absolute redirects are followed to the final address', async t => {
  const server = await openServer(t, {
    '/a/start': to('../b/next?x=1#frag'),
    '/b/next': to('//PLACE/c'),
    '/c': { body: 'there' },
  });
  server.route('/b/next', to(`//${server.address}/c`));
  const result = await openFetcher(t, [server.address]).fetch({ url: `${server.url}/a/start` });
  assert.equal(textOf(result), 'there');
  assert.equal(bodyOf(result).finalUrl, `${server.url}/c`);
  assert.equal(bodyOf(result).movedPermanently, false);
  assert.equal(server.seen('/b/next')[0]?.query.get('x'), '1');
});

test('a feed has moved for good only when every redirect says so', async t => {
  const server = await openServer(t, {
    '/old': to('/older', 301),
    '/older': to('/new', 308),
    '/mixed': to('/old', 307),
    '/new': { body: 'feed', etag: '"n"' },
  });
  const fetcher = openFetcher(t, [server.address]);
  assert.equal(bodyOf(await fetcher.fetch({ url: `${server.url}/old` })).movedPermanently, true);
  assert.equal(bodyOf(await fetcher.fetch({ url: `${server.url}/mixed` })).movedPermanently, false);
  const again = await fetcher.fetch({
    url: `${server.url}/old`,
    validators: { etag: '"n"', lastModified: null },
  });
  assert.equal(again.outcome, 'not-modified');
  assert.equal(again.outcome === 'not-modified' && again.finalUrl, `${server.url}/new`);
});

test('circles and endless chains end, without another try', async t => {
  const server = await openServer(t, {
    '/a': to('/b'),
    '/b': to('/a'),
    '/self': to('/self'),
    '*': request => to(`/n${Number(request.path.slice(2)) + 1}`),
  });
  const fetcher = openFetcher(t, [server.address]);
  assert.match(
    failureOf(await fetcher.fetch({ url: `${server.url}/a` }), 'too-many-redirects').error,
    /circle/,
  );
  failureOf(await fetcher.fetch({ url: `${server.url}/self` }), 'too-many-redirects');
  const before = server.requests.length;
  failureOf(await fetcher.fetch({ url: `${server.url}/n0` }), 'too-many-redirects');
  assert.equal(server.requests.length - before, 6);
});

test('a cookie that is handed out on the way comes back, within the chain only', async t => {
  const server = await openServer(t, {
    '/feed': request =>
      request.headers.cookie === 'seen=1; lang=en'
        ? { body: 'feed' }
        : {
            status: 302,
            headers: { location: '/feed', 'set-cookie': ['seen=1; Path=/; HttpOnly', 'lang=en'] },
          },
  });
  const fetcher = openFetcher(t, [server.address]);
  assert.equal(textOf(await fetcher.fetch({ url: `${server.url}/feed` })), 'feed');
  assert.equal(textOf(await fetcher.fetch({ url: `${server.url}/feed` })), 'feed');
  assert.equal(server.requests[2]?.headers.cookie, undefined);
});

test('keys and cookies stay with their host', async t => {
  const server = await openServer(t, {});
  const here = `one.example.org:${server.port}`;
  const there = `two.example.org:${server.port}`;
  server.route('/start', {
    status: 302,
    headers: { location: `http://${there}/other`, 'set-cookie': 'session=1' },
  });
  server.route('/other', to(`http://${here}/back`));
  server.route('/back', { body: 'back' });
  const fetcher = openFetcher(t, [here, there], {
    lookup: lookupOf({ 'one.example.org': ['127.0.0.1'], 'two.example.org': ['127.0.0.1'] }),
  });
  const headers = { authorization: 'Bearer k', 'x-api-key': 'k', cookie: 'own=1', 'accept-language': 'de' };
  const result = await fetcher.fetch({ url: `http://${here}/start`, headers });
  assert.equal(textOf(result), 'back');
  assert.equal(server.seen('/start')[0]?.headers['x-api-key'], 'k');
  const [other] = server.seen('/other');
  assert.equal(other?.headers.host, there);
  assert.equal(other?.headers.authorization, undefined);
  assert.equal(other?.headers['x-api-key'], undefined);
  assert.equal(other?.headers.cookie, undefined);
  assert.equal(other?.headers['accept-language'], 'de');
  const [back] = server.seen('/back');
  assert.equal(back?.headers.authorization, undefined);
  assert.equal(back?.headers.cookie, 'session=1');
});

test('a POST becomes a GET after 301, 302 and 303 and stays a POST after 307 and 308', async t => {
  const server = await openServer(t, { '/end': request => ({ body: `${request.method} ${request.body}` }) });
  const fetcher = openFetcher(t, [server.address]);
  for (const [status, expected] of [
    [301, 'GET '],
    [302, 'GET '],
    [303, 'GET '],
    [307, 'POST q=1'],
    [308, 'POST q=1'],
  ] as const) {
    server.route('/start', to('/end', status));
    const result = await fetcher.fetch({ url: `${server.url}/start`, method: 'POST', body: 'q=1' });
    assert.equal(textOf(result), expected, String(status));
  }
});

test('a redirect cannot lead to a private address, a file or a secret', async t => {
  const server = await openServer(t, {});
  const inside = await openServer(t, { '*': { body: 'secret' } });
  const fetcher = openFetcher(t, [server.address]);
  for (const target of [
    inside.url,
    `http://localhost:${inside.port}/`,
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://metadata.google.internal/',
    'https://example.org:22/',
  ]) {
    server.route('/start', to(target));
    failureOf(await fetcher.fetch({ url: `${server.url}/start` }), 'blocked-address');
  }
  for (const target of [
    'file:///etc/passwd',
    'ftp://example.org/',
    'data:,x',
    'http://',
    'https://u:p@example.org/',
  ]) {
    server.route('/start', to(target));
    failureOf(await fetcher.fetch({ url: `${server.url}/start` }), 'bad-redirect');
  }
  assert.equal(inside.requests.length, 0);
});

test('a redirect without a Location and a 300 are plain failures', async t => {
  const server = await openServer(t, { '/302': { status: 302 }, '/300': to('/x', 300) });
  const fetcher = openFetcher(t, [server.address]);
  assert.equal(failureOf(await fetcher.fetch({ url: `${server.url}/302` }), 'http-status').status, 302);
  assert.equal(failureOf(await fetcher.fetch({ url: `${server.url}/300` }), 'http-status').status, 300);
});

test('a POST is never repeated without TLS, and a key does not go there', () => {
  const hop: Hop = {
    url: new URL('https://example.org/search'),
    method: 'POST',
    headers: { authorization: 'k', 'content-type': 'application/json' },
    body: '{}',
  };
  assert.throws(
    () => nextHop(hop, 307, 'http://example.org/search'),
    (error: unknown) => error instanceof FetchProblem && error.fault === 'bad-redirect',
  );
  const down = nextHop(hop, 303, 'http://example.org/search');
  assert.deepEqual([down.method, down.body, down.headers], ['GET', null, {}]);
  const up = nextHop({ ...hop, url: new URL('http://example.org/') }, 308, 'https://example.org/');
  assert.equal(up.headers.authorization, 'k');
  assert.equal(up.body, '{}');
});

test('a Location in raw UTF-8 means what its author wrote', () => {
  const hop: Hop = { url: new URL('https://example.org/'), method: 'GET', headers: {}, body: null };
  const raw = Buffer.from('/märkte', 'utf8').toString('latin1');
  assert.equal(nextHop(hop, 301, raw).url.pathname, '/m%C3%A4rkte');
});
