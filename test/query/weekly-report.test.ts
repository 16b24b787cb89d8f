import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isoWeek, weekOf, weeksBefore } from '../../src/query/iso-week.ts';
import { buildWeeklyReport, countWeek } from '../../src/query/weekly-report.ts';
import { reportInput, sampleItems, sampleSources } from '../export/sample-report.ts';

describe('isoWeek', () => {
  it('runs from Monday to Monday in UTC', () => {
    assert.deepEqual(isoWeek('2026-W25', 'UTC'), {
      label: '2026-W25',
      timeZone: 'UTC',
      since: '2026-06-15T00:00:00.000Z',
      until: '2026-06-22T00:00:00.000Z',
    });
  });

  it('reads lower case, a missing hyphen and a single digit', () => {
    assert.equal(isoWeek('2026w5', 'UTC').label, '2026-W05');
    assert.equal(isoWeek(' 2026-w25 ', 'UTC').label, '2026-W25');
  });

  it('begins at local midnight east and west of Greenwich', () => {
    assert.equal(isoWeek('2026-W25', 'Asia/Hong_Kong').since, '2026-06-14T16:00:00.000Z');
    assert.equal(isoWeek('2026-W25', 'America/Los_Angeles').since, '2026-06-15T07:00:00.000Z');
    assert.equal(isoWeek('2026-W25', 'Asia/Kathmandu').since, '2026-06-14T18:15:00.000Z');
  });

  it('accepts week 53 only in years that have one', () => {
    assert.equal(isoWeek('2020-W53', 'UTC').since, '2020-12-28T00:00:00.000Z');
    assert.equal(isoWeek('2026-W53', 'UTC').until, '2027-01-04T00:00:00.000Z');
    assert.throws(() => isoWeek('2025-W53', 'UTC'), /2026-W25/);
  });

  it('puts the first days of January into the year their week belongs to', () => {
    assert.equal(weekOf('2027-01-03T12:00:00Z', 'UTC').label, '2026-W53');
    assert.equal(weekOf('2024-12-30T12:00:00Z', 'UTC').label, '2025-W01');
    assert.equal(isoWeek('2025-W01', 'UTC').since, '2024-12-30T00:00:00.000Z');
  });

  it('is an hour shorter and longer when the clocks change', () => {
    const hours = (label: string) => {
      const { since, until } = isoWeek(label, 'Europe/London');
      return (Date.parse(until) - Date.parse(since)) / 3_600_000;
    };
    assert.equal(hours('2026-W13'), 167);
    assert.equal(hours('2026-W43'), 169);
    assert.equal(hours('2026-W25'), 168);
  });

  it('refuses what is no week or no zone, and says what to write', () => {
    for (const label of ['', '2026-25', '2026-W00', '2026-W54', '26-W25', '2026-W25-1', 'W25', '2026-W-1']) {
      assert.throws(() => isoWeek(label, 'UTC'), { name: 'AppError', code: 'week' }, label);
    }
    assert.throws(() => isoWeek('2026-W25', 'Mars/Olympus'), { name: 'AppError', code: 'time-zone' });
    assert.throws(() => weekOf('yesterday', 'UTC'), { name: 'AppError', code: 'week' });
  });

  it('leaves no gap and no overlap between weeks, in any zone', () => {
    const zones = [
      'UTC',
      'Europe/London',
      'Asia/Tokyo',
      'America/New_York',
      'Africa/Cairo',
      'America/Santiago',
    ];
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1995-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
        fc.constantFrom(...zones),
        (date, zone) => {
          const instant = date.toISOString();
          const week = weekOf(instant, zone);
          assert.ok(week.since <= instant && instant < week.until);
          assert.deepEqual(isoWeek(week.label, zone), week);
          const [before] = weeksBefore(week, 1);
          assert.equal(before?.until, week.since);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('names the weeks before, newest first, over a year end', () => {
    const labels = weeksBefore(isoWeek('2027-W02', 'Asia/Hong_Kong'), 4).map(week => week.label);
    assert.deepEqual(labels, ['2027-W01', '2026-W53', '2026-W52', '2026-W51']);
  });
});

describe('buildWeeklyReport', () => {
  it('counts stories, not items, and compares them with the weeks before', () => {
    const report = buildWeeklyReport(reportInput());
    const number = (id: string) => report.headline.find(entry => entry.id === id);
    assert.equal(number('stories')?.value, 4);
    assert.equal(number('items')?.value, 6);
    assert.equal(number('enforcement')?.value, 1);
    assert.equal(number('unconfirmed')?.value, 1);
    assert.deepEqual(
      number('stories')?.previous.map(entry => entry.value),
      [3, 5, 2, 1],
    );
    assert.equal(number('stories')?.previousMean, 2.8);
  });

  it('heads a story with the official document and says how long after it others reported', () => {
    const report = buildWeeklyReport(reportInput());
    const story = report.stories.find(entry => entry.title.startsWith('Rules for staking'));
    assert.ok(story);
    assert.equal(story.unconfirmed, false);
    assert.deepEqual(
      story.alsoReportedBy.map(other => [other.source, other.lagMinutes]),
      [
        ['Chain Courier', -30],
        ['Ledger Post', 125],
      ],
    );
  });

  it('marks a story that only the press has as unconfirmed', () => {
    const report = buildWeeklyReport(reportInput());
    const press = report.stories.filter(story => story.unconfirmed);
    assert.deepEqual(
      press.map(story => story.sourceId),
      ['media/ledger-post/news'],
    );
  });

  it('puts a binding rule with a near date and two further reports first, and says why', () => {
    const report = buildWeeklyReport(reportInput());
    const first = report.matters[0];
    assert.equal(report.stories.find(story => story.id === first?.storyId)?.sourceId, 'hk/sfc/news');
    assert.deepEqual(first?.reasons, [
      'rule',
      'from the authority itself',
      'also reported by 2 other sources',
      'takes effect 2026-07-01',
    ]);
  });

  it('lists every story under a jurisdiction and under a topic', () => {
    const report = buildWeeklyReport(reportInput());
    const ids = report.stories.map(story => story.id).sort();
    for (const sections of [report.byJurisdiction, report.byTopic]) {
      assert.deepEqual([...new Set(sections.flatMap(section => section.storyIds))].sort(), ids);
    }
  });

  it('counts what was left out by the rule that left it out, with examples', () => {
    const report = buildWeeklyReport(reportInput());
    assert.deepEqual(
      report.excluded.map(({ rule, because, count }) => [rule, because, count]),
      [
        ['not-relevant', 'no crypto-asset term', 2],
        ['not-relevant', 'no public authority', 1],
        ['unreadable', 'entry without a title', 4],
      ],
    );
    assert.equal(report.excluded[0]?.examples.length, 2);
  });

  it('ignores items of other weeks to the millisecond, and files undated items by first sight', () => {
    const report = buildWeeklyReport({ ...reportInput(), week: '2026-W26' });
    assert.deepEqual(
      report.stories.map(story => story.title),
      ['Published in the first millisecond of the next week'],
    );
    const undated = buildWeeklyReport(reportInput()).stories.find(story => !story.dated);
    assert.equal(undated?.date, '2026-06-18');
  });

  it('gives one report for one set of items in any order', () => {
    const expected = JSON.stringify(buildWeeklyReport(reportInput()));
    fc.assert(
      fc.property(fc.shuffledSubarray(sampleItems(), { minLength: sampleItems().length }), items => {
        assert.equal(JSON.stringify(buildWeeklyReport({ ...reportInput(), items })), expected);
      }),
      { numRuns: 50 },
    );
  });

  it('tells what was published earlier and found in the week, and what came with the first read of a source', () => {
    const items = sampleItems();
    const before = items.filter(item => item.title.startsWith('Published in the last'));
    const found = buildWeeklyReport({ ...reportInput(), late: before });
    assert.deepEqual(
      found.stories.filter(story => story.foundLate).map(story => story.date),
      ['2026-06-14'],
    );
    assert.equal(found.stories.length, buildWeeklyReport(reportInput()).stories.length + 1);
    const historic = items.map(item => ({ ...item, historic: true }));
    const first = buildWeeklyReport({ ...reportInput(), items: historic });
    assert.ok(
      first.method.some(sentence => sentence.startsWith('4 of the 4 stories came with the first read')),
    );
    assert.ok(!found.method.some(sentence => sentence.includes('first read of a source')));
  });

  it('names the models that tagged its items, and the amounts of cases', () => {
    const [first, ...rest] = sampleItems();
    assert.ok(first);
    const other = { ...first, classification: { ...first.classification, model: 'newer-2' } };
    const report = buildWeeklyReport({ ...reportInput(), items: [other, ...rest] });
    assert.equal(report.versions.models.length, 2);
    assert.equal(report.stories.find(story => story.itemId === other.id)?.model, 'newer-2');
    assert.ok(report.method.includes('1 item was tagged by classifier newer-2.'));
    assert.deepEqual(
      report.penalties.map(({ authority, what, value, unit }) => [authority, what, value, unit]),
      [['FCA', 'fine', 1_200_000, 'GBP']],
    );
  });

  it('counts stories by jurisdiction and topic', () => {
    const { heatMap, stories } = buildWeeklyReport(reportInput());
    heatMap.rows.forEach(({ id: place }, row) => {
      heatMap.columns.forEach(({ id: topic }, column) => {
        const count = stories.filter(
          story => story.jurisdictions.includes(place) && story.topics.some(one => one === topic),
        ).length;
        assert.equal(heatMap.counts[row]?.[column], count);
      });
    });
    assert.ok(heatMap.rows.length > 0 && heatMap.columns.length > 0);
  });

  it('quotes with the chooser it is given, and else the first sentence that is not the title', () => {
    const chosen = buildWeeklyReport({
      ...reportInput(),
      quoteOf: (text, _title, max) => text.slice(0, Math.min(6, max)),
    });
    assert.equal(chosen.stories.find(story => story.kind === 'enforcement')?.quote, 'The fi');
    const plain = buildWeeklyReport(reportInput());
    assert.equal(
      plain.stories.find(story => story.kind === 'rule')?.quote,
      'Licensed platforms may offer staking to their clients when they keep control of the keys.',
    );
    assert.equal(plain.stories.find(story => !story.dated)?.quote, null);
  });

  it('carries no link but http ones', () => {
    const report = buildWeeklyReport(reportInput());
    const hostile = report.stories.find(story => story.title.includes('<script>'));
    assert.equal(hostile?.url, null);
  });

  it('says of an empty week that nothing is new, with its coverage', () => {
    const report = buildWeeklyReport({ ...reportInput(), items: [] });
    assert.equal(report.stories.length, 0);
    assert.equal(report.headline[0]?.value, 0);
    assert.equal(report.coverage.read, 7);
  });

  it('shows a source that it does not know under its id, as press', () => {
    const report = buildWeeklyReport({ ...reportInput(), sources: new Map() });
    assert.ok(report.stories.every(story => story.unconfirmed));
    assert.ok(report.stories.some(story => story.source === 'hk/sfc/news'));
  });

  it('counts a week as its own report does', () => {
    const counts = countWeek(isoWeek('2026-W25', 'Asia/Hong_Kong'), sampleItems(), sampleSources());
    const headline = buildWeeklyReport(reportInput()).headline;
    assert.deepEqual(counts.counts, Object.fromEntries(headline.map(number => [number.id, number.value])));
  });
});
