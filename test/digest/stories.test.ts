import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { StoredItem, Tier } from '../../src/core/types.ts';
import { rankStories } from '../../src/digest/rank-stories.ts';
import { selectStories } from '../../src/digest/select-stories.ts';
import { makeStored } from '../helpers/make-item.ts';

const TIERS: Readonly<Record<string, Tier>> = {
  'hk/sfc/news': 'official',
  'int/fsb/news': 'standard-setter',
};
const tierOf = (sourceId: string): Tier => TIERS[sourceId] ?? 'press';

interface Sketch {
  readonly story: string;
  readonly source?: string;
  readonly at?: string;
  readonly relation?: StoredItem['relation'];
  readonly historic?: boolean;
  readonly kind?: StoredItem['classification']['kind']['id'];
}

function item({
  story,
  source = 'media/paper',
  at = '2026-11-22T05:00:00.000Z',
  relation = 'new',
  historic = false,
  kind = 'guidance',
}: Sketch) {
  return makeStored({
    article: { sourceId: source, publishedAt: at, title: `${story} by ${source} at ${at}` },
    placement: { storyId: story, relation },
    classification: { kind: { id: kind, score: 1, evidence: [] } },
    firstSeenAt: at,
    historic,
  });
}

test('the official document is the head, however late it came; press alone is unconfirmed', () => {
  const stories = selectStories(
    [
      item({ story: 'a', at: '2026-11-22T01:00:00.000Z' }),
      item({ story: 'a', source: 'media/other', at: '2026-11-22T02:00:00.000Z', relation: 'same-story' }),
      item({ story: 'a', source: 'hk/sfc/news', at: '2026-11-22T03:00:00.000Z', relation: 'same-story' }),
      item({ story: 'b', at: '2026-11-22T02:00:00.000Z' }),
      item({ story: 'b', source: 'media/other', at: '2026-11-22T01:00:00.000Z' }),
    ],
    { tierOf },
  );
  const [a, b] = [
    stories.find(({ storyId }) => storyId === 'a'),
    stories.find(({ storyId }) => storyId === 'b'),
  ];
  assert.equal(a?.head.sourceId, 'hk/sfc/news');
  assert.deepEqual(
    a?.reports.map(report => report.item.sourceId),
    ['media/paper', 'media/other'],
  );
  assert.deepEqual([a?.unconfirmed, a?.tier], [false, 'official']);
  assert.equal(b?.head.sourceId, 'media/other', 'the earliest report leads');
  assert.equal(b?.unconfirmed, true);
});

test('a copy by another publisher is a report, one by the same publisher is dropped; historic items are told on request', () => {
  const items = [
    item({ story: 'a', source: 'hk/sfc/news' }),
    item({ story: 'a', source: 'hk/sfc/circulars', relation: 'duplicate' }),
    item({ story: 'a', source: 'media/wire/news', relation: 'duplicate' }),
    item({ story: 'b', relation: 'duplicate' }),
    item({ story: 'c', historic: true }),
  ];
  const earlier = [item({ story: 'b', source: 'hk/sfc/news', at: '2026-11-20T05:00:00.000Z' })];
  const stories = selectStories(items, { tierOf, earlier });
  assert.deepEqual(
    stories.map(({ storyId, items: kept, followUp }) => [storyId, kept.length, followUp]).toSorted(),
    [
      ['a', 2, false],
      ['b', 1, true],
    ],
  );
  assert.deepEqual(
    stories.find(({ storyId }) => storyId === 'a')?.reports.map(report => report.item.sourceId),
    ['media/wire/news'],
  );
  const all = selectStories(items, { tierOf, earlier, includeHistoric: true });
  assert.deepEqual(all.map(({ storyId }) => storyId).sort(), ['a', 'b', 'c']);
});

test('a copy is told when what it copies had too few words to be relevant', () => {
  const copy = item({ story: 'a', source: 'media/copy', relation: 'duplicate' });
  const original = item({ story: 'a', at: '2026-11-20T05:00:00.000Z' });
  const silent = { ...original, classification: { ...original.classification, relevant: false } };
  assert.equal(selectStories([copy], { tierOf, earlier: [original] }).length, 0);
  const [story] = selectStories([copy], { tierOf, earlier: [silent] });
  assert.deepEqual([story?.head.id, story?.followUp], [copy.id, false]);
});

test('what came before the window confirms, and makes further reports follow-ups unless they bring news', () => {
  const before = (story: string, source: string, more: Partial<Sketch> = {}) =>
    item({ story, source, at: '2026-11-20T05:00:00.000Z', ...more });
  const stories = selectStories(
    [
      item({ story: 'confirmed', source: 'media/late', relation: 'same-story' }),
      item({ story: 'now-official', source: 'hk/sfc/news', relation: 'same-story' }),
      item({ story: 'updated', relation: 'update' }),
      item({ story: 'never-told', source: 'media/late', relation: 'same-story' }),
    ],
    {
      tierOf,
      earlier: [
        before('confirmed', 'int/fsb/news'),
        before('now-official', 'media/paper'),
        before('updated', 'media/paper'),
        before('never-told', 'media/paper', { historic: true }),
      ],
    },
  );
  const facts = Object.fromEntries(
    stories.map(story => [story.storyId, [story.followUp, story.unconfirmed]]),
  );
  assert.deepEqual(facts, {
    confirmed: [true, false],
    'now-official': [false, false],
    updated: [false, true],
    'never-told': [false, true],
  });
});

test('rank: what binds and is official first, more sources and newer before equals', () => {
  const order = (items: readonly StoredItem[]) =>
    rankStories(selectStories(items, { tierOf })).map(({ story }) => story.storyId);
  assert.deepEqual(
    order([
      item({ story: 'talk', source: 'hk/sfc/news', kind: 'speech' }),
      item({ story: 'rumour', kind: 'rule' }),
      item({ story: 'rule', source: 'hk/sfc/news', kind: 'rule' }),
      item({ story: 'enforcement', source: 'hk/sfc/news', kind: 'enforcement' }),
      item({ story: 'nothing', kind: 'other' }),
    ]),
    ['rule', 'enforcement', 'rumour', 'talk', 'nothing'],
  );
  assert.deepEqual(
    order([
      item({ story: 'one' }),
      item({ story: 'two' }),
      item({ story: 'two', source: 'media/other' }),
      item({ story: 'old', at: '2026-11-19T05:00:00.000Z' }),
    ]),
    ['two', 'one', 'old'],
  );
});

test('selection and rank depend on the set of items only', () => {
  const items = ['a', 'b', 'c', 'd'].flatMap(story => [
    item({ story }),
    item({ story, source: 'media/other' }),
    item({ story, source: 'hk/sfc/news', relation: story === 'c' ? 'duplicate' : 'same-story' }),
  ]);
  const told = (list: readonly StoredItem[]) => JSON.stringify(rankStories(selectStories(list, { tierOf })));
  const expected = told(items);
  fc.assert(
    fc.property(fc.shuffledSubarray(items, { minLength: items.length }), list =>
      assert.equal(told(list), expected),
    ),
    { numRuns: 30 },
  );
});
