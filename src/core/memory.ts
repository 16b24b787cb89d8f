import type { Clock } from './ports.ts';

export interface MemoryOptions {
  /** For how long an answer is given again, in milliseconds. Default: half a minute. */
  readonly freshMs?: number;
  /** Until this age an answer is still given while the next one is made. Default: five minutes. */
  readonly staleMs?: number;
  /** Answers kept: those that were asked for last. Default: 300. */
  readonly most?: number;
}

/** Answers that cost more than whoever asks should wait for. */
export interface Memory {
  /** What `ask` answered for this key a short while ago, else what it answers now. A failure is not kept. */
  recall<T>(key: string, ask: () => Promise<T>): Promise<T>;
}

interface Kept {
  readonly at: number;
  readonly answer: Promise<unknown>;
  renewing: boolean;
}

/** A memory of its own. Its keys must say everything that the answers depend on. */
export function createMemory(clock: Clock, options: MemoryOptions = {}): Memory {
  const { freshMs = 30_000, staleMs = 300_000, most = 300 } = options;
  const kept = new Map<string, Kept>();

  const keep = <T>(key: string, ask: () => Promise<T>): Promise<T> => {
    const answer = ask();
    const made: Kept = { at: clock().getTime(), answer, renewing: false };
    kept.delete(key);
    kept.set(key, made);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    answer.catch(() => {
      if (kept.get(key) === made) kept.delete(key);
    });
    return answer;
  };

  return {
    recall<T>(key: string, ask: () => Promise<T>): Promise<T> {
      const known = kept.get(key);
      if (known === undefined) return keep(key, ask);
      const age = Math.abs(clock().getTime() - known.at);
      if (age >= staleMs) return keep(key, ask);
      if (age >= freshMs && !known.renewing) {
        known.renewing = true;
        // After whoever asked was answered: the database is read without a break.
        setTimeout(() => void keep(key, ask).catch(() => undefined), 0).unref();
      }
      return known.answer as Promise<T>;
    },
  };
}
