import type { Logger } from '../core/ports.ts';

/** Work that is repeated until it is stopped. */
export interface Schedule {
  /** No run begins after this; resolves when the ones under way have ended. */
  stop(): Promise<void>;
}

/**
 * Runs each job by its cron expression (node-cron, five fields). A job never overlaps itself: a tick that comes while the last run
 * is still at work is skipped. A run that throws is logged and does not end the schedule.
 */
export async function startSchedule(
  jobs: readonly { readonly name: string; readonly expression: string; readonly work: () => Promise<void> }[],
  logger: Logger,
): Promise<Schedule> {
  const { schedule } = await import('node-cron');
  const running = new Map<string, Promise<void>>();
  const tasks = jobs.map(({ name, expression, work }) =>
    schedule(expression, () => {
      if (running.has(name)) return;
      const run = work()
        .catch(error => logger.error({ err: error, job: name }, 'scheduled job failed'))
        .finally(() => running.delete(name));
      running.set(name, run);
    }),
  );
  return {
    stop: async () => {
      for (const task of tasks) await task.destroy();
      await Promise.all(running.values());
    },
  };
}
