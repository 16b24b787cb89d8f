import { PorterStemmer } from 'natural/lib/natural/stemmers/index.js';
import { stemWord } from '../tokens.ts';
import type { Stem } from './features.ts';

/** Words whose stems are remembered; a stream of made-up words must not fill the memory. */
const MOST_WORDS = 20_000;
/** Longer ones are no words. */
const MOST_LETTERS = 40;

/** Porter's stems of English words, plural endings only of others; those of frequent words are remembered. */
export function createStem(): Stem {
  const known = new Map<string, string>();
  return word => {
    const found = known.get(word);
    if (found !== undefined) return found;
    const stem =
      /^[a-z]+$/.test(word) && word.length <= MOST_LETTERS ? PorterStemmer.stem(word) : stemWord(word);
    if (known.size < MOST_WORDS) known.set(word, stem);
    return stem;
  };
}
