import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UNWATCHED } from '../../../src/core/health.ts';
import type { SourceState } from '../../../src/core/ports.ts';
import { historicAt } from '../../../src/pipeline/crawl/historic.ts';
import { isDue } from '../../../src/pipeline/crawl/next-due.ts';
import { makeArticle } from '../../helpers/make-item.ts';

const STATE: SourceState = {
  sourceId: 'hk/sfc/news',
  url: null,
  validators: null,
  bodyHash: null,
  lastItemCount: null,
  lastAttemptAt: '2026-11-20T10:00:00.000Z',
  lastSuccessAt: null,
  firstSuccessAt: null,
  consecutiveFailures: 1,
  failingSince: '2026-11-20T10:00:00.000Z',
  lastError: 'answered 503',
  nextDueAt: '2026-11-20T11:00:00.000Z',
  watch: UNWATCHED,
};

describe('what is historic', () => {
  const at = (publishedAt: string | null, datePrecision: 'instant' | 'day' = 'instant') =>
    makeArticle({ publishedAt, datePrecision });

  it('is everything at a first read, and nothing after it', () => {
    const item = at('2026-11-20T12:00:00.000Z');
    assert.equal(historicAt(undefined)(item), true);
    assert.equal(
      historicAt({ ...STATE, failingSince: null, firstSuccessAt: STATE.lastAttemptAt })(item),
      false,
    );
  });

  it('is what was published before a source was first asked, when it failed then', () => {
    const historic = historicAt(STATE);
    assert.equal(historic(at('2026-11-20T09:59:00.000Z')), true);
    assert.equal(historic(at('2026-11-20T10:01:00.000Z')), false);
    assert.equal(historic(at('2026-11-20T00:00:00.000Z', 'day')), false);
    assert.equal(historic(at('2026-11-19T00:00:00.000Z', 'day')), true);
    assert.equal(historic(at(null)), true);
  });
});

describe('what is due', () => {
  it('is a source whose time has come, or that was read by a clock that ran ahead', () => {
    assert.equal(isDue(undefined, new Date('2026-11-20T10:30:00Z')), true);
    assert.equal(isDue(STATE, new Date('2026-11-20T10:30:00Z')), false);
    assert.equal(isDue(STATE, new Date('2026-11-20T11:00:00Z')), true);
    assert.equal(isDue(STATE, new Date('2026-11-20T09:59:30Z')), false);
    assert.equal(isDue(STATE, new Date('2025-11-20T10:30:00Z')), true);
  });
});
