import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearestName } from '../../src/sources/nearest-name.ts';

test('nearestName finds slips of the pen and nothing far-fetched', () => {
  const names = ['title', 'link', 'date', 'timeZone', 'url'];
  for (const [written, expected] of [
    ['titel', 'title'],
    ['tilte', 'title'],
    ['Link', 'link'],
    ['timezone', 'timeZone'],
    ['time_zone', 'timeZone'],
    ['ulr', 'url'],
    ['banana', null],
    ['', null],
    ['x'.repeat(1000), null],
  ] as const) {
    assert.equal(nearestName(written, names), expected, written);
  }
});
