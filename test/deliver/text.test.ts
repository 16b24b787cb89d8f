import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as htmlparser2 from 'htmlparser2';
import type { Message } from '../../src/core/message.ts';
import { textWidth } from '../../src/core/text-width.ts';
import { renderHtml } from '../../src/deliver/text/render-html.ts';
import { renderMarkdown } from '../../src/deliver/text/render-markdown.ts';
import { renderText } from '../../src/deliver/text/render-text.ts';
import { wrapText } from '../../src/deliver/text/wrap.ts';
import { hostileMessage, hostileText } from '../helpers/arbitrary-message.ts';

const MESSAGE: Message = {
  kind: 'digest',
  title: 'Daily digest · 22 Nov 2026',
  importance: 'normal',
  dedupeKey: 'digest:daily:2026-11-22',
  blocks: [
    { type: 'facts', facts: [{ label: 'Stories', value: '2' }] },
    {
      type: 'section',
      title: '🇭🇰 Hong Kong',
      stories: [
        {
          storyId: 's',
          itemId: 'abcd1234efgh',
          title: '證監會今日發布有關質押服務的新規定，適用於所有持牌平台。平台必須保持對客戶資產的控制',
          url: 'https://www.example.org/news/a-very-long-address-that-would-not-fit-into-one-line?of=the&terminal=1',
          source: 'SFC news',
          tier: 'official',
          publishedAt: '2025-04-06T16:00:00.000Z',
          dayOnly: true,
          publishedDay: '2025-04-07',
          jurisdictions: ['HK'],
          mentioned: ['SG'],
          topics: ['staking'],
          kind: 'rule',
          authorities: ['SFC'],
          quote: 'Platforms may offer staking.',
          alsoReportedBy: [{ source: 'A paper', url: 'https://paper.example/' }],
          unconfirmed: false,
          dates: [{ kind: 'effective', date: '2025-04-07' }],
        },
      ],
    },
    { type: 'coverage', coverage: { enabled: 2, read: 2, failing: [] } },
  ],
};

test('a digest in a terminal: wrapped by columns, addresses whole on their own lines', () => {
  const text = renderText(MESSAGE, { width: 44, colour: false });
  const lines = text.split('\n');
  for (const line of lines) assert.ok(textWidth(line) <= 44 || line.startsWith('  https://'), line);
  assert.ok(
    lines.includes(
      '  https://www.example.org/news/a-very-long-address-that-would-not-fit-into-one-line?of=the&terminal=1',
    ),
  );
  for (const words of [
    'Daily digest · 22 Nov 2026',
    'Rule · SFC news · official · 7 Apr 2025',
    'HK · Staking · SFC · mentions SG',
    'takes effect 7 Apr 2025',
    'Also reported by A paper',
    '2 of 2 sources read.',
  ])
    assert.ok(text.includes(words), words);
  assert.ok(!text.includes('\u001b'));
  const coloured = renderText(MESSAGE, { width: 44, colour: true });
  assert.equal(coloured.replace(/\u001b\[\d+m/g, ''), text);
  assert.notEqual(coloured, text);
});

test('no message can steer a terminal, and every story is told in every medium', () => {
  fc.assert(
    fc.property(hostileMessage(8), ({ message, marks }) => {
      const text = renderText(message, { width: 80, colour: false });
      assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      for (const medium of [text, renderMarkdown(message), renderHtml(message)])
        assert.deepEqual(medium.match(/Story\d+Mark/g) ?? [], marks);
    }),
    { numRuns: 60 },
  );
});

test('the page holds only the elements that regbeat writes, links only to http(s), and loads nothing', () => {
  const allowed = new Set(
    'html head meta title style body h1 h2 h3 p a article blockquote dl div dt dd ul li span footer'.split(
      ' ',
    ),
  );
  fc.assert(
    fc.property(hostileMessage(8), ({ message }) => {
      const html = renderHtml(message);
      assert.match(html, /Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'/);
      const parser = new htmlparser2.Parser({
        onopentag(name, attributes) {
          assert.ok(allowed.has(name), name);
          for (const attribute of Object.keys(attributes))
            assert.ok(
              ['href', 'rel', 'class', 'lang', 'charset', 'name', 'content', 'http-equiv'].includes(
                attribute,
              ),
              attribute,
            );
          if (name === 'a') assert.match(attributes.href ?? '', /^https?:\/\//);
        },
      });
      parser.end(html);
    }),
    { numRuns: 60 },
  );
});

test('Markdown carries neither HTML nor foreign links', () => {
  fc.assert(
    fc.property(hostileMessage(8), ({ message }) => {
      const text = renderMarkdown(message);
      const own = text.replace(/\]\(<https?:\/\/[^<>\s\\]*>\)/g, '](own)');
      const bare = own.replace(/\\[!-/:-@[-`{-~]/g, '');
      assert.doesNotMatch(bare, /[<&`|~]|\]\((?!own\))/);
    }),
    { numRuns: 60 },
  );
});

test('wrapping keeps every character and every width', () => {
  assert.equal(textWidth('證監會 abc'), 10);
  assert.equal(textWidth('🇭🇰👩‍👩‍👧é'), 5);
  assert.deepEqual(wrapText('', 20), ['']);
  fc.assert(
    fc.property(hostileText(10), fc.integer({ min: 20, max: 100 }), (raw, width) => {
      const text = raw.replace(/\s+/g, ' ').trim();
      const lines = wrapText(text, width, '  ');
      assert.equal(
        lines
          .map(line => line.slice(2))
          .join('')
          .replace(/ /g, ''),
        text.replace(/ /g, ''),
      );
      for (const line of lines)
        assert.ok(textWidth(line.replace(/[、。，．：；！？）」』】〉》〕”’…ー]+$/u, '')) <= width);
    }),
  );
});
