import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { watchDates } from '../../src/watch/lost-dates.ts';

const T0 = '2026-11-20T10:00:00.000Z';

describe('the dates of a list', () => {
  it('are lost when none of several items has one and most had', () => {
    const usual = { dated: 0.9, undated: null };
    const lost = { dated: 0.9, undated: { since: T0 } };
    assert.deepEqual(watchDates(usual, { items: 20, dated: 0 }, T0), lost);
    assert.deepEqual(watchDates(lost, { items: 20, dated: 0 }, '2026-11-25T10:00:00.000Z'), lost);
    assert.deepEqual(watchDates(lost, { items: 20, dated: 19 }, '2026-11-25T10:00:00.000Z'), {
      dated: 0.95,
      undated: null,
    });
  });

  it('are not lost by a list that never had any, by a short one, or by a few items without', () => {
    assert.equal(watchDates({ dated: null, undated: null }, { items: 9, dated: 0 }, T0).undated, null);
    assert.equal(watchDates({ dated: 0.1, undated: null }, { items: 9, dated: 0 }, T0).undated, null);
    assert.equal(watchDates({ dated: 1, undated: null }, { items: 2, dated: 0 }, T0).undated, null);
    assert.equal(watchDates({ dated: 1, undated: null }, { items: 9, dated: 1 }, T0).undated, null);
  });

  it('are given up after thirty days without', () => {
    const lost = { dated: 1, undated: { since: T0 } };
    assert.deepEqual(watchDates(lost, { items: 9, dated: 0 }, '2026-12-21T10:00:00.000Z'), {
      dated: 0,
      undated: null,
    });
  });
});
