import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UNWATCHED } from '../../src/core/health.ts';
import type { SourceRead, SourceState } from '../../src/core/ports.ts';
import { withStore } from '../helpers/temp-store.ts';

const state: SourceState = {
  sourceId: 'hk/sfc/news',
  url: 'https://www.sfc.hk/feed',
  validators: { etag: '"1"', lastModified: null },
  bodyHash: 'abc',
  lastItemCount: 12,
  lastAttemptAt: '2026-10-01T00:00:00.000Z',
  lastSuccessAt: '2026-10-01T00:00:00.000Z',
  firstSuccessAt: '2026-09-01T00:00:00.000Z',
  consecutiveFailures: 0,
  failingSince: null,
  lastError: null,
  nextDueAt: null,
  watch: {
    ...UNWATCHED,
    recent: '+-+',
    activity: [29_000_000, 29_001_440],
    health: { state: 'quiet', since: '2026-09-20T00:00:00.000Z', evidence: 'newest item 12 days old' },
  },
};

const read = (sourceId: string, at: string, error: string | null = null): SourceRead => ({
  sourceId,
  at,
  outcome: error === null ? 'read' : 'failed',
  status: error === null ? 200 : 503,
  itemsSeen: 12,
  itemsNew: 1,
  itemsUpdated: 0,
  ms: 12.5,
  error,
  notes: { 'date-unreadable': 2 },
  newestItem: at,
  oldestItem: null,
  gap: 'none',
  pages: 1,
});

const day = (number: number) => `2026-10-0${number}T00:00:00.000Z`;

describe('sources and settings', () => {
  it('keeps the newest state of a source as it was given', () =>
    withStore(async ({ sources }) => {
      await sources.record({ ...state, validators: null, lastItemCount: null }, read('hk/sfc/news', day(1)));
      await sources.record(state, read('hk/sfc/news', day(2)));
      assert.deepEqual(await sources.states(), new Map([['hk/sfc/news', state]]));
    }));

  it('says from the ledger what was read in a window, the same however long ago it was', () =>
    withStore(async ({ sources }) => {
      const note = (id: string, at: string, error: string | null = null) =>
        sources.record({ ...state, sourceId: id }, read(id, at, error));
      await note('a', day(1));
      await note('a', day(2));
      await note('b', day(1));
      await note('b', day(2), 'timeout');
      await note('b', day(3), 'HTTP 503');
      await note('c', day(2), 'no such host');
      await note('d', day(1));
      const expected = [
        {
          sourceId: 'a',
          attempts: 1,
          successes: 1,
          openGaps: 0,
          lastSuccessAt: day(2),
          failingSince: null,
          lastError: null,
        },
        {
          sourceId: 'b',
          attempts: 2,
          successes: 0,
          openGaps: 0,
          lastSuccessAt: day(1),
          failingSince: day(2),
          lastError: 'HTTP 503',
        },
        {
          sourceId: 'c',
          attempts: 1,
          successes: 0,
          openGaps: 0,
          lastSuccessAt: null,
          failingSince: day(2),
          lastError: 'no such host',
        },
      ];
      assert.deepEqual(await sources.coverage(day(2), day(4)), expected);
      await note('b', day(5));
      assert.deepEqual(await sources.coverage(day(2), day(4)), expected);
    }));

  it('keeps small facts', () =>
    withStore(async ({ settings }) => {
      assert.equal(await settings.get('digest-end console'), null);
      await settings.set('digest-end console', '1');
      await settings.set('digest-end console', '2');
      assert.equal(await settings.get('digest-end console'), '2');
    }));
});
