import type { Window } from '../core/application.ts';
import type { Coverage } from '../core/message.ts';
import type { SourceCoverage, SourceStore } from '../core/ports.ts';
import type { SourceDef } from '../core/types.ts';

/**
 * Which enabled sources were read in a window. A source counts as read when at least one read of it succeeded. For a window in which
 * regbeat read nothing at all (it was not running yet), the reads since then count: a list read later still held
 * what was published before.
 */
export async function coverageOf(
  store: SourceStore,
  sources: readonly SourceDef[],
  window: Window,
  now: Date,
): Promise<Coverage> {
  const within = await store.coverage(window.since, window.until);
  const ran = within.some(source => source.attempts > 0);
  const reads = ran ? within : await store.coverage(window.until, new Date(now.getTime() + 1).toISOString());
  const byId = new Map(reads.map(read => [read.sourceId, read]));
  const enabled = sources.filter(def => def.enabled);
  return {
    enabled: enabled.length,
    read: enabled.filter(def => (byId.get(def.id)?.successes ?? 0) > 0).length,
    gaps: enabled.filter(def => (byId.get(def.id)?.openGaps ?? 0) > 0).length,
    failing: enabled.flatMap(def => {
      const read = byId.get(def.id);
      // A source that was not asked does not fail: the line counts it as not read.
      return read && read.attempts > 0 && read.successes === 0 ? [toFailing(def, read)] : [];
    }),
  };
}

function toFailing(def: SourceDef, read: SourceCoverage): Coverage['failing'][number] {
  return {
    sourceId: def.id,
    name: def.name,
    since: read.failingSince,
    error: read.lastError ?? 'no answer',
  };
}
