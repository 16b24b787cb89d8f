import type { Config } from '../config.ts';
import type { Parts } from './parts.ts';

/** What queues hello posts and scheduled digests when they fall due. */
export async function queueDueOf(
  config: Config,
  { store, sources, clock, timeZone, channels }: Parts,
  digestDeps: () => Promise<Parameters<typeof import('../pipeline/digest.ts').scheduledDigest>[0]>,
): Promise<() => Promise<void>> {
  const { queueDue } = await import('../pipeline/queue-due.ts');
  const { scheduledDigest } = await import('../pipeline/digest.ts');
  const { hello } = await import('../pipeline/hello.ts');
  const { channel, token } = config.discord;
  const schedule = `every day at ${String(config.digestHour).padStart(2, '0')}:00 (${timeZone})`;
  const targets = [
    { name: 'console', greet: false },
    { name: 'file', greet: false },
    ...(token && channel ? [{ name: `discord:${channel}`, greet: true }] : []),
  ];
  const deps = await digestDeps();
  const opened = await store();
  return () =>
    queueDue({
      store: opened,
      clock,
      timeZone,
      digestHour: config.digestHour,
      targets,
      scheduledDigest: window => scheduledDigest(deps, window),
      hello: () => hello(opened, sources, clock, schedule),
      render: channels.render,
    });
}
