const START = Date.parse('2026-11-22T08:57:00.000Z');

/** A clock that begins three minutes before nine at the real instant `began` (ms) and runs `speed` times as fast. */
export function quickClock(began: number, speed: number): () => Date {
  return () => new Date(START + (Date.now() - began) * speed);
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
