import type { Store } from '../core/ports.ts';
import type { SourceDef } from '../core/types.ts';
import type { ReportCoverage, ReportSourceRow } from '../query/report-parts.ts';
import type { WeekView } from './export-weekly-view.ts';

/**
 * What the ledger says of a week. Of a week before the first read it says only which sources were read in the first round, without times, so that two
 * folders that were filled at different hours with the same answers say the same.
 */
export async function coverageOfWeek(
  store: Pick<Store, 'sources'>,
  sources: readonly SourceDef[],
  { week, state, knownBy }: WeekView,
): Promise<ReportCoverage> {
  const first = state === 'retrospective';
  const [since, until] = first ? [week.until, knownBy ?? FAR] : [week.since, week.until];
  const reads = new Map((await store.sources.coverage(since, until)).map(read => [read.sourceId, read]));
  const ledger = new Map((await store.sources.ledger(since, until)).map(line => [line.sourceId, line]));
  const enabled = sources.filter(def => def.enabled);
  const failing = enabled.flatMap(def => {
    const read = reads.get(def.id);
    // A source that was not asked does not fail: it is counted as not read.
    if (read === undefined || read.attempts === 0 || read.successes > 0) return [];
    const error = read.lastError ?? 'no answer';
    return [{ sourceId: def.id, name: def.name, since: first ? null : read.failingSince, error }];
  });
  const errors = new Map(failing.map(one => [one.sourceId, one.error]));
  const rows = first
    ? []
    : enabled.map(({ id, name }): ReportSourceRow => {
        const line = ledger.get(id);
        return {
          sourceId: id,
          name,
          reads: line?.attempts ?? 0,
          done: line?.done ?? 0,
          gaps: line?.openGaps ?? 0,
          hoursUnread: line?.hoursUnread ?? 0,
          error: errors.get(id) ?? null,
        };
      });
  const sum = (of: (row: ReportSourceRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    basis: first ? 'first-read' : 'week',
    enabled: enabled.length,
    read: enabled.filter(def => (reads.get(def.id)?.successes ?? 0) > 0).length,
    gaps: rows.filter(row => row.gaps > 0).length,
    reads: sum(row => row.reads),
    done: sum(row => row.done),
    hoursUnread: Math.round(sum(row => row.hoursUnread) * 10) / 10,
    failing,
    sources: rows,
  };
}

/** After every read. */
const FAR = '9999-12-31T00:00:00.000Z';
