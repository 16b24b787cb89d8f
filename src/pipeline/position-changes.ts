import type { PositionChange } from '../core/message.ts';
import type { Store, StoredPosition } from '../core/ports.ts';
import { itemTime } from '../core/story-groups.ts';
import type { StoredItem } from '../core/types.ts';
import { byRank } from './matrix-cells.ts';

/** Rank of a voice among statements, as the matrix has it: an authority's own words first. */
const PLACES = { official: 0, 'standard-setter': 1, press: 2, 'law-firm': 2 } as const;

/**
 * The positions of an item that differ from what counted before it: stated for the first time, or otherwise than before by a voice of at least
 * its rank. What the same story said already is no change. Considering something lifts no rule in force: it stands with that rule as its review, once.
 */
export async function positionChanges(
  { knowledge }: Pick<Store, 'knowledge'>,
  item: StoredItem,
): Promise<readonly PositionChange[]> {
  const stated = item.classification.positions;
  if (stated.length === 0) return [];
  const before = await knowledge.newestPositions({
    jurisdictions: [...new Set(stated.map(({ jurisdiction }) => jurisdiction))],
    topics: [...new Set(stated.map(({ topic }) => topic))],
    before: itemTime(item),
  });
  const cellOf = (one: Pick<StoredPosition, 'jurisdiction' | 'topic' | 'audience'>) =>
    `${one.jurisdiction} ${one.topic} ${one.audience ?? ''}`;
  const cells = Map.groupBy(
    before.filter(({ storyId }) => storyId !== item.storyId),
    cellOf,
  );
  const changes = new Map<string, PositionChange>();
  for (const { jurisdiction, topic, audience, stance } of stated) {
    const cell = cellOf({ jurisdiction, topic, audience });
    const [counted] = [...(cells.get(cell) ?? [])].sort(byRank);
    const place = PLACES[item.tier];
    if (counted !== undefined && (counted.stance === stance || counted.place < place)) continue;
    if (changes.has(cell)) continue;
    const told = { jurisdiction, topic, audience, stance };
    if (counted === undefined || stance !== 'considering')
      changes.set(cell, { ...told, was: counted?.stance ?? null });
    else if (!isUnderReview(cells.get(cell) ?? [], counted, place))
      changes.set(cell, { ...told, was: null, inForce: counted.stance });
  }
  return [...changes.values()];
}

/** Whether a voice of at least some rank said since the rule that a change is being considered. */
function isUnderReview(statements: readonly StoredPosition[], rule: StoredPosition, place: number): boolean {
  return statements.some(one => one.stance === 'considering' && one.place <= place && one.at > rule.at);
}
