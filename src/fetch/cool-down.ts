import type { Clock } from '../core/ports.ts';
import { FetchProblem } from './fetch-problem.ts';

/** Remembers which hosts asked to be left alone for long (429 with Retry-After), so that nothing else asks them meanwhile. */
export interface CoolDowns {
  /** Takes note of a host's wish; null changes nothing. */
  note(host: string, until: Date | null): void;
  /** The problem of asking a host now, or null. */
  problem(host: string): FetchProblem | null;
}

/** Cool-downs by host name. Some publishers lengthen their ban with every request that comes during it. */
export function createCoolDowns(clock: Clock): CoolDowns {
  const hosts = new Map<string, Date>();
  return {
    note(host, until) {
      const known = hosts.get(host);
      if (until !== null && (known === undefined || known < until)) hosts.set(host, until);
    },
    problem(host) {
      const until = hosts.get(host);
      if (until === undefined) return null;
      if (until <= clock()) {
        hosts.delete(host);
        return null;
      }
      const error = `${host} asked not to be asked before ${until.toISOString()}`;
      return new FetchProblem('rate-limited', error, { status: 429, transient: true, retryAfter: until });
    },
  };
}
