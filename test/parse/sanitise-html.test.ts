import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { looksLikeHtml, sanitiseHtml } from '../../src/parse/sanitise-html.ts';

const BASE = 'https://a.example/b/c.html';

const CASES: readonly (readonly [html: string, clean: string])[] = [
  ['plain &amp; simple', 'plain &amp; simple'],
  ['<p onclick="x()" style="color:red" class="k">a</p>', '<p class="k">a</p>'],
  ['a<iframe src="x"> <b onclick="y">kept</b></iframe>', 'a <b>kept</b>'],
  ['<title>a <i>b</i></title><plaintext>c', 'a <i>b</i>c'],
  ['<![CDATA[wrapped <b>twice</b>]]>', 'wrapped <b>twice</b>'],
  [
    '<img srcset="/s.png, m.png 2x">',
    '<img srcset="https://a.example/s.png, https://a.example/b/m.png 2x" />',
  ],
  ['a<script>alert("<b>")</script>b', 'ab'],
  ['a<style>p{}</style><iframe src="x">fallback</iframe>', 'afallback'],
  ['<a href="d.html" title="t">x</a>', '<a href="https://a.example/b/d.html" title="t">x</a>'],
  ['<img src=/p.png alt=p>', '<img alt="p" src="https://a.example/p.png" />'],
  ['<a href="javascript:alert(1)">x</a>', '<a>x</a>'],
  ['<a href=" jav&#x09;ascript:alert(1)">x</a>', '<a>x</a>'],
  ['<a href="&#106avascript:alert(1)">x</a>', '<a>x</a>'],
  ['<a href="?a=1&b=2">x</a>', '<a href="https://a.example/b/c.html?a=1&amp;b=2">x</a>'],
  ['<blink>old <b>news</b></blink>', 'old <b>news</b>'],
  ['less < more', 'less &lt; more'],
  ['<!-- note -->a<br>b', 'a<br />b'],
  ['cut <a href="htt', 'cut'],
  ['a<!-- b -->c<!-- never closed > d <!-- nor this > <b onclick="x">e</b>', 'ac d  <b>e</b>'],
  ['a<!-- cut', 'a'],
  ['a<!-->b', 'ab'],
  ['beware of <!IMPORTANT', 'beware of &lt;!IMPORTANT'],
  ['<a title="&quot;><script>x</script>">y</a>', '<a title="&quot;&gt;&lt;script&gt;x&lt;/script&gt;">y</a>'],
];
for (const [html, clean] of CASES)
  test(`sanitised: ${html}`, () => assert.equal(sanitiseHtml(html, BASE), clean));

test('nothing that runs gets through, and cleaning twice changes nothing', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '<script>',
      '</script>',
      '<script/',
      '<',
      '>',
      '"',
      "'",
      '<img src=x onerror=alert(1)>',
      '<a href=javascript:x>',
      '<svg/onload=x>',
      '&lt;script&gt;',
      '<!--',
      '-->',
      '<style>',
      '<<script>script>',
      '<p ',
      ' onclick="',
      '\u0000',
      '<![CDATA[',
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
      const clean = sanitiseHtml(pieces.join(''), BASE);
      assert.doesNotMatch(clean, /<(?:script|style|iframe|object|svg|embed)\b/i);
      for (const [tag] of clean.matchAll(/<[a-z][^>]*>/gi))
        assert.doesNotMatch(tag, /\son\w+=|href="\s*javascript:/i);
      if (clean.includes('<')) assert.equal(sanitiseHtml(clean, BASE), clean);
    }),
    { numRuns: 500 },
  );
});

test('what looks like HTML', () => {
  for (const text of ['a <b>c</b>', 'R&amp;D', 'caf&eacute;', 'a<br/>b'])
    assert.equal(looksLikeHtml(text), true, text);
  for (const text of ['plain', 'a < b', 'Vec<String></String>', 'x &unknown; y', 'AT&T'])
    assert.equal(looksLikeHtml(text), false, text);
});
