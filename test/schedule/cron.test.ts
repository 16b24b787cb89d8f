import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startSchedule } from '../../src/schedule/cron.ts';

const EVERY_SECOND = '* * * * * *';

function createLog() {
  const errors: object[] = [];
  const ignore = () => undefined;
  return {
    errors,
    logger: {
      debug: ignore,
      info: ignore,
      warn: ignore,
      error: (fields: object) => void errors.push(fields),
    },
  };
}

describe('a schedule', () => {
  it('runs a job again after it threw, never beside itself, and stops when it has ended', async () => {
    const { logger, errors } = createLog();
    let running = 0;
    let most = 0;
    let runs = 0;
    let ended = 0;
    const second = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const schedule = await startSchedule(
      [
        {
          name: 'job',
          expression: EVERY_SECOND,
          work: async () => {
            runs++;
            if (runs === 1) throw new Error('first time');
            running++;
            most = Math.max(most, running);
            second.resolve();
            await release.promise;
            running--;
            ended++;
          },
        },
      ],
      logger,
    );
    await second.promise;
    const stopped = schedule.stop();
    release.resolve();
    await stopped;
    assert.deepEqual([most, running, ended], [1, 0, 1]);
    assert.equal(errors.length, 1);
  });

  it('refuses an expression that is none', async () => {
    const { logger } = createLog();
    await assert.rejects(
      startSchedule([{ name: 'x', expression: 'often', work: async () => undefined }], logger),
    );
  });
});
