import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as cheerio from 'cheerio';
import { countChart } from '../../src/charts/count-chart.ts';
import { countLags, lagChart } from '../../src/charts/lag-chart.ts';
import { DARK, LIGHT, PAGE, paint } from '../../src/charts/palette.ts';
import { timelineChart } from '../../src/charts/timeline-chart.ts';
import { busiestTopics, volumeChart } from '../../src/charts/volume-chart.ts';

const HOSTILE = '<script>alert(1)</script>"&';
const weeks = Array.from({ length: 26 }, (_, index) => ({
  week: `2026-W${String(index + 10).padStart(2, '0')}`,
  since: '2026-03-02T00:00:00.000Z',
  items: 10 + index,
  topics: { stablecoins: index, licenses: 3, tax: 1 },
}));
const lag = (minutes: number) => ({ storyId: 's', at: '2026-01-01T00:00:00.000Z', minutes });

const CHARTS: Readonly<Record<string, (width: number) => string>> = {
  volume: width => volumeChart(weeks, { id: 'a', width, of: HOSTILE }),
  'volume of nothing': width => volumeChart([], { id: 'a', width, of: 'nothing' }),
  timeline: width =>
    timelineChart(
      [
        { at: '2026-03-01T10:00:00.000Z', kind: 'rule', official: true },
        { at: '2026-04-01T10:00:00.000Z', kind: 'court', official: false },
      ],
      { id: 'a', width, of: HOSTILE, since: '2026-01-01T00:00:00.000Z', until: '2026-06-01T00:00:00.000Z' },
    ),
  'timeline of nothing': width =>
    timelineChart([], {
      id: 'a',
      width,
      of: 'nothing',
      since: '2026-01-01T00:00:00.000Z',
      until: '2026-06-01T00:00:00.000Z',
    }),
  counts: width =>
    countChart(
      Array.from({ length: 9 }, (_, index) => ({
        name: `${HOSTILE} ${index}`,
        points: [
          { at: '2026-01-01T00:00:00.000Z', count: index },
          { at: '2026-02-01T00:00:00.000Z', count: index * 2 },
        ],
      })),
      { id: 'a', width, title: HOSTILE },
    ),
  lags: width => lagChart([lag(-90), lag(5), lag(5), lag(9_000)], { id: 'a', width }),
  'lags of nothing': width => lagChart([], { id: 'a', width }),
};

describe('charts', () => {
  for (const [name, drawn] of Object.entries(CHARTS)) {
    it(`draws ${name} in any width, with words, and nothing a strict page would refuse`, () => {
      for (const width of [340, 860]) {
        const svg = drawn(width);
        const $ = cheerio.load(svg, { xml: true });
        assert.equal($('svg[role="img"]').attr('aria-labelledby'), 'a-title a-desc');
        assert.ok($('#a-title').text().length > 3);
        assert.ok($('#a-desc').text().length > 10);
        assert.equal($('script, style, foreignObject, image, [style], [class], [onclick]').length, 0);
        assert.equal($('svg').attr('viewBox')?.split(' ')[2], String(width));
        assert.doesNotMatch(svg, /zr\d|NaN|Infinity|undefined/);
      }
    });

    it(`draws ${name} to the same bytes, and in the colours of each palette only`, () => {
      const svg = drawn(600);
      assert.equal(drawn(600), svg);
      for (const palette of [LIGHT, DARK, PAGE]) {
        const allowed = new Set([...Object.values(palette).flat(), 'none', '#000']);
        const $ = cheerio.load(paint(svg, palette), { xml: true });
        const used = $('[fill], [stroke]')
          .toArray()
          .flatMap(node => [$(node).attr('fill'), $(node).attr('stroke')])
          .filter(colour => colour !== undefined);
        assert.deepEqual(
          used.filter(colour => !allowed.has(colour)),
          [],
        );
      }
    });
  }

  it('says in words what the bars say', () => {
    assert.match(
      volumeChart(weeks, { id: 'a', width: 600, of: 'all' }),
      /585 items from 2026-W10 to 2026-W35; most in 2026-W35 \(35\)/,
    );
    assert.deepEqual(busiestTopics(weeks), ['stablecoins', 'licenses', 'tax']);
  });

  it('puts each lag into one band', () => {
    const minutes = [-5_000, -1_440, -1, 0, 59, 60, 1_440, 99_999];
    const total = countLags(minutes.map(lag)).reduce((sum, band) => sum + band.stories, 0);
    assert.equal(total, minutes.length);
    const named = countLags([lag(-1), lag(0)]).filter(band => band.stories > 0);
    assert.deepEqual(
      named.map(band => band.name),
      ['up to 1 h before', 'within 1 h'],
    );
  });
});
