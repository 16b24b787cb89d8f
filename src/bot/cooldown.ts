import type { Clock } from '../core/ports.ts';

export interface Cooldown {
  /** Counts a call; false when this user has made too many of late. */
  allow(user: string): boolean;
}

export interface CooldownOptions {
  readonly calls: number;
  readonly windowMs: number;
}

/** At most so many calls of one user within a window. */
export function createCooldown(clock: Clock, { calls, windowMs }: CooldownOptions): Cooldown {
  const recent = new Map<string, number[]>();
  return {
    allow(user) {
      const now = clock().getTime();
      const kept = (recent.get(user) ?? []).filter(at => at > now - windowMs && at <= now);
      if (kept.length >= calls) return false;
      kept.push(now);
      recent.delete(user);
      recent.set(user, kept);
      // The least recent ones are first: those whose last call has left the window are forgotten.
      for (const [other, times] of recent) {
        if ((times.at(-1) ?? 0) > now - windowMs) break;
        recent.delete(other);
      }
      return true;
    },
  };
}
