import type { Clock } from '../core/ports.ts';

/** Keeps what does not fit into the hundred characters of a button: answers under way. Lost when the process ends. */
export interface Memory {
  /** Keeps a value for `user` and returns its key. */
  put(user: string, value: unknown): string;
  /** The value, or undefined when it is too old or another user's. */
  get(user: string, key: string): unknown;
  /** Puts another value in the place of one. */
  set(user: string, key: string, value: unknown): void;
  drop(key: string): void;
}

const KEPT_MS = 60 * 60_000;
const MOST = 5_000;

export function createMemory(clock: Clock): Memory {
  const kept = new Map<string, { readonly user: string; value: unknown; until: number }>();
  let counter = clock().getTime();
  const until = () => clock().getTime() + KEPT_MS;
  const find = (user: string, key: string) => {
    const entry = kept.get(key);
    return entry !== undefined && entry.user === user && entry.until > clock().getTime() ? entry : null;
  };
  return {
    put(user, value) {
      counter += 1;
      const key = counter.toString(36);
      kept.set(key, { user, value, until: until() });
      for (const [oldest, entry] of kept) {
        if (kept.size <= MOST && entry.until > clock().getTime()) break;
        kept.delete(oldest);
      }
      return key;
    },
    get: (user, key) => find(user, key)?.value,
    set(user, key, value) {
      const entry = find(user, key);
      if (entry === null) return;
      entry.value = value;
      entry.until = until();
    },
    drop: key => void kept.delete(key),
  };
}
