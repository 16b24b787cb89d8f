import assert from 'node:assert/strict';
import { it } from 'node:test';
import { runChaos } from './chaos-world.ts';

it('delivers every alert and digest once and in order while it is killed and Discord fails in every way', async () => {
  const result = await runChaos({
    channels: 5,
    stories: 10,
    digests: 2,
    kills: 6,
    seed: 20_261_122,
    speed: 200,
  });
  assert.deepEqual(result.problems, []);
  assert.deepEqual([result.alerts, result.digests, result.kills, result.invalid], [50, 10, 6, 0]);
});
