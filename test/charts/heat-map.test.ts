import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawChart } from '../../src/charts/draw-chart.ts';
import { heatMapSvg } from '../../src/charts/heat-map.ts';
import { LOCALES } from '../../src/core/locale.ts';
import type { HeatMap } from '../../src/core/message.ts';

const CHART: HeatMap = {
  kind: 'heat-map',
  title: 'Stories <by> "jurisdiction" & topic',
  alt: 'Most: Hong Kong, Staking (3).',
  locale: 'en',
  rows: ['Hong Kong', 'A name far too long to stand beside the cells of its row'],
  columns: ['Staking', 'Central bank digital currency'],
  counts: [
    [3, 0],
    [1, 12],
  ],
};

test('a heat map shows every number and escapes every word', () => {
  const svg = heatMapSvg(CHART);
  for (const word of ['>3</text>', '>1</text>', '>12</text>', '>Staking</text>', '&lt;by&gt;', '&amp; topic'])
    assert.ok(svg.includes(word), word);
  assert.ok(!svg.includes('>0</text>'));
  assert.ok(svg.includes('A name far too long…') || /A name far too l[^<]*…/.test(svg));
  assert.match(heatMapSvg({ ...CHART, rows: [], columns: [], counts: [] }), /^<svg .*<\/svg>$/);
});

test('the same numbers give the same picture in every language, small enough to attach', () => {
  for (const locale of LOCALES) {
    const one = drawChart({ ...CHART, locale, rows: ['香港', '한국', '日本'] });
    assert.deepEqual(one, drawChart({ ...CHART, locale, rows: ['香港', '한국', '日本'] }));
    assert.deepEqual([...one.slice(1, 4)], [0x50, 0x4e, 0x47]);
    assert.ok(one.byteLength > 2000 && one.byteLength < 300_000);
  }
});
