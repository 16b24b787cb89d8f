import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import tls from 'node:tls';
import { AppError } from '../../src/core/errors.ts';
import { createFetcher } from '../../src/fetch/fetcher.ts';
import { bypassesProxy, parseProxy } from '../../src/fetch/proxy.ts';
import { listen } from '../helpers/http-server.ts';
import { startProxy } from '../helpers/proxy-server.ts';
import { failureOf, lookupOf, openFetcher, openRawServer, openServer, textOf, USER_AGENT } from './setup.ts';

test('http targets go through the proxy in absolute form, names unresolved', async t => {
  const server = await openServer(t, { '/feed': { body: 'feed', etag: '"1"' } });
  const proxy = await startProxy({ hosts: { 'feeds.example.org:80': server.port } });
  t.after(() => proxy.close());
  const fetcher = openFetcher(t, [], {
    proxy: { http: proxy.url.replace('http://', 'http://user:pass@'), https: null, noProxy: '' },
    lookup: lookupOf({}),
  });
  const url = 'http://feeds.example.org/feed';
  assert.equal(textOf(await fetcher.fetch({ url })), 'feed');
  const again = await fetcher.fetch({ url, validators: { etag: '"1"', lastModified: null } });
  assert.equal(again.outcome, 'not-modified');
  assert.deepEqual(proxy.asked, [`GET ${url}`, `GET ${url}`]);
  assert.equal(proxy.credentials[0], `Basic ${Buffer.from('user:pass').toString('base64')}`);
  assert.equal(server.requests[0]?.headers.host, 'feeds.example.org');
  assert.equal(server.requests[0]?.headers['proxy-authorization'], undefined);
});

test('the guard judges the target, not the proxy', async t => {
  const proxy = await startProxy({ hosts: {} });
  t.after(() => proxy.close());
  const fetcher = openFetcher(t, [], { proxy: { http: proxy.url, https: proxy.url, noProxy: '' } });
  for (const url of [
    'http://127.0.0.1/',
    'https://localhost/',
    'http://10.0.0.1/',
    'http://nas.local/',
    'https://[::1]/',
  ]) {
    failureOf(await fetcher.fetch({ url }), 'blocked-address');
  }
  assert.deepEqual(proxy.asked, []);
});

test('hosts in NO_PROXY are asked directly, and guarded', async t => {
  const server = await openServer(t, { '/': { body: 'direct' } });
  const proxy = await startProxy({ hosts: {} });
  t.after(() => proxy.close());
  const settings = { http: proxy.url, https: proxy.url, noProxy: 'localhost,127.0.0.1,.example.org' };
  const fetcher = openFetcher(t, [server.address], {
    proxy: settings,
    lookup: lookupOf({ 'in.example.org': ['10.0.0.1'] }),
  });
  assert.equal(textOf(await fetcher.fetch({ url: server.url })), 'direct');
  failureOf(await fetcher.fetch({ url: 'http://in.example.org/' }), 'blocked-address');
  assert.deepEqual(proxy.asked, []);
});

test('https targets are tunnelled, and the tunnel is as secure as a direct connection', async t => {
  const folder = mkdtempSync(path.join(tmpdir(), 'regbeat-proxy-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const key = path.join(folder, 'key.pem');
  const cert = path.join(folder, 'cert.pem');
  const subject = ['-subj', '/CN=feeds.example.org', '-addext', 'subjectAltName=DNS:feeds.example.org'];
  const make = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '2',
  ];
  try {
    execFileSync('openssl', [...make, ...subject, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  } catch {
    t.skip('openssl is needed to make a certificate');
    return;
  }
  const secure = https.createServer(
    { key: readFileSync(key), cert: readFileSync(cert) },
    (request, response) => {
      response.end(`secure ${request.headers.host}${request.url}`);
    },
  );
  const port = await listen(secure);
  t.after(() => {
    secure.closeAllConnections();
    secure.close();
  });
  const proxy = await startProxy({ hosts: { 'feeds.example.org:443': port, 'other.example.org:443': port } });
  t.after(() => proxy.close());
  const settings = { http: null, https: proxy.url, noProxy: '' };

  const wary = openFetcher(t, [], { proxy: settings });
  failureOf(await wary.fetch({ url: 'https://feeds.example.org/a' }), 'tls');

  const trusted = tls.getCACertificates('default');
  tls.setDefaultCACertificates([...trusted, readFileSync(cert, 'utf8')]);
  t.after(() => tls.setDefaultCACertificates(trusted));
  const fetcher = openFetcher(t, [], { proxy: settings });
  const result = await fetcher.fetch({ url: 'https://feeds.example.org/a?b=1' });
  assert.equal(textOf(result), 'secure feeds.example.org/a?b=1');
  failureOf(await fetcher.fetch({ url: 'https://other.example.org/' }), 'tls');
  assert.ok(proxy.asked.includes('CONNECT feeds.example.org:443'));
});

test('a proxy that refuses, answers wrongly or is not there fails the request, not the process', async t => {
  const refusing = await startProxy({ hosts: {}, refuse: 403 });
  t.after(() => refusing.close());
  const forbidden = openFetcher(t, [], { proxy: { http: null, https: refusing.url, noProxy: '' } });
  const result = failureOf(await forbidden.fetch({ url: 'https://www.example.org/' }), 'connect');
  assert.equal(result.error, 'The proxy refused the connection to www.example.org (403)');

  const silent = await openRawServer(t, socket => socket.destroy());
  const cut = openFetcher(t, [], { proxy: { http: null, https: silent.url, noProxy: '' } });
  failureOf(await cut.fetch({ url: 'https://www.example.org/' }), 'connect');

  const gone = await openRawServer(t, () => undefined);
  await gone.close();
  const missing = openFetcher(t, [], { proxy: { http: gone.url, https: gone.url, noProxy: '' } });
  failureOf(await missing.fetch({ url: 'https://www.example.org/' }), 'connect');
  failureOf(await missing.fetch({ url: 'http://www.example.org/' }), 'connect');
});

test('a server with malformed headers is read through the proxy too', async t => {
  const tunnel = await openRawServer(t, (socket, head) => {
    assert.match(head, /^GET http:\/\/www\.example\.org\/ HTTP/);
    socket.end('HTTP/1.1 200 OK\r\nX-Note: a\x01b\r\nContent-Length: 2\r\n\r\nok');
  });
  const fetcher = openFetcher(t, [], {
    proxy: { http: tunnel.url, https: null, noProxy: '' },
    lookup: lookupOf({}),
  });
  assert.equal(textOf(await fetcher.fetch({ url: 'http://www.example.org/' })), 'ok');
  assert.equal(tunnel.connections(), 2);
});

test('a proxy address that is not usable is refused at once, without its password', () => {
  for (const text of ['http://', 'socks5://user:secret@host:1', 'http://user:secret@:99999']) {
    assert.throws(
      () => createFetcher({ userAgent: USER_AGENT, proxy: { http: text, https: null, noProxy: '' } }),
      (error: unknown) =>
        error instanceof AppError && error.code === 'bad-proxy' && !error.message.includes('secret'),
    );
  }
  assert.equal(parseProxy('proxy.example.org:3128')?.href, 'http://proxy.example.org:3128/');
  assert.equal(parseProxy('  '), null);
  assert.equal(parseProxy(null), null);
});

test('NO_PROXY is read as curl and Go read it', () => {
  const bypasses = (url: string, noProxy: string): boolean => bypassesProxy(new URL(url), noProxy);
  assert.ok(bypasses('https://www.example.org/', 'example.org'));
  assert.ok(bypasses('https://example.org/', ' .example.org , other'));
  assert.ok(bypasses('https://a.example.org./', '*.EXAMPLE.org'));
  assert.ok(bypasses('https://example.org/', '*'));
  assert.ok(bypasses('https://example.org/', 'example.org:443'));
  assert.ok(bypasses('http://10.1.2.3/', '10.0.0.0/8'));
  assert.ok(bypasses('http://[::1]:8080/', '::1'));
  assert.ok(bypasses('http://[::1]:8080/', '[::1]:8080'));
  assert.ok(!bypasses('https://notexample.org/', 'example.org'));
  assert.ok(!bypasses('https://example.org/', 'example.org:80'));
  assert.ok(!bypasses('http://11.1.2.3/', '10.0.0.0/8,1.2.3'));
  assert.ok(!bypasses('http://[::2]/', '::1, fd00::/8'));
  assert.ok(!bypasses('https://example.org/', ''));
  assert.ok(!bypasses('https://example.org/', ', ,.,*.'));
});
