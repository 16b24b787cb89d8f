import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  addToDay,
  daysBetween,
  exists,
  firstDay,
  formatCalendarDate,
  lastDay,
  parseCalendarDate,
} from '../../src/core/calendar-date.ts';
import { slugOf } from '../../src/core/slug.ts';

describe('calendar dates', () => {
  it('cover the days between their first and their last', () => {
    const spans: readonly (readonly [string, string, string])[] = [
      ['2024-02', '2024-02-01', '2024-02-29'],
      ['2025-Q3', '2025-07-01', '2025-09-30'],
      ['2025-H1', '2025-01-01', '2025-06-30'],
      ['2025-H2', '2025-07-01', '2025-12-31'],
      ['2025', '2025-01-01', '2025-12-31'],
      ['2025-04-07', '2025-04-07', '2025-04-07'],
    ];
    for (const [date, first, last] of spans) assert.deepEqual([firstDay(date), lastDay(date)], [first, last]);
  });

  it('are none when there is no such day', () => {
    for (const text of ['2025-02-29', '2025-13', '2025-00-01', '2025-Q5', '25-01-01', '', '2025-1-1'])
      assert.equal(parseCalendarDate(text), null, text);
    assert.equal(exists({ year: 2024, month: 2, day: 29 }), true);
  });

  it('count days, and end in a shorter month', () => {
    assert.equal(addToDay('2025-01-31', 1, 'month'), '2025-02-28');
    assert.equal(addToDay('2024-02-29', 1, 'year'), '2025-02-28');
    assert.equal(addToDay('2025-01-15', -2, 'month'), '2024-11-15');
    assert.equal(addToDay('2025-12-31', 2, 'week'), '2026-01-14');
    assert.equal(daysBetween('2025-02-28', '2025-03-01'), 1);
  });

  it('are read as they are written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 40_000 }), days => {
        const day = new Date(days * 86_400_000).toISOString().slice(0, 10);
        const date = parseCalendarDate(day);
        assert.ok(date !== null);
        assert.equal(formatCalendarDate(date), day);
        assert.equal(daysBetween(day, addToDay(day, 40, 'day')), 40);
      }),
    );
  });
});

describe('slugOf', () => {
  it('makes one id of a name in any spelling', () => {
    assert.equal(slugOf('Gabriel Galípolo'), 'gabriel-galipolo');
    assert.equal(slugOf(' O’Brien & Co. '), 'obrien-co');
    assert.equal(slugOf('コインエース'), 'コインエース');
    assert.equal(slugOf('ドバイ บิทคับ'), 'ドバイ-บิทคับ');
    assert.equal(slugOf('???'), '');
  });
});
