import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFetcher } from '../../src/fetch/fetcher.ts';
import { bodyOf, failureOf, lookupOf, openFetcher, openServer, textOf, USER_AGENT } from './setup.ts';

const FEED = '<rss version="2.0"><channel><title>News</title></channel></rss>';

test('a feed arrives with its type, validators and final address', async t => {
  const server = await openServer(t, {
    '/feed': {
      headers: {
        'content-type': 'application/rss+xml',
        'last-modified': 'Thu, 01 Oct 2026 08:00:00 GMT',
        etag: 'W/"abc"',
      },
      body: FEED,
    },
  });
  const now = new Date('2026-10-02T10:00:00.000Z');
  const fetcher = openFetcher(t, [server.address], { clock: () => now });
  const result = bodyOf(await fetcher.fetch({ url: `${server.url}/feed?page=2#top` }));
  assert.equal(Buffer.from(result.bytes).toString(), FEED);
  assert.equal(result.status, 200);
  assert.equal(result.contentType, 'application/rss+xml');
  assert.equal(result.finalUrl, `${server.url}/feed?page=2`);
  assert.deepEqual(result.validators, { etag: 'W/"abc"', lastModified: 'Thu, 01 Oct 2026 08:00:00 GMT' });
  assert.equal(result.movedPermanently, false);
  assert.equal(result.fetchedAt, '2026-10-02T10:00:00.000Z');
  const [seen] = server.requests;
  assert.equal(seen?.headers['user-agent'], USER_AGENT);
  assert.match(seen?.headers['accept-encoding'] ?? '', /gzip.*br/);
  assert.equal(seen?.headers['if-none-match'], undefined);
});

test('validators make the next request conditional and an unchanged feed costs nothing', async t => {
  const server = await openServer(t, {
    '/feed': {
      etag: 'W/"v1"',
      headers: { 'last-modified': 'Thu, 01 Oct 2026 08:00:00 GMT' },
      body: FEED,
    },
  });
  const fetcher = openFetcher(t, [server.address]);
  const url = `${server.url}/feed`;
  const { validators } = bodyOf(await fetcher.fetch({ url }));
  const again = await fetcher.fetch({ url, validators });
  assert.equal(again.outcome, 'not-modified');
  assert.equal(again.outcome === 'not-modified' && again.finalUrl, url);
  assert.equal(server.requests[1]?.headers['if-none-match'], 'W/"v1"');
  assert.equal(server.requests[1]?.headers['if-modified-since'], 'Thu, 01 Oct 2026 08:00:00 GMT');
});

test('a 304 to a request that was not conditional is a failure', async t => {
  const server = await openServer(t, { '/feed': { status: 304 } });
  const fetcher = openFetcher(t, [server.address]);
  assert.equal(failureOf(await fetcher.fetch({ url: `${server.url}/feed` }), 'http-status').status, 304);
});

test('only a 200 gives validators, and a partial answer is no answer', async t => {
  const server = await openServer(t, {
    '/203': { status: 203, headers: { etag: '"x"' }, body: 'proxied' },
    '/206': { status: 206, headers: { etag: '"x"' }, body: 'half' },
  });
  const fetcher = openFetcher(t, [server.address]);
  const result = bodyOf(await fetcher.fetch({ url: `${server.url}/203` }));
  assert.deepEqual(result.validators, { etag: null, lastModified: null });
  failureOf(await fetcher.fetch({ url: `${server.url}/206` }), 'truncated');
});

test('an HTML page and an empty body are bodies; what they mean is decided elsewhere', async t => {
  const server = await openServer(t, {
    '/page': { headers: { 'content-type': 'text/html' }, body: '<h1>Maintenance</h1>' },
    '/empty': {},
  });
  const fetcher = openFetcher(t, [server.address]);
  const page = bodyOf(await fetcher.fetch({ url: `${server.url}/page` }));
  assert.equal(page.contentType, 'text/html');
  const empty = bodyOf(await fetcher.fetch({ url: `${server.url}/empty` }));
  assert.equal(empty.bytes.length, 0);
  assert.equal(empty.contentType, null);
});

test('a POST sends its body and the headers of its source, not the connection headers', async t => {
  const server = await openServer(t, { '/search': { body: '[]' } });
  const fetcher = openFetcher(t, [server.address]);
  const result = await fetcher.fetch({
    url: `${server.url}/search`,
    method: 'POST',
    body: '{"query":"stablecoin"}',
    headers: {
      'X-Key': 'k1',
      Accept: 'application/json',
      Host: 'evil.example',
      'bad name': 'x',
      split: 'a\r\nb: c',
    },
    validators: { etag: '"v1"', lastModified: null },
  });
  assert.equal(textOf(result), '[]');
  const [seen] = server.requests;
  assert.equal(seen?.method, 'POST');
  assert.equal(seen?.body, '{"query":"stablecoin"}');
  assert.equal(seen?.headers['content-type'], 'application/json');
  assert.equal(seen?.headers.accept, 'application/json');
  assert.equal(seen?.headers['x-key'], 'k1');
  assert.equal(seen?.headers.host, server.address);
  assert.equal(seen?.headers.split, undefined);
  assert.equal(seen?.headers['if-none-match'], undefined);
});

test('a missing page is not asked for twice, and the message names the host and the status', async t => {
  const server = await openServer(t, {});
  const fetcher = openFetcher(t, [server.address]);
  const result = failureOf(await fetcher.fetch({ url: `${server.url}/gone` }), 'http-status');
  assert.equal(result.error, `${server.address} answered 404 (Not Found)`);
  assert.equal(result.status, 404);
  assert.equal(result.attempts, 1);
  assert.equal(server.requests.length, 1);
});

test('a server error is asked again, and the last answer counts', async t => {
  const server = await openServer(t, {
    '/once': [{ status: 500 }, { body: FEED }],
    '/always': { status: 503, body: 'x'.repeat(200_000) },
  });
  const fetcher = openFetcher(t, [server.address]);
  assert.equal(textOf(await fetcher.fetch({ url: `${server.url}/once` })), FEED);
  assert.equal(fetcher.waits.length, 1);
  const failed = failureOf(await fetcher.fetch({ url: `${server.url}/always` }), 'http-status');
  assert.equal(failed.error, `${server.address} answered 503 (Service Unavailable)`);
  assert.equal(failed.attempts, 3);
  assert.equal(server.seen('/always').length, 3);
});

test('a short Retry-After is waited out', async t => {
  const server = await openServer(t, {
    '/feed': [{ status: 429, headers: { 'retry-after': '3' } }, { body: FEED }],
  });
  const now = new Date('2026-10-02T10:00:00.000Z');
  const fetcher = openFetcher(t, [server.address], { clock: () => now });
  assert.equal(textOf(await fetcher.fetch({ url: `${server.url}/feed` })), FEED);
  assert.ok(fetcher.waits.includes(3000), String(fetcher.waits));
});

test('a long Retry-After is left to the schedule, and its host is not asked until then', async t => {
  const server = await openServer(t, {
    '/feed': [{ status: 429, headers: { 'retry-after': '600' } }, { body: FEED }],
    '/other': { body: FEED },
  });
  let now = new Date('2026-10-02T10:00:00.000Z');
  const fetcher = openFetcher(t, [server.address], { clock: () => now });
  const result = failureOf(await fetcher.fetch({ url: `${server.url}/feed` }), 'rate-limited');
  assert.equal(result.retryAfter, '2026-10-02T10:10:00.000Z');
  assert.equal(result.attempts, 1);
  assert.deepEqual(fetcher.waits, []);

  now = new Date('2026-10-02T10:05:00.000Z');
  const other = failureOf(await fetcher.fetch({ url: `${server.url}/other` }), 'rate-limited');
  assert.equal(other.retryAfter, '2026-10-02T10:10:00.000Z');
  assert.equal(server.requests.length, 1);

  now = new Date('2026-10-02T10:10:00.000Z');
  assert.equal(textOf(await fetcher.fetch({ url: `${server.url}/other` })), FEED);
});

test('a 503 with a date far away is reported with that date', async t => {
  const server = await openServer(t, {
    '/feed': { status: 503, headers: { 'retry-after': 'Fri, 02 Oct 2026 11:00:00 GMT' } },
  });
  const fetcher = openFetcher(t, [server.address], { clock: () => new Date('2026-10-02T10:00:00.000Z') });
  const result = failureOf(await fetcher.fetch({ url: `${server.url}/feed` }), 'http-status');
  assert.equal(result.retryAfter, '2026-10-02T11:00:00.000Z');
  assert.equal(result.attempts, 1);
});

test('an address that is no URL fails without a request', async t => {
  const fetcher = openFetcher(t, []);
  for (const url of ['', 'not a url', 'http://', 'http://[::1', '//example.org/']) {
    failureOf(await fetcher.fetch({ url }), 'bad-url');
  }
  for (const url of [
    'ftp://example.org/',
    'file:///etc/passwd',
    'data:text/plain,x',
    'javascript:alert(1)',
  ]) {
    failureOf(await fetcher.fetch({ url }), 'bad-url');
  }
  const secret = failureOf(await fetcher.fetch({ url: 'https://user:secret@example.org/' }), 'bad-url');
  assert.doesNotMatch(secret.error, /secret/);
});

test('the caller can cancel while it waits for the answer, in the queue and between tries', async t => {
  const server = await openServer(t, {
    '/hang': () => undefined,
    '/500': { status: 500 },
  });
  const fetcher = openFetcher(t, [server.address], { perHost: { concurrency: 1, minGapMs: 0 } });
  const controller = new AbortController();
  const asked = [
    fetcher.fetch({ url: `${server.url}/hang`, signal: controller.signal }),
    fetcher.fetch({ url: `${server.url}/hang?queued`, signal: controller.signal }),
  ];
  while (server.requests.length === 0) await new Promise(resolve => setImmediate(resolve));
  controller.abort();
  for (const result of await Promise.all(asked)) failureOf(result, 'aborted');
  assert.equal(server.requests.length, 1);
  failureOf(await fetcher.fetch({ url: `${server.url}/500`, signal: controller.signal }), 'aborted');

  const between = new AbortController();
  const patient = openFetcher(t, [server.address], {
    sleep: (_ms, signal) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
        between.abort();
      }),
  });
  const result = await patient.fetch({ url: `${server.url}/500`, signal: between.signal });
  assert.equal(failureOf(result, 'aborted').attempts, 1);
});

test('close() cancels what is running, and nothing can be asked afterwards', async t => {
  const server = await openServer(t, { '/hang': () => undefined });
  const fetcher = createFetcher({ userAgent: USER_AGENT, allowAddresses: [server.address] });
  const asked = [1, 2, 3].map(n => fetcher.fetch({ url: `${server.url}/hang?${n}` }));
  while (server.requests.length === 0) await new Promise(resolve => setImmediate(resolve));
  await fetcher.close();
  for (const result of await Promise.all(asked)) failureOf(result, 'aborted');
  failureOf(await fetcher.fetch({ url: `${server.url}/hang` }), 'aborted');
  await fetcher.close();
});

test('no host sees more than its share at once, nor all together, and all get served', async t => {
  const open = new Map<string, number>();
  const most = { perHost: 0, total: 0 };
  const server = await openServer(t, {
    '*': async request => {
      const host = request.headers.host ?? '';
      open.set(host, (open.get(host) ?? 0) + 1);
      most.perHost = Math.max(most.perHost, open.get(host) ?? 0);
      most.total = Math.max(
        most.total,
        [...open.values()].reduce((sum, count) => sum + count, 0),
      );
      await new Promise(resolve => setTimeout(resolve, 5));
      open.set(host, (open.get(host) ?? 0) - 1);
      return { body: 'ok' };
    },
  });
  const names = ['one', 'two', 'three'].map(name => `${name}.example.org`);
  const fetcher = openFetcher(
    t,
    names.map(name => `${name}:${server.port}`),
    {
      perHost: { concurrency: 2, minGapMs: 0 },
      maxTotalConcurrency: 5,
      lookup: lookupOf(Object.fromEntries(names.map(name => [name, ['127.0.0.1']]))),
    },
  );
  const urls = names.flatMap(name =>
    Array.from({ length: 10 }, (_, n) => `http://${name}:${server.port}/${n}`),
  );
  const results = await Promise.all(urls.map(url => fetcher.fetch({ url })));
  for (const result of results) assert.equal(textOf(result), 'ok');
  assert.equal(server.requests.length, 30);
  assert.deepEqual(most, { perHost: 2, total: 5 });
});
