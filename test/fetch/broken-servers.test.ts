import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureOf, lookupOf, openFetcher, openRawServer, openServer, textOf } from './setup.ts';

const HALF = 'HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 100\r\n\r\n<rss><channel>';
const WHOLE = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

test('half a body by its Content-Length is never a body, and a whole one after it is', async t => {
  const always = await openRawServer(t, socket => socket.end(HALF));
  const once = await openRawServer(t, (socket, _head, connection) =>
    socket.end(connection === 1 ? HALF : WHOLE),
  );
  const fetcher = openFetcher(t, [always.address, once.address]);
  const result = failureOf(await fetcher.fetch({ url: always.url }), 'truncated');
  assert.equal(result.attempts, 3);
  assert.equal(always.connections(), 3);
  assert.equal(textOf(await fetcher.fetch({ url: once.url })), 'ok');
});

test('half a body says so also when the server meant to close the connection', async t => {
  const server = await openRawServer(t, socket =>
    socket.end('HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 100\r\n\r\nhalf'),
  );
  failureOf(await openFetcher(t, [server.address]).fetch({ url: server.url }), 'truncated');
});

test('half a chunked body is never a body', async t => {
  for (const connection of ['keep-alive', 'close']) {
    const head = `HTTP/1.1 200 OK\r\nConnection: ${connection}\r\nTransfer-Encoding: chunked\r\n\r\n`;
    for (const rest of ['5\r\nhello\r\n', '5\r\nhel', '5\r\nhello\r\nzz\r\n', '']) {
      const server = await openRawServer(t, socket => socket.end(head + rest));
      const fetcher = openFetcher(t, [server.address]);
      assert.equal(failureOf(await fetcher.fetch({ url: server.url }), 'truncated').attempts, 3, rest);
    }
  }
});

test('a body without a length ends with its connection', async t => {
  const server = await openRawServer(t, socket => socket.end('HTTP/1.0 200 OK\r\n\r\nold school'));
  assert.equal(textOf(await openFetcher(t, [server.address]).fetch({ url: server.url })), 'old school');
});

test('a reset before the answer and in the middle of it is asked again', async t => {
  const before = await openRawServer(t, socket => socket.resetAndDestroy());
  const during = await openRawServer(t, socket => {
    socket.write(HALF);
    setTimeout(() => socket.resetAndDestroy(), 10);
  });
  const once = await openRawServer(t, (socket, _head, connection) => {
    if (connection === 1) socket.resetAndDestroy();
    else socket.end(WHOLE);
  });
  const silent = await openRawServer(t, socket => socket.end());
  const fetcher = openFetcher(t, [before.address, during.address, once.address, silent.address]);
  assert.equal(failureOf(await fetcher.fetch({ url: before.url }), 'reset').attempts, 3);
  assert.equal(failureOf(await fetcher.fetch({ url: during.url }), 'reset').attempts, 3);
  assert.equal(failureOf(await fetcher.fetch({ url: silent.url }), 'reset').attempts, 3);
  assert.equal(textOf(await fetcher.fetch({ url: once.url })), 'ok');
});

test('a reset is noticed also where the end of the connection is the end of the body', async t => {
  for (const head of ['HTTP/1.0 200 OK\r\n\r\n', 'HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n']) {
    const server = await openRawServer(t, socket => {
      socket.write(`${head}half`);
      setTimeout(() => socket.resetAndDestroy(), 10);
    });
    const result = await openFetcher(t, [server.address]).fetch({ url: server.url });
    assert.equal(failureOf(result, 'reset').attempts, 3);
  }
});

test('bytes that are not HTTP are a failure, not a crash', async t => {
  for (const bytes of ['\x00\x01\x02garbage\r\n\r\n', 'hello\r\n\r\n', 'HTTP/9.9 abc\r\n\r\n']) {
    const server = await openRawServer(t, socket => socket.end(Buffer.from(bytes, 'latin1')));
    const result = failureOf(await openFetcher(t, [server.address]).fetch({ url: server.url }), 'other');
    assert.equal(result.error, `${server.address} sent something that is not HTTP`);
  }
});

test('headers that break the grammar are read all the same', async t => {
  const heads = ['X-Note: a\x01b', 'X-Note: a\r\n folded', ' X-Note: indented'];
  for (const head of heads) {
    const server = await openRawServer(t, socket =>
      socket.end(`HTTP/1.1 200 OK\r\n${head}\r\nETag: "v1"\r\nContent-Length: 2\r\n\r\nok`),
    );
    const fetcher = openFetcher(t, [server.address]);
    assert.equal(textOf(await fetcher.fetch({ url: server.url })), 'ok');
    assert.equal(textOf(await fetcher.fetch({ url: server.url })), 'ok');
    // The first time strictly and leniently, from then on leniently at once.
    assert.equal(server.connections(), 3);
  }
});

test('half a body is never a body in the lenient way either', async t => {
  const server = await openRawServer(t, socket =>
    socket.end('HTTP/1.1 200 OK\r\nX-Note: a\x01b\r\nContent-Length: 100\r\n\r\nhalf'),
  );
  const result = await openFetcher(t, [server.address]).fetch({ url: server.url });
  assert.equal(failureOf(result, 'reset').attempts, 3);
});

test('more headers than anyone needs are refused', async t => {
  const server = await openRawServer(t, socket =>
    socket.end(`HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(100_000)}\r\nContent-Length: 2\r\n\r\nok`),
  );
  failureOf(await openFetcher(t, [server.address]).fetch({ url: server.url }), 'too-large');
});

test('a server that never answers, one that stops and one that drips are cut at the deadline', async t => {
  const hang = await openRawServer(t, () => undefined);
  const stops = await openRawServer(t, socket => socket.write(HALF));
  const drips = await openRawServer(t, socket => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n');
    const timer = setInterval(() => socket.write('x'), 5);
    socket.on('close', () => clearInterval(timer));
  });
  const servers = [hang, stops, drips];
  const fetcher = openFetcher(
    t,
    servers.map(server => server.address),
    { timeoutMs: 60, retries: 2 },
  );
  for (const server of servers) {
    const result = failureOf(await fetcher.fetch({ url: server.url }), 'timeout');
    assert.equal(result.attempts, 2);
    assert.equal(result.error, `${server.address} did not finish its answer within 0.06 s`);
  }
});

test('waiting for the head of an answer has a limit of its own', async t => {
  const hang = await openRawServer(t, () => undefined);
  const fetcher = openFetcher(t, [hang.address], { headersTimeoutMs: 30, retries: 1 });
  const result = failureOf(await fetcher.fetch({ url: hang.url }), 'timeout');
  assert.equal(result.error, `${hang.address} did not answer in time`);
});

test('the deadline covers the redirects of a try together', async t => {
  const server = await openServer(t, {
    '/1': { status: 302, headers: { location: '/2' }, delayMs: 60 },
    '/2': { status: 302, headers: { location: '/3' }, delayMs: 60 },
    '/3': { body: 'late', delayMs: 60 },
  });
  const fetcher = openFetcher(t, [server.address], { timeoutMs: 100, retries: 1 });
  failureOf(await fetcher.fetch({ url: `${server.url}/1` }), 'timeout');
  assert.equal(server.seen('/3').length, 0);
});

test('a body over the limit is cut, announced or not', async t => {
  let written = 0;
  const chunk = Buffer.alloc(65_536, 'x');
  const server = await openServer(t, {
    '/announced': { body: Buffer.alloc(50 * 1_048_576, 'x') },
    '/streamed': (_request, response) => {
      const pour = (): void => {
        while (written < 50 * 1_048_576 && !response.destroyed) {
          written += chunk.length;
          if (!response.write(chunk)) {
            response.once('drain', pour);
            return;
          }
        }
        response.end();
      };
      pour();
      return undefined;
    },
    '/small': { body: 'x'.repeat(1001) },
    '/exact': { body: 'x'.repeat(1000) },
  });
  const fetcher = openFetcher(t, [server.address], { maxBytes: 1_048_576 });
  const announced = failureOf(await fetcher.fetch({ url: `${server.url}/announced` }), 'too-large');
  assert.equal(announced.error, `${server.address} sent more than 1 MiB`);
  assert.equal(announced.attempts, 1);
  failureOf(await fetcher.fetch({ url: `${server.url}/streamed` }), 'too-large');
  assert.ok(written < 20 * 1_048_576, `the server wrote ${written} bytes`);
  failureOf(await fetcher.fetch({ url: `${server.url}/small`, maxBytes: 1000 }), 'too-large');
  assert.equal(textOf(await fetcher.fetch({ url: `${server.url}/exact`, maxBytes: 1000 })).length, 1000);
});

test('a host without a name, a closed port and a server without TLS have their own faults', async t => {
  const plain = await openServer(t, {});
  const closed = await openRawServer(t, () => undefined);
  await closed.close();
  const fetcher = openFetcher(t, [closed.address, plain.address], { lookup: lookupOf({}) });
  const dns = failureOf(await fetcher.fetch({ url: 'https://nowhere.example.org/' }), 'dns');
  assert.equal(dns.error, 'nowhere.example.org could not be found (DNS)');
  assert.equal(dns.attempts, 1);
  const refused = failureOf(await fetcher.fetch({ url: closed.url }), 'connect');
  assert.equal(refused.attempts, 3);
  failureOf(await fetcher.fetch({ url: `https://${plain.address}/` }), 'tls');
});

test('a name server that never answers is cut at the deadline and does not hold up close()', async t => {
  const fetcher = openFetcher(t, [], { lookup: () => undefined, timeoutMs: 40, retries: 1 });
  failureOf(await fetcher.fetch({ url: 'https://slow-dns.example.org/' }), 'timeout');
  await fetcher.close();
});
