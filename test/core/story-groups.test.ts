import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { jurisdictionName } from '../../src/core/labels.ts';
import { groupStories } from '../../src/core/story-groups.ts';
import type { StoredItem, Tier } from '../../src/core/types.ts';
import { makeStored } from '../helpers/make-item.ts';

const TIERS: Readonly<Record<string, Tier>> = {
  'a/official/x': 'official',
  'a/setter/x': 'standard-setter',
  'a/press/x': 'press',
  'a/press/y': 'press',
  'a/law/x': 'law-firm',
};
const tierOf = (id: string): Tier => TIERS[id] ?? 'press';

function item(
  sourceId: string,
  hour: number,
  storyId = 's1',
  overrides: Partial<StoredItem> = {},
): StoredItem {
  const time = `2026-06-15T${String(hour).padStart(2, '0')}:00:00.000Z`;
  const title = `${sourceId} at ${hour} on ${storyId}`;
  return {
    ...makeStored({ article: { sourceId, title, publishedAt: time }, firstSeenAt: time }),
    storyId,
    ...overrides,
  };
}

describe('groupStories', () => {
  it('heads a story with the official document even when the press was first', () => {
    const [group] = groupStories(
      [item('a/press/x', 8), item('a/law/x', 7), item('a/official/x', 10), item('a/setter/x', 9)],
      tierOf,
    );
    assert.equal(group?.head.sourceId, 'a/official/x');
    assert.equal(group?.unconfirmed, false);
    assert.deepEqual(
      group?.reports.map(report => [report.item.sourceId, report.lagMinutes]),
      [
        ['a/law/x', -180],
        ['a/press/x', -120],
        ['a/setter/x', -60],
      ],
    );
  });

  it('counts a story of the press, law firms and unknown sources as unconfirmed', () => {
    const groups = groupStories(
      [item('a/press/x', 8), item('a/law/x', 7), item('un/known/x', 6, 's2')],
      tierOf,
    );
    assert.deepEqual(
      groups.map(group => [group.head.sourceId, group.unconfirmed]),
      [
        ['a/press/x', true],
        ['un/known/x', true],
      ],
    );
    assert.equal(groupStories([item('a/setter/x', 8)], tierOf)[0]?.unconfirmed, false);
  });

  it('names each further source once, with its first report, and keeps every item', () => {
    const items = [
      item('a/official/x', 8),
      item('a/official/x', 12),
      item('a/press/x', 11),
      item('a/press/x', 9),
    ];
    const [group] = groupStories(items, tierOf);
    assert.equal(group?.items.length, 4);
    assert.deepEqual(
      group?.reports.map(report => report.lagMinutes),
      [60],
    );
  });

  it('claims no lag where a date is only a day, or is missing', () => {
    const head = item('a/official/x', 8, 's1', { datePrecision: 'day' });
    const undated = item('a/press/y', 9, 's1', { publishedAt: null, datePrecision: null });
    const [group] = groupStories([head, item('a/press/x', 9), undated], tierOf);
    assert.deepEqual(
      group?.reports.map(report => report.lagMinutes),
      [null, null],
    );
  });

  it('depends on the set of items, not on their order', () => {
    const items = ['s1', 's2', 's3'].flatMap(story =>
      Object.keys(TIERS).map((source, index) => item(source, index % 2, story)),
    );
    const expected = groupStories(items, tierOf);
    fc.assert(
      fc.property(fc.shuffledSubarray(items, { minLength: items.length }), shuffled => {
        assert.deepEqual(groupStories(shuffled, tierOf), expected);
      }),
      { numRuns: 50 },
    );
  });
});

describe('jurisdictionName', () => {
  it('names countries, states, unions and the international level; leaves unknown codes alone', () => {
    const names = ['GB', 'HK', 'EU', 'INT', 'US-NY', 'CN', 'ZQ', '', 'us', '<b>'].map(jurisdictionName);
    assert.deepEqual(names, [
      'United Kingdom',
      'Hong Kong',
      'European Union',
      'International',
      'United States (NY)',
      'Mainland China',
      'ZQ',
      '',
      'us',
      '<b>',
    ]);
  });
});
