import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createCookieJar } from '../../src/fetch/cookies.ts';

const url = (text: string): URL => new URL(text);

test('a cookie goes back to its host, and to subdomains when it says so', () => {
  const jar = createCookieJar();
  jar.store(url('https://www.example.org/'), ['own=1', 'wide=2; Domain=.example.org', 'own=3; Path=/x']);
  assert.equal(jar.header(url('https://www.example.org/any')), 'own=3; wide=2');
  assert.equal(jar.header(url('https://news.example.org/')), 'wide=2');
  assert.equal(jar.header(url('https://notexample.org/')), null);
});

test('a cookie for somebody else, or in no proper form, is dropped', () => {
  const jar = createCookieJar();
  jar.store(url('https://www.example.org/'), [
    'a=1; Domain=other.org',
    'b=1; Domain=org',
    '=1',
    'novalue',
    'c d=1',
    'e=1\u0001',
    'f=a;b',
  ]);
  assert.equal(jar.header(url('https://www.example.org/')), 'f=a');
  assert.equal(jar.header(url('https://other.org/')), null);
  jar.store(url('http://127.0.0.1/'), ['ip=1; Domain=0.0.1']);
  assert.equal(jar.header(url('http://127.0.0.1/')), null);
});

test('Secure and Max-Age=0 are honoured', () => {
  const jar = createCookieJar();
  jar.store(url('https://example.org/'), ['s=1; Secure', 'p=2']);
  assert.equal(jar.header(url('http://example.org/')), 'p=2');
  jar.store(url('https://example.org/'), ['p=; Max-Age=0']);
  assert.equal(jar.header(url('http://example.org/')), null);
});

test('nothing that a server sends makes a header that cannot be sent', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 80 }), lines => {
      const jar = createCookieJar();
      jar.store(url('https://example.org/'), lines);
      const header = jar.header(url('https://example.org/')) ?? '';
      assert.match(header, /^[\x20-\x7e]*$/);
      assert.ok(header.split('; ').length <= 50);
    }),
  );
});
