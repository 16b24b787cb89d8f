import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coverageLine } from '../../src/core/coverage.ts';
import type { Block, Message } from '../../src/core/message.ts';
import type { Tier } from '../../src/core/types.ts';
import { type ComposeDigestInput, composeDigest } from '../../src/digest/compose-digest.ts';
import { composeHello } from '../../src/digest/compose-hello.ts';
import { selectStories } from '../../src/digest/select-stories.ts';
import { makeJurisdiction, makeStored, makeTopic } from '../helpers/make-item.ts';

const tierOf = (sourceId: string): Tier => (sourceId.startsWith('media/') ? 'press' : 'official');
const COVERAGE = { enabled: 3, read: 3, failing: [] };

function story(id: string, codes: readonly string[], more: Parameters<typeof makeStored>[0] = {}) {
  return makeStored({
    ...more,
    article: { title: `Title of ${id}`, publishedAt: '2026-11-22T05:00:00.000Z', ...more.article },
    placement: { storyId: id, relation: 'new', ...more.placement },
    classification: { jurisdictions: codes.map(code => makeJurisdiction(code)), ...more.classification },
  });
}

function compose(
  items: Parameters<typeof selectStories>[0],
  more: Partial<ComposeDigestInput> = {},
): Message {
  return composeDigest({
    stories: selectStories(items, { tierOf }),
    window: {
      since: '2026-11-21T08:00:00.000Z',
      until: '2026-11-22T08:00:00.000Z',
      timeZone: 'Europe/London',
      label: 'Daily digest',
    },
    coverage: COVERAGE,
    groupBy: 'jurisdiction',
    sources: { nameOf: id => `Name of ${id}` },
    maxStories: 50,
    ...more,
  });
}

function sectionsOf(message: Message): readonly (readonly [string, readonly string[]])[] {
  return message.blocks
    .filter(
      (block): block is Extract<Block, { type: 'section' | 'more' }> =>
        block.type === 'section' || block.type === 'more',
    )
    .map(block => [block.title, block.stories.map(({ storyId }) => storyId)] as const);
}

test('sections by jurisdiction: the most important first, international and unplaced last', () => {
  const rule = { kind: { id: 'rule', score: 1, evidence: [] } } as const;
  const message = compose([
    story('int', ['INT'], { classification: rule }),
    story('none', [], { classification: rule }),
    story('hk', ['HK', 'SG']),
    story('us', ['US'], { classification: rule }),
    story('hk2', ['HK']),
  ]);
  assert.equal(message.title, 'Daily digest · 22 Nov 2026');
  assert.deepEqual(sectionsOf(message), [
    ['🇺🇸 United States', ['us']],
    ['🇭🇰 Hong Kong', ['hk', 'hk2']],
    ['🌐 International', ['int']],
    ['No jurisdiction', ['none']],
  ]);
});

test('every story is in one section, whatever the grouping', () => {
  const items = [story('a', ['HK', 'SG']), story('b', ['INT']), story('c', []), story('d', ['US'])];
  assert.deepEqual(sectionsOf(compose(items)), [
    ['🇭🇰 Hong Kong', ['a']],
    ['🇺🇸 United States', ['d']],
    ['🌐 International', ['b']],
    ['No jurisdiction', ['c']],
  ]);
  const tax = story('t', ['US'], {
    classification: { jurisdictions: [], topics: [makeTopic('custody', 0.6), makeTopic('tax')] },
  });
  const bare = story('u', ['US'], { classification: { topics: [] } });
  const topics = sectionsOf(compose([tax, bare, story('s', ['HK'])], { groupBy: 'topic' }));
  assert.deepEqual(topics.flatMap(([, ids]) => ids).sort(), ['s', 't', 'u']);
  assert.deepEqual(topics.at(-1), ['Other topics', ['u']]);
  assert.ok(topics.some(([title, ids]) => title === 'Tax' && ids.includes('t')));
});

test('headline numbers, and the coverage always', () => {
  const message = compose([
    story('a', ['HK', 'SG']),
    story('b', ['INT']),
    story('c', ['HK'], { article: { sourceId: 'media/paper', title: 'A rumour' } }),
  ]);
  assert.deepEqual(message.blocks[0], {
    type: 'facts',
    facts: [
      { label: 'Stories', value: '3' },
      { label: 'Jurisdictions', value: '2' },
      { label: 'Official sources', value: '67%' },
      { label: 'Unconfirmed', value: '1' },
    ],
  });
  assert.deepEqual(message.blocks.at(-1), { type: 'coverage', coverage: COVERAGE });
  const empty = compose([]);
  assert.deepEqual(empty.blocks, [
    { type: 'paragraph', text: 'Nothing new.' },
    { type: 'coverage', coverage: COVERAGE },
  ]);
});

test('what does not fit is told in one line each, not dropped', () => {
  const items = Array.from({ length: 7 }, (_, index) => story(`s${index}`, ['HK']));
  const message = compose(items, { maxStories: 3 });
  const sections = sectionsOf(message);
  assert.deepEqual(
    sections.map(([title, ids]) => [title, ids.length]),
    [
      ['🇭🇰 Hong Kong', 3],
      ['And 4 more', 4],
    ],
  );
  assert.equal(new Set(sections.flatMap(([, ids]) => ids)).size, 7);
  assert.deepEqual(
    sectionsOf(compose(items, { maxStories: 0 })).map(([title]) => title),
    ['7 stories'],
  );
});

test('a story block: the official words, the other voices once, days in the zone of their source', () => {
  const message = compose(
    [
      story('a', ['HK'], { article: { publishedAt: '2026-11-21T16:00:00.000Z', datePrecision: 'day' } }),
      story('a', ['US'], {
        article: { sourceId: 'media/paper', title: 'Told by a paper' },
        placement: { relation: 'same-story' },
      }),
      story('a', ['US'], {
        article: { sourceId: 'media/paper-2', title: 'Told again' },
        placement: { relation: 'same-story' },
      }),
    ],
    {
      sources: {
        nameOf: id => (id.startsWith('media/') ? 'The Paper' : 'SFC'),
        zoneOf: () => 'Asia/Hong_Kong',
      },
    },
  );
  const [block] = message.blocks.flatMap(part => (part.type === 'section' ? part.stories : []));
  assert.equal(block?.source, 'SFC');
  assert.deepEqual(block?.jurisdictions, ['HK']);
  assert.deepEqual(
    block?.alsoReportedBy.map(({ source }) => source),
    ['The Paper'],
  );
  assert.deepEqual([block?.dayOnly, block?.publishedDay], [true, '2026-11-22']);
  assert.match(block?.quote ?? '', /^Licensed platforms may offer staking/);
  assert.equal(block?.unconfirmed, false);
});

test('follow-ups are told after the news', () => {
  const later = story('old', ['HK'], {
    article: { sourceId: 'media/late', title: 'Again' },
    placement: { relation: 'same-story' },
  });
  const first = story('old', ['HK'], {
    article: { publishedAt: '2026-11-19T05:00:00.000Z', title: 'First' },
  });
  const message = compose([], { stories: selectStories([later], { tierOf, earlier: [first] }) });
  assert.deepEqual(message.blocks[0], { type: 'paragraph', text: 'Nothing new.' });
  assert.deepEqual(sectionsOf(message), [['Further reports on earlier stories', ['old']]]);
});

test('titles name the days of the window in its zone', () => {
  const title = (since: string, until: string, timeZone: string) =>
    compose([], { window: { since, until, timeZone, label: 'Digest' } }).title;
  assert.equal(title('2026-11-22T00:00:00.000Z', '2026-11-23T00:00:00.000Z', 'UTC'), 'Digest · 22 Nov 2026');
  assert.equal(
    title('2026-11-21T20:00:00.000Z', '2026-11-22T20:00:00.000Z', 'Asia/Tokyo'),
    'Digest · 23 Nov 2026',
  );
  assert.equal(
    title('2026-11-15T00:00:00.000Z', '2026-11-22T00:00:00.000Z', 'UTC'),
    'Digest · 15 Nov – 21 Nov 2026',
  );
  assert.equal(
    title('2025-12-29T00:00:00.000Z', '2026-01-05T00:00:00.000Z', 'UTC'),
    'Digest · 29 Dec 2025 – 4 Jan 2026',
  );
});

test('the dedupe key follows from label and window', () => {
  assert.equal(
    compose([]).dedupeKey,
    'digest:daily-digest:2026-11-21T08:00:00.000Z:2026-11-22T08:00:00.000Z',
  );
  assert.equal(compose([], { dedupeKey: 'mine' }).dedupeKey, 'mine');
});

test('the coverage line adds up and names what fails', () => {
  const failing = [
    { sourceId: 'a', name: 'BaFin\nnews', since: '2026-11-20T23:30:00.000Z', error: 'HTTP 403' },
    { sourceId: 'b', name: '', since: null, error: '' },
  ];
  assert.equal(
    coverageLine({ enabled: 64, read: 61, failing }),
    '61 of 64 sources read; failing: BaFin news (since 20 Nov, HTTP 403), b; 1 not read in this window',
  );
  assert.match(
    coverageLine({ enabled: 64, read: 62, failing }, { max: 1, timeZone: 'Asia/Tokyo' }),
    /\(since 21 Nov, HTTP 403\), and 1 more$/,
  );
  assert.equal(coverageLine({ enabled: 1, read: 1, failing: [] }), '1 of 1 source read');
});

test('the hello of a first run says what was stored and what will come', () => {
  const hello = composeHello({
    stored: { items: 120, relevant: 30, stories: 25 },
    jurisdictions: 12,
    topics: ['staking', 'aml'],
    schedule: 'every day at 08:00 Europe/London',
    coverage: COVERAGE,
  });
  const words = JSON.stringify(hello.blocks);
  for (const expected of [
    '120',
    '30',
    '25',
    'Staking, Anti-money-laundering',
    'every day at 08:00 Europe/London',
    'not posted',
  ])
    assert.ok(words.includes(expected), expected);
  assert.deepEqual([hello.kind, hello.dedupeKey], ['hello', 'hello']);
  assert.deepEqual(hello.blocks.at(-1), { type: 'coverage', coverage: COVERAGE });
});
