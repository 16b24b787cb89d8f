import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { extractArticle } from '../../src/extract/extract-article.ts';

const SENTENCE = 'Licensed platforms may offer staking to their clients when they keep control of all keys. ';
const BODY = Array.from({ length: 5 }, (_, n) => `<p>${n + 1}. ${SENTENCE.repeat(2)}</p>`).join('');
const PAGE = `<!doctype html><html><head><title>T</title><script>track()</script></head><body><nav><a href="/">Home</a> <a href="/a">About us</a></nav><main><article><h1>Staking</h1>${BODY}</article></main><aside>Subscribe now</aside><footer>All rights reserved</footer></body></html>`;

describe('the text of a page', () => {
  it('is its article, as paragraphs, without what stands around it', () => {
    const { value, notes } = extractArticle(PAGE);
    assert.deepEqual(notes, []);
    assert.equal(value?.split('\n\n').filter(part => part.includes('Licensed platforms')).length, 5);
    assert.doesNotMatch(value ?? '', /Home|Subscribe|All rights|track\(\)|</);
  });

  it('is what a selector names, and nothing when it names nothing', () => {
    const { value } = extractArticle(PAGE, 'main p:nth-of-type(2)');
    assert.equal(value, `2. ${SENTENCE.repeat(2).trim()}`);
    assert.deepEqual(
      extractArticle(PAGE, '#gone').notes.map(note => note.code),
      ['selector-matched-nothing'],
    );
  });

  it('is null, with a note, for pages that hold none', () => {
    for (const [html, code] of [
      ['', /page-(without-text|unreadable)/],
      ['<html><body>Checking your browser</body></html>', /page-(without-text|unreadable)/],
      ['<p>', /page-(without-text|unreadable)/],
      ['x'.repeat(4_000_001), /page-too-large/],
    ] as const) {
      const { value, notes } = extractArticle(html);
      assert.equal(value, null);
      assert.match(notes[0]?.code ?? '', code);
    }
  });

  it('is all text of its main part on pages that would take for ever', () => {
    const deep = `<body><nav>Menu</nav><main>${'<div>'.repeat(20_000)}${SENTENCE.repeat(3)}</main>`;
    const open = `<body>${'<a href=x>'.repeat(20_000)}${SENTENCE.repeat(3)}`;
    const many = `<body><main>${`<p>${SENTENCE}</p>`.repeat(25_000)}</main><footer>About us</footer>`;
    for (const page of [deep, open, many]) {
      const { value, notes } = extractArticle(page);
      assert.deepEqual(
        notes.map(note => note.code),
        ['page-read-plainly'],
      );
      assert.match(value ?? '', new RegExp(SENTENCE.trim().slice(0, 30)));
      assert.doesNotMatch(value ?? '', /Menu|About us/);
    }
  });

  it('is found or not found in whatever is given, never thrown at', () => {
    const piece = fc.constantFrom(
      '<p>',
      '</div>',
      '<table><tr>',
      '<!--',
      ']]>',
      '<svg>',
      '&#x0;',
      '\u0000',
      SENTENCE,
      '<a href="javascript:x">',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.option(fc.string(), { nil: undefined }),
        (parts, select) => {
          const { value, notes } = extractArticle(parts.join(''), select);
          assert.equal(value === null, notes.length > 0);
        },
      ),
    );
  });
});
