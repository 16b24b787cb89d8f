import type { SourceState } from '../../core/ports.ts';
import type { SourceDef } from '../../core/types.ts';
import { activeHours, type Cadence, learnCadence } from '../../watch/cadence.ts';
import { holidayDiscount } from '../../watch/holidays.ts';
import { judgeSilence, type Silence, siblingDiscount } from '../../watch/silence.ts';
import { zoneOffset } from '../../watch/zone-offset.ts';

/** Siblings looked at for one silence. */
const MOST_SIBLINGS = 30;

/**
 * Judges silences of sources with what the other sources of the same jurisdiction did meanwhile, and with the holidays there. Both are
 * looked up only for a silence that is too long without them.
 */
export function createSilences(
  sources: readonly SourceDef[],
  states: ReadonlyMap<string, SourceState>,
): (def: SourceDef, cadence: Cadence, newest: Date, now: Date) => Silence | null {
  const byPlace = Map.groupBy(
    sources.filter(def => def.enabled),
    def => def.jurisdiction,
  );
  return (def, cadence, newest, now) => {
    const plain = judgeSilence(cadence, newest, now, 1);
    if (!plain?.suspicious) return plain;
    const siblings = (byPlace.get(def.jurisdiction) ?? []).filter(other => other.id !== def.id);
    const holidays = holidayDiscount(def.jurisdiction, newest, now);
    return judgeSilence(cadence, newest, now, holidays * siblingsOf(siblings, states, newest, now));
  };
}

/** How much less the siblings published since an instant than their own cadences say. */
function siblingsOf(
  siblings: readonly SourceDef[],
  states: ReadonlyMap<string, SourceState>,
  newest: Date,
  now: Date,
): number {
  let expected = 0;
  let observed = 0;
  const from = newest.getTime() / 60_000;
  for (const def of siblings.slice(0, MOST_SIBLINGS)) {
    const state = states.get(def.id);
    // A sibling that cannot be read is silent for another reason.
    if (!state || state.consecutiveFailures > 0 || state.watch.health?.state === 'quiet') continue;
    const { activity } = state.watch;
    if (activity.length < 5) continue;
    const before = activity.filter(minute => minute < from);
    const cadence = learnCadence(before, newest, zoneOffset(def.timeZone, newest));
    expected += cadence.rate * activeHours(cadence, newest, now);
    observed += activity.length - before.length;
  }
  return siblingDiscount(observed, expected);
}
