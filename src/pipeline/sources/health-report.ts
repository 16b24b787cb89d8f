import { AppError } from '../../core/errors.ts';
import { HEALTH_STATES } from '../../core/health.ts';
import type { Clock, SourceState, Store } from '../../core/ports.ts';
import type { SourceDef } from '../../core/types.ts';
import type { HealthFilter, Ledger, SourceHealth } from '../../core/watching.ts';
import { parseDateSpan } from '../../query/query-dates.ts';

/** How every enabled source is, the worst first. */
export async function sourceHealth(
  store: Store,
  sources: readonly SourceDef[],
  filter: HealthFilter,
): Promise<readonly SourceHealth[]> {
  const states = await store.sources.states();
  const place = filter.jurisdiction?.toUpperCase();
  const rank = ({ state }: SourceHealth) => (state === null ? -1 : HEALTH_STATES.indexOf(state));
  return sources
    .filter(def => def.enabled && (place === undefined || def.jurisdiction === place))
    .map(def => toHealth(def, states.get(def.id)))
    .filter(line => filter.state === undefined || line.state === filter.state)
    .sort((one, other) => rank(other) - rank(one) || (one.id < other.id ? -1 : 1));
}

function toHealth(def: SourceDef, state: SourceState | undefined): SourceHealth {
  const { override = null, newestAt = null } = state?.watch ?? {};
  // Not well, not ill: it is too early to say of a source that never answered yet.
  const early = !state?.firstSuccessAt && state?.watch.health?.state === 'ok';
  const health = early ? null : (state?.watch.health ?? null);
  return {
    id: def.id,
    name: def.name,
    jurisdiction: def.jurisdiction,
    tier: def.tier,
    state: health?.state ?? null,
    since: health?.since ?? null,
    evidence: health?.evidence ?? state?.lastError ?? 'not read yet',
    lastReadAt: state?.lastSuccessAt ?? null,
    nextReadAt: state?.nextDueAt ?? null,
    newestItemAt: newestAt,
    readAt: override?.from === def.url ? override.url : null,
  };
}

/**
 * What the ledger says about a window from a time as people type it ("7d", "2026-11-01") until now, one line per enabled source, those that
 * were not asked included. Throws AppError "usage".
 */
export async function ledgerOf(
  deps: {
    readonly store: Store;
    readonly sources: readonly SourceDef[];
    readonly clock: Clock;
    readonly timeZone: string;
  },
  typed: string,
): Promise<Ledger> {
  const { store, sources, clock, timeZone } = deps;
  const now = clock();
  const span = parseDateSpan(typed, now, timeZone);
  if (span === null)
    throw new AppError('usage', `"${typed.slice(0, 40)}" is no date: write 7d, 2026-11-01 or the like.`);
  const window = { since: new Date(span.from.toMillis()).toISOString(), until: now.toISOString() };
  const lines = await store.sources.ledger(window.since, window.until);
  const byId = new Map(lines.map(line => [line.sourceId, line]));
  return {
    ...window,
    sources: sources
      .filter(def => def.enabled)
      .map(({ id, name, jurisdiction }) => ({
        name,
        jurisdiction,
        ...(byId.get(id) ?? {
          sourceId: id,
          attempts: 0,
          done: 0,
          gaps: 0,
          openGaps: 0,
          itemsNew: 0,
          hoursUnread: 0,
          lastReadAt: null,
        }),
      })),
  };
}
