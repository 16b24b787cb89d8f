import type { CliContext } from './context.ts';

/** A moving bar on a terminal, nothing in a pipe. */
export interface Progress {
  update(done: number, total: number, label: string): void;
  stop(): void;
}

/** Shows how far long work is, on standard error, so that standard output stays clean. */
export async function createProgress(context: CliContext): Promise<Progress> {
  if (!context.stderr.isTTY) return { update: () => undefined, stop: () => undefined };
  const { default: cliProgress } = await import('cli-progress');
  const bar = new cliProgress.SingleBar(
    {
      format: ' {bar} {value}/{total}  {label}',
      hideCursor: true,
      clearOnComplete: true,
      barsize: 28,
      fps: 10,
      gracefulExit: false,
    },
    cliProgress.Presets.rect,
  );
  let started = false;
  return {
    update: (done, total, label) => {
      if (!started) bar.start(total, 0, { label: '' });
      started = true;
      bar.update(done, { label });
    },
    stop: () => {
      if (started) bar.stop();
    },
  };
}
