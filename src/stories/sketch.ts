/** Hashes kept of a text: two texts that share a share s of their word triples share about s of them, give or take 0.08. */
const SIZE = 40;
const TRIPLE = 3;
/** Units of a text that are looked at: reprints differ at their ends. */
const LOOKED_AT = 8_000;
/** Fewer triples say nothing. */
const LEAST = 25;
const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}]+/gu;

/**
 * A text as one-permutation MinHash over its triples of words (or characters, where words are not spaced): near-duplicates are told by
 * comparing sketches. Null for a text that is too short.
 */
export function toSketch(text: string): readonly number[] | null {
  const words = text.slice(0, LOOKED_AT).toLowerCase().match(WORD) ?? [];
  if (words.length < LEAST + TRIPLE - 1) return null;
  const least = new Array<number>(SIZE).fill(0xffffffff);
  for (let index = 0; index + TRIPLE <= words.length; index++) {
    const hash = hashOf(`${words[index]} ${words[index + 1]} ${words[index + 2]}`);
    const bin = hash % SIZE;
    const value = Math.floor(hash / SIZE);
    if (value < (least[bin] ?? 0)) least[bin] = value;
  }
  return least;
}

/** The share of two sketches that is the same, 0..1: an estimate of the share of triples that two texts have in common. */
export function resemblance(a: readonly number[], b: readonly number[]): number {
  let same = 0;
  let filled = 0;
  for (let bin = 0; bin < SIZE; bin++) {
    if (a[bin] === 0xffffffff && b[bin] === 0xffffffff) continue;
    filled++;
    if (a[bin] === b[bin]) same++;
  }
  return filled === 0 ? 0 : same / filled;
}

/** FNV-1a with a final mix, 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
