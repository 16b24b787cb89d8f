import { HEALTH_STATES } from '../core/health.ts';
import type { SourceState, Store } from '../core/ports.ts';
import type { SourceDef } from '../core/types.ts';
import type { HealthFilter, Ledger, SourceHealth } from '../core/watching.ts';

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
  const { health = null, override = null, newestAt = null } = state?.watch ?? {};
  return {
    id: def.id,
    name: def.name,
    jurisdiction: def.jurisdiction,
    tier: def.tier,
    state: health?.state ?? null,
    since: health?.since ?? null,
    evidence: health?.evidence ?? 'not read yet',
    lastReadAt: state?.lastSuccessAt ?? null,
    nextReadAt: state?.nextDueAt ?? null,
    newestItemAt: newestAt,
    readAt: override?.from === def.url ? override.url : null,
  };
}

/** What the ledger says about a window, one line per enabled source, those that were not asked included. */
export async function ledgerOf(
  store: Store,
  sources: readonly SourceDef[],
  window: { readonly since: string; readonly until: string },
): Promise<Ledger> {
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
