import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { lastDigestTime } from '../../src/pipeline/digest-window.ts';

const ZONES = [
  'UTC',
  'Europe/London',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Asia/Beirut',
];
const every = { weekday: null, quietDays: [] };
const last = (now: string, timeZone: string, hour: number, more: object = {}) =>
  lastDigestTime(new Date(now), { timeZone, hour, ...every, ...more })?.toISOString();

describe('when a digest was due', () => {
  it('is its hour by the clocks of its zone, also when they change', () => {
    assert.equal(last('2026-06-20T06:59:00Z', 'Europe/London', 8), '2026-06-19T07:00:00.000Z');
    assert.equal(last('2026-06-20T07:00:00Z', 'Europe/London', 8), '2026-06-20T07:00:00.000Z');
    // Two o'clock does not exist on this day in New York, and exists twice on the other.
    assert.equal(last('2026-03-08T12:00:00Z', 'America/New_York', 2), '2026-03-08T07:00:00.000Z');
    assert.equal(last('2026-11-01T12:00:00Z', 'America/New_York', 1), '2026-11-01T05:00:00.000Z');
  });

  it('leaves quiet days out, and moves a weekly digest from a quiet day to the next that is not', () => {
    const quiet = { quietDays: [6, 7] };
    assert.equal(last('2026-11-22T12:00:00Z', 'UTC', 8, quiet), '2026-11-20T08:00:00.000Z');
    assert.equal(last('2026-11-22T12:00:00Z', 'UTC', 8, { weekday: 1 }), '2026-11-16T08:00:00.000Z');
    const moved = { weekday: 6, quietDays: [6, 7] };
    assert.equal(last('2026-11-24T12:00:00Z', 'UTC', 8, moved), '2026-11-23T08:00:00.000Z');
    assert.equal(last('2026-11-24T12:00:00Z', 'UTC', 8, { quietDays: [1, 2, 3, 4, 5, 6, 7] }), undefined);
  });

  it('is never ahead, comes once a day or week, and at its hour unless that does not exist', () => {
    const times = fc.record({
      timeZone: fc.constantFrom(...ZONES),
      hour: fc.integer({ min: 0, max: 23 }),
      weekday: fc.option(fc.integer({ min: 1, max: 7 })),
      quietDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 4 }),
    });
    const instant = fc.date({
      min: new Date('2026-01-01'),
      max: new Date('2027-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(times, instant, (given, now) => {
        const due = lastDigestTime(now, given);
        assert.ok(due !== null && due <= now);
        assert.deepEqual(lastDigestTime(due, given), due);
        const local = DateTime.fromJSDate(due, { zone: given.timeZone });
        assert.ok(!given.quietDays.includes(local.weekday));
        assert.ok(local.hour === given.hour || local.hour === given.hour + 1);
        const before = lastDigestTime(new Date(due.getTime() - 1), given);
        assert.ok(before !== null);
        const days = Math.round(
          local
            .startOf('day')
            .diff(DateTime.fromJSDate(before, { zone: given.timeZone }).startOf('day'), 'days').days,
        );
        if (given.weekday !== null && given.quietDays.length === 0) assert.equal(days, 7);
        else assert.ok(days >= 1 && days <= (given.weekday === null ? 5 : 11));
      }),
      { numRuns: 300 },
    );
  });
});
