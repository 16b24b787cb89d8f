import type { Cadence } from './cadence.ts';
import { activeHours } from './cadence.ts';

/** Fewer batches than this say nothing about a usual gap. */
const FEWEST_BATCHES = 8;
/**
 * How often a source that is well may be called quiet: once in so many months. The silence that it takes follows from this and from
 * how often the source publishes.
 */
const MONTHS_PER_FALSE_ALARM = 300;
const MONTH_HOURS = 30 * 24;
/** Variance of gaps over their squared mean (1 at random) below which a source keeps to fixed days. */
const REGULAR = 0.3;
/** How regular a source may be taken to be. */
const MOST_REGULAR = 4;
/** Share of gaps that count as the long ones, from which the tail is extrapolated. */
const TAIL = 0.25;

/** How long a source has published nothing, against what is usual for it. */
export interface Silence {
  /** Active hours since the newest item. */
  readonly hours: number;
  /** Chance of a gap this long while all is well, by its own gaps. */
  readonly chance: number;
  /** The longest gap that was seen, in active hours. */
  readonly longest: number;
  /** Whether it is too long to believe. */
  readonly suspicious: boolean;
}

/**
 * Judges a silence by the source's own gaps, in the two ways in which it may be usual, of which the likelier counts. By chance: for a source that
 * publishes at random the next gap follows a Lomax distribution once its rate had to be learned from few gaps. By habit: its
 * longer quarter of gaps is continued by an exponential tail (peaks over a threshold), so that a source that publishes in bursts
 * is not called quiet after each of them, as a z-score would. `discount` (0 to 1) says which share of the time since the newest item
 * counts: less over holidays and while the source's neighbours are silent too. Null when too little is known.
 */
export function judgeSilence(cadence: Cadence, newest: Date, now: Date, discount: number): Silence | null {
  const { gaps } = cadence;
  if (cadence.batches < FEWEST_BATCHES || now < newest) return null;
  const hours = activeHours(cadence, newest, now) * discount;
  const total = gaps.reduce((sum, gap) => sum + gap, 0);
  const gapsPerMonth = MONTH_HOURS / Math.max(total / gaps.length, 1);
  const longest = gaps.at(-1) ?? 0;
  const chance = Math.max(byHabit(gaps, hours), byChance(gaps, total, hours));
  const suspicious = hours > longest && chance * gapsPerMonth < 1 / MONTHS_PER_FALSE_ALARM;
  return { hours, chance, longest, suspicious };
}

function byChance(gaps: readonly number[], total: number, hours: number): number {
  const mean = total / gaps.length;
  const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
  // Publishing on fixed days is more regular than chance (gamma shape above 1); few gaps do not prove it, nor a little less spread.
  const spread = Math.max(variance, 1) / mean ** 2;
  const most = Math.min(MOST_REGULAR, gaps.length / 12);
  const shape = spread < REGULAR ? Math.max(1, Math.min(most, 0.4 / spread)) : 1;
  return (total / (total + hours)) ** (gaps.length * shape);
}

function byHabit(gaps: readonly number[], hours: number): number {
  const cut = Math.min(gaps.length - 1, Math.floor(gaps.length * (1 - TAIL)));
  const threshold = gaps[cut] ?? 0;
  const over = gaps.slice(cut);
  const excess = over.reduce((sum, gap) => sum + gap - threshold, 0) / over.length;
  const median = gaps[Math.floor(gaps.length / 2)] ?? 0;
  const scale = Math.max(excess, median / 4, 2) * (1 + 1 / Math.sqrt(over.length));
  return hours <= threshold ? 1 : TAIL * Math.exp(-(hours - threshold) / scale);
}

/**
 * The share of a time that counts when other sources of the same jurisdiction published only `observed` of the `expected` batches
 * meanwhile: all of it while they publish as ever or too little is expected of them to tell; never less than a quarter, because
 * a regulator that moves its site silences all its lists at once.
 */
export function siblingDiscount(observed: number, expected: number): number {
  if (expected < 4) return 1;
  const ratio = observed / expected;
  return ratio >= 0.6 ? 1 : Math.max(0.25, ratio);
}
