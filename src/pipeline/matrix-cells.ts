import type { ClaimSource, StoredPosition } from '../core/ports.ts';
import type { MatrixCell, PositionStatement } from '../core/position-matrix.ts';
import { TOPICS } from '../core/types.ts';

/** Days before the statement that counts within which an equal source that disagrees is a conflict. Older ones were replaced. */
const CONFLICT_DAYS = 90;
const DAY = 86_400_000;

/** A consultation changes nothing yet. */
function isOpen({ stance }: StoredPosition): boolean {
  return stance === 'considering';
}

/**
 * The order in which statements count: official before standard setter before press and law firms; of equal rank a rule before a consultation,
 * which lifts no rule that is in force; then the newer; of one day's hour the surer. So a later press report never replaces an authority's own words: it stands beside them as a conflict.
 */
export function byRank(a: StoredPosition, b: StoredPosition): number {
  if (a.place !== b.place) return a.place - b.place;
  if (isOpen(a) !== isOpen(b)) return isOpen(a) ? 1 : -1;
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  return b.confidence - a.confidence;
}

/** What outer layers see of the item behind a claim. */
export function toAttested({ itemId, title, url, source, tier, at }: ClaimSource) {
  return { itemId, title, url, source, tier, date: at.slice(0, 10) };
}

/** One stored position as outer layers see it. */
export function toStatement(position: StoredPosition): PositionStatement {
  const { stance, audience, confidence, quote } = position;
  return { stance, audience, confidence, quote, ...toAttested(position) };
}

function disagrees(one: StoredPosition, current: StoredPosition): boolean {
  // Weighing a change contradicts no rule: it stands as its review.
  if (one.stance === current.stance || isOpen(one)) return false;
  const since = Date.parse(one.at) - Date.parse(current.at);
  return one.place === current.place ? since >= -CONFLICT_DAYS * DAY : one.place > current.place && since > 0;
}

/** The newest consultation since the rule that counts. */
function reviewOf(own: readonly StoredPosition[], current: StoredPosition): StoredPosition | undefined {
  if (isOpen(current)) return undefined;
  return own.filter(one => isOpen(one) && one.at > current.at).sort(newestFirst)[0];
}

function newestFirst(a: StoredPosition, b: StoredPosition): number {
  return a.at === b.at ? 0 : a.at < b.at ? 1 : -1;
}

/** The statements at which a position changed, newest first: what repeats the one before it is left out. */
export function changesOf(statements: readonly StoredPosition[]): StoredPosition[] {
  const ordered = [...statements].sort(newestFirst);
  return ordered.filter((one, index) => one.stance !== ordered[index + 1]?.stance);
}

/** Settles each cell out of the newest statement of each stance and rank. */
export function toCells(
  statements: readonly StoredPosition[],
  historyOf: (position: StoredPosition) => readonly StoredPosition[],
): MatrixCell[] {
  const cells = Map.groupBy(statements, one => `${one.jurisdiction} ${one.topic} ${one.audience ?? ''}`);
  return [...cells.values()]
    .flatMap((own): MatrixCell[] => {
      const [current] = [...own].sort(byRank);
      if (current === undefined) return [];
      const review = reviewOf(own, current);
      return [
        {
          jurisdiction: current.jurisdiction,
          topic: current.topic,
          ...toStatement(current),
          conflicts: own
            .filter(one => disagrees(one, current))
            .sort(newestFirst)
            .map(toStatement),
          underReview: review === undefined ? null : toStatement(review),
          history: changesOf(historyOf(current)).map(toStatement),
        },
      ];
    })
    .sort(
      (a, b) =>
        (a.jurisdiction < b.jurisdiction ? -1 : a.jurisdiction > b.jurisdiction ? 1 : 0) ||
        TOPICS.indexOf(a.topic) - TOPICS.indexOf(b.topic) ||
        (a.audience ?? '').localeCompare(b.audience ?? '', 'en'),
    );
}
