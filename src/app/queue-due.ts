import type { Config } from '../config.ts';
import { builtInPlan } from '../pipeline/plans.ts';
import type { Parts } from './parts.ts';

/** Where the settings alone send the daily digest: terminal, file, and what Discord they name. */
async function builtInTargets(config: Config, { store }: Parts): Promise<readonly string[]> {
  const { channel, token, webhooks } = config.discord;
  const { subscriptions } = await store();
  const targets = ['console', 'file', ...(token && channel ? [`discord:${channel}`] : [])];
  for (const name of webhooks.keys()) {
    const target = `webhook:${name}`;
    // Whoever subscribed for a webhook says himself what it gets.
    if ((await subscriptions.list({ target })).length === 0) targets.push(target);
  }
  return targets;
}

/** What queues hello posts, alerts, scheduled digests, reminders and edits when they fall due. */
export async function queueDueOf(
  config: Config,
  parts: Parts,
  digestDeps: () => Promise<Parameters<typeof import('../pipeline/digest.ts').scheduledDigest>[0]>,
): Promise<() => Promise<void>> {
  const { queueDue } = await import('../pipeline/queue-due.ts');
  const { queueReminders } = await import('../pipeline/chase.ts');
  const { queueFollows } = await import('../pipeline/item-follows.ts');
  const { reviseStale } = await import('../pipeline/edits.ts');
  const { tidySubscriptions } = await import('../pipeline/troubles.ts');
  const { scheduledDigest } = await import('../pipeline/digest.ts');
  const { hello } = await import('../pipeline/hello.ts');
  const { sources, clock, timeZone, channels, logger } = parts;
  const digests = await digestDeps();
  const store = await parts.store();
  const { render } = channels;
  const common = { store, sources, clock, logger, render };
  return async () => {
    const targets = await builtInTargets(config, parts);
    const steps = [
      () => tidySubscriptions({ ...common, opsTarget: null }),
      () =>
        queueDue({
          ...common,
          parseQuery: digests.parseQuery,
          plans: targets.map(target => builtInPlan(target, timeZone, config.digestHour)),
          scheduledDigest: window => scheduledDigest(digests, window),
          hello: (schedule, locale) => hello(store, sources, clock, schedule, locale),
        }),
      () => queueReminders(common),
      () => queueFollows(common),
      () => reviseStale(common),
    ];
    const failures: unknown[] = [];
    // What one step cannot do must not keep the next from its work.
    for (const step of steps) await Promise.resolve(step()).catch(error => failures.push(error));
    if (failures.length > 0) throw failures[0];
  };
}
