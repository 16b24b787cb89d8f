import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { htmlToText, inlineText } from '../../src/core/html.ts';

const TEXTS: readonly (readonly [what: string, html: string, text: string])[] = [
  ['plain text', 'Nothing to do', 'Nothing to do'],
  ['paragraphs', '<p>One.</p><p>Two.</p>\n<p>Three.</p>', 'One.\n\nTwo.\n\nThree.'],
  ['line break', 'One<br>two<br/>three', 'One\ntwo\nthree'],
  ['two line breaks make a paragraph', 'One<br><br>two', 'One\n\ntwo'],
  [
    'list items',
    '<p>Firms must:</p><ul><li>apply</li><li> report </li></ul>After',
    'Firms must:\n\napply\nreport\n\nAfter',
  ],
  ['entities', 'AT&amp;T &eacute;t&eacute; &#8211; &lt;b&gt; &#x4e2d;', 'AT&T été – <b> 中'],
  ['entity at the border of words', 'R&amp;D <b>units</b>', 'R&D units'],
  ['script and style', 'a<script>alert("x < y")</script><style>p{}</style>b', 'ab'],
  ['unclosed svg hides nothing', '<svg><path>shown', 'shown'],
  ['closed svg is dropped', 'x<svg><title>icon</title></svg>y', 'xy'],
  [
    'table',
    '<table><tr><th>Firm</th><td>Alpha</td></tr><tr><th>Date</th><td>May</td></tr></table>',
    'Firm Alpha\nDate May',
  ],
  ['pre keeps lines', '<pre>a\n  b\n\nc</pre>', 'a\n  b\n\nc'],
  ['inline tags leave no space', 'stable<b>coin</b>s', 'stablecoins'],
  ['no-break space', 'HK$&nbsp;500', 'HK$ 500'],
  ['cut inside a tag', 'Read <a href="https://exa', 'Read'],
  ['cut after a sign', 'yield <3 per cent', 'yield <3 per cent'],
  ['comment', 'a<!-- hidden -->b', 'ab'],
];

for (const [what, html, text] of TEXTS) {
  test(`htmlToText: ${what}`, () => assert.equal(htmlToText(html), text));
}

const TITLES: readonly (readonly [what: string, html: string, text: string])[] = [
  ['plain', '  SFC   consults \n on staking ', 'SFC consults on staking'],
  ['tags and entities', '<b>SEC</b> v. A&amp;B &#8216;final&#8217;', 'SEC v. A&B ‘final’'],
  ['generic type stays', 'Vec<String> in consensus code', 'Vec<String> in consensus code'],
  ['less-than stays', 'Fees < 1 % & falling', 'Fees < 1 % & falling'],
  ['less-than without space at the end', 'Why a<b then c', 'Why a<b then c'],
  ['break becomes a space', 'Line one<br>line two', 'Line one line two'],
  ['script dropped', 'Hi<script>evil()</script> there', 'Hi there'],
];

for (const [what, html, text] of TITLES) {
  test(`inlineText: ${what}`, () => assert.equal(inlineText(html), text));
}

test('text of any markup never throws, and tags of known elements never survive', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '<p>',
      '</p>',
      '<script>',
      '</script>',
      '<br',
      '<',
      '&amp;',
      '&',
      '<pre>',
      '</svg>',
      '<svg>',
      '<![CDATA[',
      '-->',
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
      const html = pieces.join('');
      assert.equal(typeof htmlToText(html), 'string');
      assert.doesNotMatch(inlineText(html), /\n/);
    }),
  );
});

test('a megabyte of unclosed tags is read in one pass', () => {
  const html = `${'<div><svg>'.repeat(100_000)}end${'</b>'.repeat(100_000)}`;
  assert.equal(htmlToText(html), 'end');
});
