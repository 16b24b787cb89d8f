import type { SourceDef, StoredItem, Tier } from '../core/types.ts';
import type { SourceFacts } from '../digest/story-block.ts';

/**
 * Name and tier of every source that is defined or has an item among some. A source that is defined no more keeps the tier that its items
 * were stored with: a rule must not turn into a rumour because its source was renamed.
 */
export function knownSources(
  defs: readonly SourceDef[],
  items: readonly Pick<StoredItem, 'sourceId' | 'tier'>[],
): ReadonlyMap<string, { readonly name: string; readonly tier: Tier }> {
  const known = new Map(items.map(({ sourceId, tier }) => [sourceId, { name: sourceId, tier }]));
  for (const { id, name, tier } of defs) known.set(id, { name, tier });
  return known;
}

/** What stories are told with: names, zones and twins of sources. */
export function sourceFacts(
  defs: readonly SourceDef[],
  known: ReadonlyMap<string, { readonly name: string }>,
): SourceFacts {
  const byId = new Map(defs.map(def => [def.id, def]));
  return {
    nameOf: id => known.get(id)?.name ?? id,
    zoneOf: id => byId.get(id)?.timeZone ?? null,
    twinOf: id => byId.get(id)?.twin ?? null,
  };
}
