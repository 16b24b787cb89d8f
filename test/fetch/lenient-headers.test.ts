import assert from 'node:assert/strict';
import { it } from 'node:test';
import { failureOf, openFetcher, openRawServer, textOf } from './setup.ts';

it('reads forbidden headers of a server that is known for them, also in answer to a POST', async t => {
  const bodies: string[] = [];
  const server = await openRawServer(t, (socket, head) => {
    bodies.push(head.split(' ', 1)[0] ?? '');
    socket.end('HTTP/1.1 200 OK\r\nX-Powered-By: \x01\r\nContent-Length: 4\r\nConnection: close\r\n\r\nlist');
  });
  const fetcher = openFetcher(t, [server.address]);
  const request = { url: `${server.url}/api`, method: 'POST', body: '{"page":0}' } as const;
  failureOf(await fetcher.fetch(request), 'other');
  assert.equal(textOf(await fetcher.fetch({ ...request, lenientHeaders: true })), 'list');
  // A POST is not repeated by itself: it may do something.
  assert.deepEqual(bodies, ['POST', 'POST']);
});
