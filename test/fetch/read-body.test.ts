import assert from 'node:assert/strict';
import { test } from 'node:test';
import zlib from 'node:zlib';
import fc from 'fast-check';
import { FetchProblem } from '../../src/fetch/fetch-problem.ts';
import { decodeBody } from '../../src/fetch/read-body.ts';
import { bodyOf, failureOf, openFetcher, openServer, textOf } from './setup.ts';

const FEED = `<rss>${'<item><title>MiCA: Länder und Märkte</title></item>'.repeat(500)}</rss>`;

const ENCODERS: Readonly<Record<string, (data: Uint8Array) => Uint8Array>> = {
  gzip: data => zlib.gzipSync(data),
  'x-gzip': data => zlib.gzipSync(data),
  deflate: data => zlib.deflateSync(data),
  'deflate ': data => zlib.deflateRawSync(data),
  BR: data => zlib.brotliCompressSync(data),
  zstd: data => zlib.zstdCompressSync(data),
  'gzip, br': data => zlib.brotliCompressSync(zlib.gzipSync(data)),
};

test('every encoding that is offered is undone', async t => {
  const server = await openServer(t, {});
  const fetcher = openFetcher(t, [server.address]);
  for (const [encoding, encode] of Object.entries(ENCODERS)) {
    server.route('/feed', {
      headers: { 'content-encoding': encoding, etag: '"z-gzip"' },
      body: encode(Buffer.from(FEED)),
    });
    const result = await fetcher.fetch({ url: `${server.url}/feed` });
    assert.equal(textOf(result), FEED, encoding);
    assert.equal(bodyOf(result).validators.etag, '"z-gzip"');
  }
});

test('a decompression bomb stops at the limit', async t => {
  const zeros = Buffer.alloc(8 * 1_048_576);
  const server = await openServer(t, {});
  const fetcher = openFetcher(t, [server.address], { maxBytes: 2 * 1_048_576 });
  for (const [encoding, encode] of Object.entries(ENCODERS)) {
    server.route('/bomb', { headers: { 'content-encoding': encoding }, body: encode(zeros) });
    const result = failureOf(await fetcher.fetch({ url: `${server.url}/bomb` }), 'too-large');
    assert.equal(result.attempts, 1);
    assert.equal(result.error, `${server.address} sent more than 2 MiB`);
  }
});

test('compressed data that ends early or is broken is never a body', async t => {
  const server = await openServer(t, {});
  const fetcher = openFetcher(t, [server.address]);
  for (const [encoding, encode] of Object.entries(ENCODERS)) {
    const whole = encode(Buffer.from(FEED));
    server.route('/cut', {
      headers: { 'content-encoding': encoding },
      body: whole.subarray(0, whole.length >> 1),
    });
    failureOf(await fetcher.fetch({ url: `${server.url}/cut` }), 'truncated');
  }
  const broken = Buffer.from(zlib.gzipSync(FEED));
  broken.fill(0xff, 20, 60);
  server.route('/broken', { headers: { 'content-encoding': 'gzip' }, body: broken });
  failureOf(await fetcher.fetch({ url: `${server.url}/broken` }), 'truncated');
});

test('plain bytes under a gzip header pass, an unknown encoding does not', async t => {
  const server = await openServer(t, {
    '/plain': { headers: { 'content-encoding': 'gzip' }, body: FEED },
    '/none': { headers: { 'content-encoding': 'identity' }, body: FEED },
    '/empty': { headers: { 'content-encoding': 'gzip' } },
    '/odd': { headers: { 'content-encoding': 'rot13' }, body: FEED },
    '/deep': { headers: { 'content-encoding': 'gzip, gzip, gzip' }, body: FEED },
  });
  const fetcher = openFetcher(t, [server.address]);
  assert.equal(textOf(await fetcher.fetch({ url: `${server.url}/plain` })), FEED);
  assert.equal(textOf(await fetcher.fetch({ url: `${server.url}/none` })), FEED);
  assert.equal(textOf(await fetcher.fetch({ url: `${server.url}/empty` })), '');
  failureOf(await fetcher.fetch({ url: `${server.url}/odd` }), 'other');
  failureOf(await fetcher.fetch({ url: `${server.url}/deep` }), 'other');
});

test('any bytes under any encoding give bytes within the limit or a problem', async () => {
  const encodings = fc.constantFrom('gzip', 'deflate', 'br', 'zstd', 'gzip, br', '', ',', 'x');
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), encodings, async (bytes, encoding) => {
      try {
        const decoded = await decodeBody(bytes, encoding, 500, 'example.org');
        assert.ok(decoded.length <= 500);
      } catch (error) {
        assert.ok(error instanceof FetchProblem, String(error));
      }
    }),
    { numRuns: 300 },
  );
});

test('what a server sends is quoted without its control characters', async t => {
  const server = await openServer(t, {});
  const fetcher = openFetcher(t, [server.address]);
  server.route('/hostile', { headers: { 'content-encoding': 'x\u009b2Jx' }, body: FEED });
  const answer = await fetcher.fetch({ url: `${server.url}/hostile` });
  failureOf(answer, 'other');
  assert.ok(answer.outcome === 'failed');
  assert.match(answer.error, /encoding that is not known \(x2jx\)/);
});
