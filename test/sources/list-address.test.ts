import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listAddress } from '../../src/sources/list-address.ts';

test('placeholders are filled with today in the zone of the source', () => {
  const def = { url: 'https://x.example/{year}/{month}/{day}?last={year-1}', timeZone: 'Asia/Hong_Kong' };
  assert.deepEqual(listAddress(def, new Date('2026-12-31T17:00:00Z')), {
    url: 'https://x.example/2027/01/01?last=2026',
  });
  assert.deepEqual(listAddress({ ...def, timeZone: 'America/New_York' }, new Date('2026-12-31T17:00:00Z')), {
    url: 'https://x.example/2026/12/31?last=2025',
  });
});

test('the body is filled too, and every other brace stays', () => {
  const def = {
    url: 'https://x.example/{E28FA557}?q={id}',
    body: '{"year":{year},"items":null}',
    timeZone: 'UTC',
  };
  assert.deepEqual(listAddress(def, new Date('2026-11-22T00:00:00Z')), {
    url: 'https://x.example/{E28FA557}?q={id}',
    body: '{"year":2026,"items":null}',
  });
});
