import type { Clock, Store } from '../core/ports.ts';
import type { SourceDef } from '../core/types.ts';
import type { Vitals } from '../core/vitals.ts';

const DAY_MS = 86_400_000;
/** However often sources are read, a pause of this many seconds (three hours) is none to worry about: a machine may sleep. */
const PATIENCE = 3 * 3600;

/** What shows whether the program does its work: when it last asked a source, how reads went, what waits to be sent. */
export async function readVitals(
  store: Pick<Store, 'sources' | 'outbox'>,
  sources: readonly SourceDef[],
  clock: Clock,
): Promise<Omit<Vitals, 'schemaVersion'>> {
  const now = clock();
  const enabled = sources.filter(def => def.enabled);
  const states = await store.sources.states();
  const asked = enabled.flatMap(def => states.get(def.id)?.lastAttemptAt ?? []).toSorted();
  const reads = await store.sources.coverage(
    new Date(now.getTime() - DAY_MS).toISOString(),
    new Date(now.getTime() + 1).toISOString(),
  );
  const attempts = reads.reduce((sum, one) => sum + one.attempts, 0);
  const done = reads.reduce((sum, one) => sum + one.successes, 0);
  const slowest = Math.min(...enabled.map(def => def.interval.max * 60));
  return {
    posts: await store.outbox.counts(),
    lastAskedAt: asked.at(-1) ?? null,
    askedWithin: enabled.length === 0 ? null : Math.max(PATIENCE, 2 * slowest),
    reads: { done, failed: attempts - done },
  };
}
