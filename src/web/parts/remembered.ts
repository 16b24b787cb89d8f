import type { Clock } from '../../core/ports.ts';

/** For how long an answer is given again, in milliseconds. */
const FRESH_MS = 30_000;

/** An answer that costs more than a page should, asked for at most twice a minute however many look. A failure is not kept. */
export function remembered<T>(clock: Clock, ask: () => Promise<T>): () => Promise<T> {
  let known: { readonly at: number; readonly answer: Promise<T> } | null = null;
  return () => {
    const now = clock().getTime();
    if (known !== null && Math.abs(now - known.at) < FRESH_MS) return known.answer;
    const answer = ask();
    const made = { at: now, answer };
    known = made;
    answer.catch(() => {
      if (known === made) known = null;
    });
    return answer;
  };
}
