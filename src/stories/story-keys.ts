import type { StorySign } from '../core/story-sign.ts';
import { wordWeight } from './known-words.ts';
import { hashOf } from './sketch.ts';

const NAMES = 5;
const AMOUNTS = 2;
const WORDS = 4;
const PAIRS = 4;
const RARE = 0.85;
const BANDS = 8;
const BAND_WIDTH = 3;

/**
 * The terms under which an item is found as a candidate, at most about 30: names, amounts, rare words, what happened where, and bands of the
 * text's sketch (two texts that share 80 % meet in one of 8 bands of 3 with 99.7 %, 40 % of unrelated ones never).
 */
export function storyTerms(sign: StorySign): readonly string[] {
  const all = [...sign.title, ...sign.lead];
  const names = all
    .filter(term => term.startsWith('n:') && wordWeight(term.slice(2), true) > 0.5)
    .slice(0, NAMES);
  const amounts = all.filter(term => /^[m%]:/.test(term)).slice(0, AMOUNTS);
  const words = sign.title
    .filter(term => term.startsWith('w:') && wordWeight(term.slice(2), false) >= RARE)
    .sort(byHash)
    .slice(0, WORDS);
  const pairs = sign.title
    .filter(term => term.startsWith('h:'))
    .sort(byHash)
    .slice(0, PAIRS);
  const firms = sign.firms.slice(0, NAMES).map(id => `f:${id}`);
  const acts = sign.title.filter(term => term.startsWith('v:')).slice(0, 3);
  const matters = sign.title.filter(term => term.startsWith('c:')).slice(0, 3);
  const where = [...sign.places.slice(0, 1), ...sign.authorities.slice(0, 1)];
  const happened = where.flatMap(place =>
    [...acts, ...matters, ...sign.topics.slice(0, 2)].map(what => `x:${place} ${what}`),
  );
  return [
    ...new Set([...names, ...firms, ...amounts, ...words, ...pairs, ...happened, ...bands(sign.sketch)]),
  ];
}

function bands(sketch: readonly number[] | null): string[] {
  if (sketch === null) return [];
  return Array.from({ length: BANDS }, (_, band) => {
    const part = sketch.slice(band * BAND_WIDTH, (band + 1) * BAND_WIDTH);
    return `s:${band} ${part.join(' ')}`;
  });
}

/** The same few are chosen from two titles that share most of their words. */
function byHash(a: string, b: string): number {
  return hashOf(a) - hashOf(b);
}
