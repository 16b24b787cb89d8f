import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inParallel } from '../../src/pipeline/in-parallel.ts';

describe('work in parallel', () => {
  it('does everything, in order of start, never more at once than allowed', async () => {
    const started: number[] = [];
    let running = 0;
    let most = 0;
    await inParallel([1, 2, 3, 4, 5, 6, 7], 3, async n => {
      started.push(n);
      running++;
      most = Math.max(most, running);
      await new Promise(resolve => setImmediate(resolve));
      running--;
    });
    assert.deepEqual(started, [1, 2, 3, 4, 5, 6, 7]);
    assert.equal(most, 3);
  });

  it('starts nothing after a failure, waits for what is under way, and throws the first', async () => {
    const slow = Promise.withResolvers<void>();
    const started: number[] = [];
    const ended: number[] = [];
    const whole = inParallel([1, 2, 3, 4], 2, async n => {
      started.push(n);
      if (n === 2) throw new Error('second');
      await slow.promise;
      ended.push(n);
    });
    setImmediate(() => slow.resolve());
    await assert.rejects(whole, /second/);
    assert.deepEqual([started, ended], [[1, 2], [1]]);
  });

  it('starts nothing once it is told to stop', async () => {
    const stop = new AbortController();
    const started: number[] = [];
    await inParallel(
      [1, 2, 3],
      1,
      async n => {
        started.push(n);
        stop.abort();
      },
      stop.signal,
    );
    assert.deepEqual(started, [1]);
  });
});
