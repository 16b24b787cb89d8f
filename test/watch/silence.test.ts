import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addActivity, learnCadence } from '../../src/watch/cadence.ts';
import { dayFactor, holidayDiscount } from '../../src/watch/holidays.ts';
import { judgeSilence, siblingDiscount } from '../../src/watch/silence.ts';

const LAST = new Date('2026-10-30T15:00:00Z');
const after = (days: number) => new Date(LAST.getTime() + days * 86_400_000);
/** One item at 15:00 on every weekday until the last, `weeks` weeks long. */
const daily = addActivity(
  [],
  Array.from({ length: 170 }, (_, back) => new Date(LAST.getTime() - back * 86_400_000))
    .filter(day => ![0, 6].includes(day.getUTCDay()))
    .map(day => day.getTime() / 60_000),
);
const suspicious = (activity: readonly number[], days: number, discount = 1) =>
  judgeSilence(learnCadence(activity, after(days), 0), LAST, after(days), discount)?.suspicious;

describe('silence', () => {
  it('of a weekend is none, of two weeks is one for a source that publishes every weekday', () => {
    assert.equal(suspicious(daily, 3), false);
    assert.equal(suspicious(daily, 14), true);
  });

  it('takes longer to believe for a source that publishes once a week', () => {
    const weekly = daily.filter((_, index) => index % 5 === 4);
    assert.equal(suspicious(weekly, 14), false);
    assert.equal(suspicious(weekly, 42), true);
  });

  it('is not judged from a handful of items', () => {
    assert.equal(suspicious(daily.slice(-7), 300), undefined);
  });

  it('counts less over holidays and beside silent neighbours', () => {
    assert.equal(suspicious(daily, 14, 0.2), false);
  });

  it('only grows more suspicious with time', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), (one, other) => {
        const [shorter, longer] = one < other ? [one, other] : [other, one];
        assert.ok(!suspicious(daily, shorter) || suspicious(daily, longer));
      }),
    );
  });
});

describe('neighbours', () => {
  it('say nothing when little is expected of them or they publish as ever', () => {
    assert.equal(siblingDiscount(0, 2), 1);
    assert.equal(siblingDiscount(9, 10), 1);
  });
  it('excuse a silence that they share, but not for ever', () => {
    assert.equal(siblingDiscount(3, 10), 0.3);
    assert.equal(siblingDiscount(0, 100), 0.25);
  });
});

describe('holidays', () => {
  const factor = (place: string | null, day: string) => dayFactor(place, new Date(`${day}T00:00:00Z`));
  it('are known where they are not the same every year', () => {
    assert.ok(factor('GB', '2026-04-03') < 0.5, 'Good Friday');
    assert.equal(factor('JP', '2026-04-03'), 1);
    assert.ok(factor('HK', '2026-02-17') < 0.5, 'Lunar New Year');
    assert.ok(factor('AE', '2026-03-20') < 0.5, 'Eid al-Fitr');
    assert.ok(factor('US', '2026-11-26') < 0.5, 'Thanksgiving');
    assert.ok(factor('US-NY', '2026-07-04') < 0.5);
    assert.equal(factor('US', '2026-11-18'), 1);
  });
  it('slow Europe down in August, and everybody at the turn of the year', () => {
    assert.ok(factor('FR', '2026-08-12') < 1);
    assert.equal(factor('AU', '2026-08-12'), 1);
    assert.ok(factor(null, '2026-12-29') < 0.5);
  });
  it('discount a silence by their share of its weekdays', () => {
    const discount = holidayDiscount(
      'JP',
      new Date('2026-05-01T12:00:00Z'),
      new Date('2026-05-06T12:00:00Z'),
    );
    assert.ok(discount < 0.4, String(discount));
    assert.equal(
      holidayDiscount('US', new Date('2026-09-08T00:00:00Z'), new Date('2026-09-11T00:00:00Z')),
      1,
    );
  });
});
