import fc from 'fast-check';
import type { Block, Coverage, Message, StoryBlock } from '../../src/core/message.ts';
import { KINDS, TIERS, TOPICS } from '../../src/core/types.ts';

/** Words that Discord, HTML, Markdown and terminals would make something of. */
const HOSTILE = [
  '@everyone',
  '@here',
  '<@123456789012345678>',
  '<@!123456789012345678>',
  '<@&123456789012345678>',
  '<#123456789012345678>',
  '<t:1700000000:R>',
  '</ban:123456789012345678>',
  '<:kek:123456789012345678>',
  '<a:kek:123456789012345678>',
  '<id:customize>',
  '[click](https://evil.example/)',
  '[a](<javascript:alert(1)>)',
  'https://evil.example/a_b(c)',
  '<https://evil.example/>',
  '# heading',
  '-# small',
  '> quote',
  '>>> quote',
  '- list',
  '1. list',
  '**bold**',
  '__under__',
  '~~gone~~',
  '||spoiler||',
  '`code`',
  '```\nblock\n```',
  '\\',
  '\\\\[x](https://evil.example/)',
  '\n# heading\n',
  '\r\n- list',
  '\u202eright-to-left',
  '\u200b\u2066',
  '\u001b[31mred\u001b[0m',
  '\u0007',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '&lt;b&gt;',
  '證監會今日發布新規。',
  '암호화폐 규제',
  'العملات المشفرة',
  '👩‍👩‍👧‍👦',
  '🇭🇰',
  'e\u0301\u0301\u0301',
  '\ud800',
];

/** Text made of hostile pieces and arbitrary Unicode, up to a few thousand characters. */
export function hostileText(max = 60): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...HOSTILE) },
    { weight: 2, arbitrary: fc.lorem({ maxCount: 12 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  );
  return fc.oneof(
    fc.array(piece, { maxLength: max }).map(pieces => pieces.join(' ')),
    fc.array(piece, { maxLength: 5 }).map(pieces => pieces.join('')),
    fc.tuple(piece, fc.integer({ min: 0, max: 400 })).map(([text, times]) => text.repeat(times)),
  );
}

const url: fc.Arbitrary<string | null> = fc.oneof(
  fc.constant(null),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.constantFrom(
    'https://www.example.org/same',
    'https://www.example.org/same',
    'https://www.example.org/a (b)/c',
    'https://www.example.org/@everyone/[x](y)',
    'https://user:secret@www.example.org/',
    'javascript:alert(1)',
    'data:text/html,x',
    'http://[::1]/',
    'not an address',
    `https://www.example.org/${'long/'.repeat(300)}`,
    `https://www.example.org/${'long/'.repeat(90)}`,
  ),
  hostileText(3).map(text => `https://www.example.org/${text}`),
);

const instant: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: 4_000_000_000 })
  .map(seconds => new Date(seconds * 1000).toISOString());

const codes: fc.Arbitrary<string[]> = fc.array(
  fc.oneof(fc.constantFrom('HK', 'EU', 'INT', 'US-NY', 'GB'), hostileText(2)),
  { maxLength: 20 },
);

/** A story with hostile words everywhere; `mark` stands at the start of its title so that it can be found again. */
export function hostileStory(mark: string): fc.Arbitrary<StoryBlock> {
  return fc.record({
    storyId: fc.constant(`story${mark}`),
    itemId: fc.oneof(fc.constant(`item${mark.toLowerCase()}`), hostileText(2)),
    title: hostileText().map(text => `${mark} ${text}`),
    url,
    source: hostileText(4),
    tier: fc.constantFrom(...TIERS),
    publishedAt: fc.oneof(fc.constant(null), instant, hostileText(1)),
    dayOnly: fc.boolean(),
    publishedDay: fc.oneof(
      fc.constant(null),
      fc.constantFrom('2025-04-07', '2025-04', '2025'),
      hostileText(1),
    ),
    jurisdictions: codes,
    mentioned: codes,
    topics: fc.uniqueArray(fc.constantFrom(...TOPICS)),
    kind: fc.constantFrom(...KINDS),
    authorities: fc.array(hostileText(2), { maxLength: 8 }),
    quote: fc.oneof(fc.constant(null), hostileText()),
    alsoReportedBy: fc.array(fc.record({ source: hostileText(3), url }), { maxLength: 15 }),
    unconfirmed: fc.boolean(),
    dates: fc.array(
      fc.record({
        kind: fc.constantFrom('consultation_closes' as const, 'effective' as const),
        date: fc.oneof(fc.constantFrom('2025-04-07', '2025-04'), hostileText(1)),
      }),
      { maxLength: 8 },
    ),
  });
}

const coverage: fc.Arbitrary<Coverage> = fc.record({
  enabled: fc.nat(400),
  read: fc.nat(400),
  failing: fc.array(
    fc.record({
      sourceId: hostileText(1),
      name: hostileText(3),
      since: fc.oneof(fc.constant(null), instant, hostileText(1)),
      error: hostileText(5),
    }),
    { maxLength: 60 },
  ),
});

/** What stands at the start of the title of the story with this number. */
export function markOf(index: number): string {
  return `Story${index}Mark`;
}

/** A message of any shape with hostile words everywhere; the marks of its stories are markOf(0), markOf(1) ... in order. */
export function hostileMessage(maxStories = 30): fc.Arbitrary<{ message: Message; marks: string[] }> {
  const shape = fc.array(
    fc.oneof(
      { weight: 2, arbitrary: fc.record({ type: fc.constant('section' as const), count: fc.nat(12) }) },
      { weight: 1, arbitrary: fc.record({ type: fc.constant('more' as const), count: fc.nat(25) }) },
      { weight: 1, arbitrary: fc.record({ type: fc.constant('other' as const), count: fc.constant(0) }) },
    ),
    { maxLength: 6 },
  );
  return shape.chain(parts => {
    let next = 0;
    const blocks = parts.map((part): fc.Arbitrary<Block> => {
      if (part.type === 'other')
        return fc.oneof(
          fc.record({ type: fc.constant('paragraph' as const), text: hostileText(200) }),
          fc.record({
            type: fc.constant('facts' as const),
            facts: fc.array(fc.record({ label: hostileText(3), value: hostileText(3) }), { maxLength: 40 }),
          }),
          fc.record({ type: fc.constant('coverage' as const), coverage }),
        );
      const count = Math.min(part.count, maxStories - next);
      const stories = Array.from({ length: Math.max(0, count) }, (_, index) =>
        hostileStory(markOf(next + index)),
      );
      next += stories.length;
      return fc.record({
        type: fc.constant(part.type),
        title: hostileText(4),
        stories: fc.tuple(...stories),
      });
    });
    const marks = Array.from({ length: next }, (_, index) => markOf(index));
    return fc
      .record({
        kind: fc.constantFrom('digest' as const, 'alert' as const, 'hello' as const, 'notice' as const),
        title: hostileText(),
        blocks: fc.tuple(...blocks),
        importance: fc.constantFrom('normal' as const, 'high' as const),
        dedupeKey: hostileText(2),
      })
      .map(message => ({ message, marks }));
  });
}
