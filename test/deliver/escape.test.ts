import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { escapeText, escapeWithin, linkText, plainText, safeUrl } from '../../src/deliver/discord/escape.ts';
import { splitText } from '../../src/deliver/discord/split-text.ts';
import { hostileText } from '../helpers/arbitrary-message.ts';
import { inertProblems } from '../helpers/inert-text.ts';

const Z = '\u200b';

test('shows every kind of syntax as plain words', () => {
  for (const [raw, escaped] of [
    ['**SEC** _v._ ~~X~~ ||s|| `c`', '\\*\\*SEC\\*\\* \\_v.\\_ \\~\\~X\\~\\~ \\|\\|s\\|\\| \\`c\\`'],
    ['# Heading', '\\# Heading'],
    ['-# small', '\\-# small'],
    ['> quote', '\\> quote'],
    ['- item', '\\- item'],
    ['12. item', '12\\. item'],
    ['2026 rules', '2026 rules'],
    ['[x](https://a.b/)', '\\[x\\](https\\://a.b/)'],
    ['@everyone @here', `@${Z}everyone @${Z}here`],
    ['<@1> <#2> <t:3:R> </ban:4>', `\\<${Z}@${Z}1\\> \\<${Z}#2\\> \\<${Z}t:3:R\\> \\<${Z}/ban:4\\>`],
    ['a < b', 'a \\< b'],
    ['one\n# two\r\n> three', 'one # two \\> three'],
    ['\u202eabc\u0007\u001b[31m', 'abc\\[31m'],
    ['證監會「新規」', '證監會「新規」'],
  ] as const)
    assert.equal(escapeText(raw), escaped);
});

test('escaped text fits its limit, is inert, and never ends inside an escape', () => {
  fc.assert(
    fc.property(hostileText(), fc.integer({ min: 1, max: 300 }), (text, max) => {
      const escaped = escapeWithin(text, max);
      assert.ok(escaped.length <= max);
      assert.deepEqual(inertProblems(escaped), []);
      assert.equal(/(?:^|[^\\])(?:\\\\)*\\$/.test(escaped), false);
      assert.ok(plainText(text, max).length <= max);
      assert.ok(escaped.isWellFormed());
    }),
  );
});

test('link text holds nothing that ends the link or that Discord would not show', () => {
  assert.equal(
    linkText('See [this](https://a.b/) *now* @everyone', 99),
    `See (this)( a.b/) now @${Z}everyone`,
  );
  fc.assert(
    fc.property(hostileText(), fc.integer({ min: 1, max: 300 }), (text, max) => {
      const shown = linkText(text, max);
      assert.ok(shown.length <= max);
      assert.doesNotMatch(shown, /[[\]\\*_~`|<>\n]|:\/\/|@[^\u200b\s…]/);
    }),
  );
});

test('links only to http(s), encoded, without credentials', () => {
  assert.equal(
    safeUrl('https://example.org/a (b)?q=[x]#@everyone', 512),
    'https://example.org/a%20%28b%29?q=%5Bx%5D#%40everyone',
  );
  for (const url of [
    null,
    'javascript:alert(1)',
    'data:text/html,x',
    'https://user@example.org/',
    'https://discord.com:x@evil.example/',
    'http://[::1]/',
    '/relative',
    `https://example.org/${'x'.repeat(600)}`,
  ])
    assert.equal(safeUrl(url, 512), null, String(url));
  fc.assert(
    fc.property(hostileText(4), text => {
      const url = safeUrl(`https://example.org/${text}`, 512);
      if (url === null) return;
      assert.match(url, /^https:\/\/example\.org\/[^\s()<>[\]@*|`\\]*$/);
      assert.ok(URL.canParse(url));
    }),
  );
});

test('splits long text at sentence ends, in every script, and leaves nothing out', () => {
  const english = Array.from({ length: 50 }, (_, index) => `This is sentence number ${index} of it.`).join(
    ' ',
  );
  for (const piece of splitText(english, 200)) assert.match(piece, /^This .* of it\.$/s);
  const chinese = '證監會今日發布新規定。'.repeat(60);
  for (const piece of splitText(chinese, 100)) assert.match(piece, /。$/);
  fc.assert(
    fc.property(hostileText(), fc.integer({ min: 80, max: 400 }), (text, max) => {
      const pieces = splitText(text, max);
      for (const piece of pieces) assert.ok(piece !== '' && piece.length <= max);
      const letters = (words: string) => words.replace(/[^\p{L}\p{N}]/gu, '');
      assert.equal(letters(pieces.join(' ')), letters(escapeText(text)));
    }),
  );
});
