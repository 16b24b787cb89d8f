import type { SignedItem } from '../core/ports.ts';
import type { Prepared, TermCount } from './compare.ts';
import { type ScoredPair, scorePair } from './score-pair.ts';

/** How far back another report of an event is looked for. */
export const LOOK_BACK_DAYS = 30;
/** A score from which an item joins a story: chosen on labelled events, see docs/adr/006. */
export const JOINS_FROM = 0.5;
/** Where the same voice has told the event already, what it adds is rather a follow-up. */
const JOINS_TOLD_FROM = 0.8;
/** What the best match counts beside the mean over the story's items: a chain of neighbours is no event. */
const BEST_SHARE = 0.6;
const DAY_MS = 86_400_000;

/** An item that another may be compared with, ready for it. */
export interface Comparable extends Omit<SignedItem, 'sign'> {
  readonly prepared: Prepared;
}

export interface StoryChoice {
  readonly item: Comparable;
  readonly pair: ScoredPair;
  /** Of the whole story, 0..1. */
  readonly score: number;
  /** The story is too old to be joined: its next chapter begins. */
  readonly chapter: boolean;
}

/**
 * The story that an item belongs to, among those of its candidates, or null. A story is judged by its best match and by the mean over the
 * candidates that it has; one that people put together by its best match alone.
 */
export function chooseStory(
  itemId: string,
  prepared: Prepared,
  candidates: readonly Comparable[],
  count?: TermCount,
): StoryChoice | null {
  const pairs = candidates
    .filter(
      item =>
        item.itemId !== itemId && Math.abs(item.prepared.time - prepared.time) <= LOOK_BACK_DAYS * DAY_MS,
    )
    .map(item => ({ item, pair: scorePair(prepared, item.prepared, count) }));
  let chosen: StoryChoice | null = null;
  for (const members of Map.groupBy(pairs, ({ item }) => item.storyId).values()) {
    const best = members.reduce((a, b) => (b.pair.score > a.pair.score ? b : a));
    const mean = members.reduce((sum, { pair }) => sum + pair.score, 0) / members.length;
    const whole = best.pair.sameText || best.item.storyDecided;
    const score = whole ? best.pair.score : BEST_SHARE * best.pair.score + (1 - BEST_SHARE) * mean;
    const told = !best.pair.sameText && members.some(({ pair }) => pair.sameVoice);
    if (score < (told ? JOINS_TOLD_FROM : JOINS_FROM) || (chosen !== null && score <= chosen.score)) continue;
    const age = (prepared.time - Date.parse(best.item.storyOpenedAt)) / DAY_MS;
    chosen = { ...best, score, chapter: age > LOOK_BACK_DAYS };
  }
  return chosen;
}
