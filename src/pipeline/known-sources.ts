import type { SourceDef, StoredItem, Tier } from '../core/types.ts';

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
