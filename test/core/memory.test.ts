import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { createMemory } from '../../src/core/memory.ts';

describe('memory', () => {
  const start = Date.parse('2026-01-01T00:00:00.000Z');

  it('asks once while an answer is fresh, renews it behind the back while it is stale, and anew when it is old', async () => {
    let now = start;
    let asked = 0;
    const { recall } = createMemory(() => new Date(now));
    const ask = async () => ++asked;
    assert.deepEqual([await recall('a', ask), await recall('a', ask)], [1, 1]);
    now += 31_000;
    assert.deepEqual([await recall('a', ask), await recall('a', ask)], [1, 1]);
    await wait(20);
    assert.equal(await recall('a', ask), 2);
    now += 301_000;
    assert.equal(await recall('a', ask), 3);
  });

  it('keeps no failure, and not more than it was told', async () => {
    const { recall } = createMemory(() => new Date(start), { most: 2 });
    await assert.rejects(
      recall('a', () => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(await recall('a', async () => 'yes'), 'yes');
    await recall('b', async () => 1);
    await recall('c', async () => 1);
    assert.equal(await recall('a', async () => 'again'), 'again');
  });
});
