import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { absoluteUrl, canonicalUrl, isHttpUrl } from '../../src/core/url.ts';

const SAME: readonly (readonly [string, string])[] = [
  ['http://www.Example.COM:80/News/', 'https://example.com/News'],
  ['https://example.com/a/index.html', 'https://example.com/a'],
  ['https://example.com/index.php', 'https://example.com'],
  ['https://home.treasury.gov/index.php/news/sb0123/', 'https://home.treasury.gov/news/sb0123'],
  ['https://www.occ.gov/x?utm_source=rss&utm_medium=feed', 'https://occ.gov/x'],
  ['https://theblock.co/post/1/x?utm_source=rss&b=2&a=1#top', 'https://theblock.co/post/1/x?a=1&b=2'],
  [
    'https://example.com/x?fbclid=1&gclid=2&mc_cid=3&ref=rss&ref_src=5&cmpid=6&_hsenc=7&at_medium=8',
    'https://example.com/x',
  ],
  ['https://example.com/x?a=1&amp;utm_campaign=z', 'https://example.com/x?a=1'],
  ['https://example.com/%7euser/a%2fb', 'https://example.com/~user/a%2Fb'],
  ['https://example.com/search?q=a+b', 'https://example.com/search?q=a%20b'],
  ['https://user:secret@example.com./x#:~:text=hello', 'https://example.com/x'],
  ['https://example.com/app#!/item/4', 'https://example.com/app#!/item/4'],
  ['https://example.com/app#/item/4', 'https://example.com/app#/item/4'],
  ['https://example.com:8443/x', 'https://example.com:8443/x'],
];

test('canonicalUrl folds what only looks different', () => {
  for (const [given, expected] of SAME) assert.equal(canonicalUrl(given), expected, given);
});

test('canonicalUrl keeps apart what selects another document', () => {
  for (const [one, other] of [
    ['https://apps.sfc.hk/x?refNo=26PR1', 'https://apps.sfc.hk/x?refNo=26PR2'],
    ['https://example.com/x?ref=F2026L1', 'https://example.com/x?ref=F2026L2'],
    ['https://example.com/?id=1', 'https://example.com/?id=2'],
    ['https://example.com/x?page=1', 'https://example.com/x?page=2'],
    ['https://example.com/x?source=a', 'https://example.com/x?source=b'],
    ['https://example.com/A', 'https://example.com/a'],
    ['https://example.com/a?x=1&x=2', 'https://example.com/a?x=2&x=1'],
    ['https://example.com/#!/a', 'https://example.com/#!/b'],
  ] as const) {
    assert.notEqual(canonicalUrl(one), canonicalUrl(other));
  }
});

test('canonicalUrl and isHttpUrl refuse everything that is not a web address', () => {
  for (const text of [
    '',
    'x',
    '/a',
    'ftp://a.example/x',
    'javascript:alert(1)',
    'mailto:a@b.example',
    'http://',
    'https:///',
    'data:text/html,x',
    'http://[::1',
  ]) {
    assert.equal(canonicalUrl(text), null, text);
    assert.equal(isHttpUrl(text), false, text);
  }
  assert.equal(isHttpUrl('https://example.com'), true);
  assert.equal(canonicalUrl(`https://example.com/${'a'.repeat(10_000)}`), null);
});

test('absoluteUrl resolves and repairs links', () => {
  const base = 'https://example.com/news/list?x=1';
  const table: readonly (readonly [string, string | null, string | null])[] = [
    ['item/1', base, 'https://example.com/news/item/1'],
    ['/item 1', base, 'https://example.com/item%201'],
    ['//cdn.example.org/x', base, 'https://cdn.example.org/x'],
    ['//cdn.example.org/x', null, 'https://cdn.example.org/x'],
    ['?page=2', base, 'https://example.com/news/list?page=2'],
    ['\n  https://example.org/a\n  ', null, 'https://example.org/a'],
    ['https://example.org/long\n   /path', null, 'https://example.org/long/path'],
    ['www.example.org/a', base, 'https://www.example.org/a'],
    ['https://sec.gov@evil.example/x', null, 'https://evil.example/x'],
    ['', base, null],
    ['   ', base, null],
    ['item/1', null, null],
    ['mailto:a@b.example', base, null],
    ['JavaScript:alert(1)', base, null],
    ['java\nscript:alert(1)', base, null],
    ['item', 'not a base', null],
    [`/${'x'.repeat(9000)}`, base, null],
  ];
  for (const [href, from, expected] of table) assert.equal(absoluteUrl(href, from), expected, href);
});

const part = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '%',
    '%2',
    '%2e',
    '%2E%2e',
    '//',
    '/index.html',
    '/index.php/',
    '&amp;',
    '?',
    '#!',
    '#/',
    'utm_a=1',
    '%41',
    '%%34%31',
    '+',
    ';',
    '=',
  ),
);
const webAddress = fc
  .tuple(
    fc.constantFrom('http://', 'https://', 'HTTP://user@', 'https://www.', 'https://www.www.'),
    fc.domain(),
    fc.constantFrom('', ':80', ':443', ':8080', '.'),
    fc.array(part, { maxLength: 8 }),
  )
  .map(([scheme, host, port, rest]) => `${scheme}${host}${port}/${rest.join('')}`);

test('canonicalUrl: folding twice is folding once, and the result is a web address', () => {
  fc.assert(
    fc.property(webAddress, url => {
      const once = canonicalUrl(url);
      if (once === null) return;
      assert.equal(canonicalUrl(once), once);
      assert.equal(isHttpUrl(once), true);
    }),
    { numRuns: 500 },
  );
});

test('no text makes the URL functions throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.option(fc.string()), (href, base) => {
      canonicalUrl(href);
      const url = absoluteUrl(href, base);
      if (url !== null) assert.match(url, /^https?:\/\//);
    }),
  );
});
