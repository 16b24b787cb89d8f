import type { Tier } from '../core/types.ts';

/** Who speaks, as readers weigh it. */
export const TIER_NAMES: Readonly<Record<Tier, string>> = {
  official: 'official',
  'standard-setter': 'standard setter',
  press: 'press',
  'law-firm': 'law firm',
};
