import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type DateContext, tagDates } from '../../src/classify/dates/tag-dates.ts';
import { parseCalendarDate } from '../../src/core/calendar-date.ts';
import { readGoldenDates, scoreDates } from '../helpers/golden-dates.ts';
import { loadSharedKnowledge } from '../helpers/open-app.ts';

const context: DateContext = {
  publishedAt: '2025-04-15',
  timeZone: 'UTC',
  language: 'en',
  monthFirst: false,
};

function dates(text: string, more: Partial<DateContext> = {}): string[] {
  return tagDates('', text, { ...context, ...more }).map(tag => `${tag.kind} ${tag.date}`);
}

describe('golden texts on dates', () => {
  for (const half of ['written-with', 'held-out']) {
    it(`are found on the part ${half === 'held-out' ? 'that no rule was written with' : 'that rules were written with'}`, () => {
      const items = readGoldenDates(half);
      assert.ok(items.length >= 70);
      assert.ok(items.filter(item => item.trap === true).length >= items.length / 3);
      const { precision, recall, differences } = scoreDates(items);
      assert.ok(precision >= 0.95, differences.join('\n'));
      assert.ok(recall >= 0.85, differences.join('\n'));
    });
  }
});

describe('tagDates', () => {
  it('counts from the day of publication in the zone of the source', () => {
    const text = 'Comments are due within 30 days after publication in the Federal Register.';
    const publishedAt = '2025-06-01T02:00:00.000Z';
    assert.deepEqual(dates(text, { publishedAt, timeZone: 'UTC' }), ['consultation_closes 2025-07-01']);
    assert.deepEqual(dates(text, { publishedAt, timeZone: 'America/New_York' }), [
      'consultation_closes 2025-06-30',
    ]);
    const [tag] = tagDates('', text, { ...context, publishedAt });
    assert.ok((tag?.confidence ?? 1) < 0.7);
    assert.match(tag?.evidence[0]?.rule ?? '', /counted from publication/);
  });

  it('reads figures as the place writes them, and weekdays by the calendar', () => {
    assert.deepEqual(dates('Comments are due by 5/6/2025.'), ['consultation_closes 2025-06-05']);
    assert.deepEqual(dates('Comments are due by 5/6/2025.', { monthFirst: true }), [
      'consultation_closes 2025-05-06',
    ]);
    assert.deepEqual(dates('Comments on the rule are due by Friday.'), ['consultation_closes 2025-04-18']);
  });

  it('knows eras and Buddhist years', () => {
    assert.deepEqual(dates('本法は令和7年6月1日から施行する。', { language: 'ja' }), [
      'effective 2025-06-01',
    ]);
    assert.deepEqual(dates('มีผลใช้บังคับตั้งแต่วันที่ 16 มิถุนายน 2568', { language: 'th' }), ['effective 2025-06-16']);
  });

  it('gives no date for days that do not exist, questions, and what is long past', () => {
    assert.deepEqual(dates('Comments are due by 31 February 2026.'), []);
    assert.deepEqual(dates('Will the rule take effect on 1 June 2025?'), []);
    assert.deepEqual(dates('The law took effect on 1 June 2019.'), []);
    assert.deepEqual(dates('From 08/04/2025 to 16/06/2025: seminar on the draft rules.'), []);
  });

  it('takes the announcement for the day of effect only when nothing better is said', () => {
    const announced =
      'According to the announcement on April 7, 2025, platforms will be allowed to offer staking.';
    assert.deepEqual(dates(announced), ['effective 2025-04-07']);
    assert.deepEqual(dates(`${announced} The rules take effect on 1 May 2025.`), ['effective 2025-05-01']);
  });

  it('keeps the more precise of two that say the same', () => {
    assert.deepEqual(
      dates('The regime goes live in October 2027. The rules take effect on 25 October 2027.'),
      ['effective 2027-10-25'],
    );
  });

  it('reads the dates of the seeds as described', t => {
    const folder = path.resolve(import.meta.dirname, '../../../shared/seeds');
    if (!existsSync(folder)) {
      t.skip('the shared folder is not here');
      return;
    }
    const { classifier } = loadSharedKnowledge();
    const read = (name: string) =>
      classifier
        .classify({
          title: '',
          text: readFileSync(path.join(folder, `${name}.txt`), 'utf8'),
          url: null,
          publishedAt: null,
          language: 'en',
          source: null,
        })
        .dates.map(tag => tag.date);
    assert.deepEqual(read('hk-staking'), ['2025-04-07']);
    assert.deepEqual(read('hk-derivatives'), []);
  });

  it('reads a text of two million characters', () => {
    const text = 'The rule takes effect on 1 May 2026 and firms must comply by 30 June 2027. '.repeat(27_000);
    assert.deepEqual(dates(text), ['effective 2026-05-01', 'compliance 2027-06-30']);
  });

  const piece = fc.constantFrom(
    'takes effect on ',
    'comments are due by ',
    'must comply by ',
    '1 May 2026',
    '31 February 2026',
    '令和7年6月1日',
    '생효 ',
    '３月４日',
    'until ',
    'Q3',
    'within 60 days ',
    'after publication',
    '3/4/26',
    '\n',
    '. ',
    '?',
    'hearing ',
    '99999999',
    '🔴',
    'today',
    'first quarter of ',
    '0000-00-00',
    'next year',
    '前',
    'まで',
  );
  it('never fails, and quotes what stands there', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string(), fc.string({ unit: 'grapheme' })), { maxLength: 30 }),
        fc.option(fc.constantFrom('2026-02-28', '2024-02-29T23:59:59.000Z', 'nonsense', '')),
        fc.boolean(),
        (words, publishedAt, monthFirst) => {
          const text = words.join('');
          for (const tag of tagDates(text, text, { ...context, publishedAt, monthFirst })) {
            assert.ok(parseCalendarDate(tag.date), tag.date);
            assert.ok(tag.confidence > 0 && tag.confidence <= 1);
            assert.ok(text.includes(tag.quote));
            assert.ok(tag.evidence.length > 0);
            for (const { start, end, text: quoted } of tag.evidence) {
              assert.equal(text.slice(start, end), quoted);
              assert.ok(quoted !== '');
            }
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});
