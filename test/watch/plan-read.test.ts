import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addActivity, learnCadence, MOST_BATCHES } from '../../src/watch/cadence.ts';
import { adaptiveMinutes, planRead } from '../../src/watch/plan-read.ts';

const NOW = new Date('2026-11-20T10:00:00Z');
const PRESENT = NOW.getTime() / 60_000;
const activities = fc
  .array(fc.integer({ min: PRESENT - 200 * 1440, max: PRESENT }), { maxLength: 200 })
  .map(minutes => addActivity([], minutes));
const intervals = fc
  .tuple(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 20_000 }))
  .map(([one, other]) => ({ min: Math.min(one, other), max: Math.max(one, other) }));
const minutesUntil = (iso: string) => (Date.parse(iso) - NOW.getTime()) / 60_000;

describe('the time of the next read', () => {
  it('lies within the bounds of the definition after every success', () => {
    fc.assert(
      fc.property(
        activities,
        intervals,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (activity, interval, share) => {
          const cadence = learnCadence(activity, NOW, 0);
          const at = planRead({ interval, cadence, now: NOW, failures: 0, retryAfter: null, share });
          const minutes = minutesUntil(at);
          assert.ok(minutes >= interval.min - 0.001 && minutes <= interval.max + 0.001, String(minutes));
        },
      ),
    );
  });

  it('is never later for a source that publishes more often at the same hours', () => {
    fc.assert(
      fc.property(activities, intervals, fc.integer({ min: 2, max: 10 }), (activity, interval, times) => {
        const cadence = learnCadence(activity, NOW, 0);
        const busier = { ...cadence, rate: cadence.rate * times };
        assert.ok(adaptiveMinutes(interval, busier, NOW) <= adaptiveMinutes(interval, cadence, NOW));
      }),
    );
  });

  it('doubles per failure up to a day, and never goes beyond', () => {
    const waits = Array.from({ length: 40 }, (_, failures) =>
      minutesUntil(
        planRead({
          interval: { min: 30, max: 240 },
          cadence: null,
          now: NOW,
          failures: failures + 1,
          retryAfter: null,
          share: 1,
        }),
      ),
    );
    assert.deepEqual(
      waits.slice(0, 4).map(wait => Math.round(wait)),
      [63, 126, 252, 504],
    );
    for (const [index, wait] of waits.entries()) {
      assert.ok(wait <= 1440 && wait >= (waits[index - 1] ?? 0));
    }
  });

  it('waits for what the server asked for, a day at most', () => {
    const plan = { interval: { min: 30, max: 240 }, cadence: null, now: NOW, failures: 1, share: 0 };
    const at = (retryAfter: string) => planRead({ ...plan, retryAfter });
    assert.equal(at('2026-11-20T15:00:00.000Z'), '2026-11-20T15:00:00.000Z');
    assert.equal(at('2030-01-01T00:00:00.000Z'), '2026-11-21T10:00:00.000Z');
    assert.equal(minutesUntil(at('nonsense')), 57);
  });

  it('spreads sources of one interval', () => {
    const at = (share: number) =>
      minutesUntil(
        planRead({
          interval: { min: 60, max: 600 },
          cadence: null,
          now: NOW,
          failures: 0,
          retryAfter: null,
          share,
        }),
      );
    assert.ok(at(1) - at(0) >= 3);
  });

  it('comes soon in the office hours of a busy source, and not before Monday on its Friday night', () => {
    const weekdays = Array.from({ length: 80 }, (_, day) => day)
      .map(day => Date.parse('2026-08-24T00:00:00Z') / 60_000 + day * 1440)
      .filter(day => ![0, 6].includes(new Date(day * 60_000).getUTCDay()));
    const activity = addActivity(
      [],
      weekdays.flatMap(day => [9, 11, 13, 15].map(hour => day + hour * 60)),
    );
    const interval = { min: 15, max: 5 * 1440 };
    const minutesAt = (iso: string) =>
      adaptiveMinutes(interval, learnCadence(activity, new Date(iso), 0), new Date(iso));
    assert.ok(minutesAt('2026-11-11T10:00:00Z') < 120, String(minutesAt('2026-11-11T10:00:00Z')));
    assert.ok(minutesAt('2026-11-13T20:00:00Z') > 48 * 60, String(minutesAt('2026-11-13T20:00:00Z')));
  });
});

describe('activity', () => {
  it('is sorted, one entry per batch, and bounded', () => {
    fc.assert(
      fc.property(activities, fc.array(fc.integer({ min: 0, max: 40_000_000 })), (known, found) => {
        const all = addActivity(known, found);
        assert.ok(all.length <= MOST_BATCHES);
        for (let index = 1; index < all.length; index++)
          assert.ok((all[index] ?? 0) - (all[index - 1] ?? 0) >= 60);
      }),
    );
  });

  it('gives a week of 168 active hours in every zone', () => {
    fc.assert(
      fc.property(activities, fc.integer({ min: -720, max: 840 }), (activity, offset) => {
        const { week, gaps } = learnCadence(activity, NOW, offset);
        assert.ok(Math.abs((week.at(-1) ?? 0) - 168) < 1e-6);
        assert.ok(gaps.every(gap => gap >= 0 && Number.isFinite(gap)));
      }),
    );
  });
});
