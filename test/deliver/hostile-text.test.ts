import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cleanLine } from '../../src/core/text.ts';
import { escapeText, escapeWithin, linkText, plainText, safeUrl } from '../../src/deliver/discord/escape.ts';
import { renderDiscord } from '../../src/deliver/discord/render.ts';
import { splitText } from '../../src/deliver/discord/split-text.ts';
import { hostileMessage, hostileText } from '../helpers/arbitrary-message.ts';
import { readMarkup } from '../helpers/discord-markup.ts';

const NUM_RUNS = 600;
/** Signs that mean something to Discord, letters, and what turns, hides or breaks text. */
const SIGNS = [
  ...'\\*_~|`[]()<>@#&!:;/-+=.,"\' \n\r\t0123456789aehirtvyn',
  '\u200b',
  '\u202e',
  '\u2067',
  '\u0000',
  '\ufeff',
];
const syntax = () => fc.array(fc.constantFrom(...SIGNS), { maxLength: 60 }).map(signs => signs.join(''));
const anyText = () =>
  fc.oneof(
    syntax(),
    hostileText(),
    fc.tuple(hostileText(2), syntax(), hostileText(2)).map(parts => parts.join('')),
  );
const visible = (text: string) => text.replaceAll('\u200b', '');
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const endsOf = (text: string) =>
  new Set(Array.from(graphemes.segment(text), ({ index, segment }) => index + segment.length));

test('the reader of markup sees each kind of it', () => {
  for (const [text, ...types] of [
    ['plain words (2026), a < b', 'text'],
    ['# h', 'heading', 'text'],
    ['-# small', 'subtext', 'text'],
    ['> q', 'quote', 'text'],
    ['>>> q\nq', 'quote', 'text'],
    ['- a', 'list', 'text'],
    ['12) a', 'list', 'text'],
    ['one\n## h', 'text', 'heading', 'text'],
    ['```\nx\n```', 'code-block'],
    ['`c`', 'code'],
    ['**b**', 'bold', 'text'],
    ['*i*', 'italic', 'text'],
    ['_j_', 'italic', 'text'],
    ['__u__', 'underline', 'text'],
    ['~~s~~||h||', 'strike', 'text', 'spoiler', 'text'],
    ['[a](https://b.c)', 'link', 'text'],
    ['[a](<https://b.c> "t")', 'link', 'text'],
    ['see https://b.c now', 'text', 'autolink', 'text'],
    ['<https://b.c>', 'autolink'],
    ['@everyone', 'mention'],
    ['<@!1><@&2><#3>', 'mention', 'mention', 'mention'],
    ['<t:1:R>', 'timestamp'],
    ['</ban:1>', 'command'],
    ['<:a:1><a:b:2>', 'emoji', 'emoji'],
    ['<id:customize>', 'navigation'],
    ['\\*a\\*', 'text'],
  ] as const)
    assert.deepEqual(
      readMarkup(text).map(({ type }) => type),
      types,
      text,
    );
});

test('escaped text is text alone, and reads as what was written', () => {
  fc.assert(
    fc.property(anyText(), raw => {
      const shown = readMarkup(escapeText(raw));
      assert.deepEqual(
        shown.filter(({ type }) => type !== 'text'),
        [],
      );
      assert.equal(visible(shown.map(({ text }) => text).join('')), visible(cleanLine(raw)));
    }),
    { numRuns: NUM_RUNS },
  );
});

test('it stays text behind what regbeat writes before it, and in every cut', () => {
  fc.assert(
    fc.property(anyText(), fc.integer({ min: 1, max: 120 }), (raw, max) => {
      for (const piece of [escapeWithin(raw, max), ...splitText(raw, 30 + max)]) {
        assert.ok(piece.isWellFormed());
        for (const line of [piece, `• ${piece}`, `${piece} · ${piece}`])
          assert.deepEqual(
            readMarkup(line).filter(({ type }) => type !== 'text'),
            [],
          );
        // In bold, as labels are, and quoted, as quotes are.
        if (piece.trim() !== '' && !/[\n]/.test(piece)) {
          assert.deepEqual([...new Set(readMarkup(`> ${piece}`).map(({ type }) => type))].toSorted(), [
            'quote',
            'text',
          ]);
        }
      }
    }),
    { numRuns: NUM_RUNS },
  );
});

test('a cut falls between graphemes', () => {
  const parts = [
    '👨‍👩‍👧‍👦',
    '🇭🇰',
    'é',
    'e\u0301',
    '한',
    '각',
    'क्षि',
    '👍🏽',
    'a',
    ' ',
    '證',
    '監',
    '會',
    '1️⃣',
  ];
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 12, max: 60 }),
      (words, max) => {
        const text = cleanLine(words.join(''));
        const cut = visible(escapeWithin(text, max)).replaceAll('\\', '');
        const kept = cut.replace(/\s*…$/, '');
        assert.ok(text.startsWith(kept));
        assert.ok(kept === '' || endsOf(text).has(kept.length), JSON.stringify([text, kept]));
      },
    ),
    { numRuns: NUM_RUNS },
  );
});

test('a masked link shows its own text and leads to its own address, whatever both hold', () => {
  fc.assert(
    fc.property(anyText(), anyText(), (raw, tail) => {
      const text = linkText(raw, 80);
      const url = safeUrl(`https://example.org/${tail}`, 512);
      if (text === '' || url === null) return;
      const [link, ...rest] = readMarkup(`[${text}](${url})`);
      assert.deepEqual([link?.type, link?.text, link?.url], ['link', text, url]);
      assert.deepEqual(
        rest.filter(({ type }) => type !== 'text'),
        [],
      );
      assert.equal(new URL(url).host, 'example.org');
    }),
    { numRuns: NUM_RUNS },
  );
});

test('names that are shown without markup ping nobody', () => {
  fc.assert(
    fc.property(anyText(), raw => {
      const pings = readMarkup(plainText(raw, 200)).filter(({ type }) => type === 'mention');
      assert.deepEqual(pings, []);
    }),
    { numRuns: NUM_RUNS },
  );
});

test('a whole message holds only the markup that regbeat writes, and links only to http(s)', () => {
  const own = new Set(['text', 'bold', 'quote', 'link', 'timestamp', 'code']);
  fc.assert(
    fc.property(hostileMessage(4), ({ message }) => {
      for (const { embeds, content, allowed_mentions } of renderDiscord(message)) {
        assert.equal(content, undefined);
        assert.deepEqual(allowed_mentions, { parse: [] });
        for (const { title = '', description = '', url = 'https://none.example' } of embeds) {
          assert.match(url, /^https?:\/\//);
          assert.deepEqual(
            readMarkup(title).filter(({ type }) => type !== 'text'),
            [],
          );
          for (const { type, url: link = 'https://none.example', text } of readMarkup(description)) {
            assert.ok(own.has(type), `${type}: ${text}`);
            assert.match(link, /^https?:\/\/[^\s()<>]+$/);
          }
        }
      }
    }),
    { numRuns: 100 },
  );
});
