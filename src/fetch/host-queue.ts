import type { Sleep } from './retry.ts';

export interface HostQueueOptions {
  /** Tasks of one host that run at the same time. */
  readonly perHost: number;
  /** Milliseconds between the starts of two tasks of one host. */
  readonly minGapMs: number;
  /** Tasks of all hosts that run at the same time. */
  readonly total: number;
  readonly sleep: Sleep;
}

export interface HostQueue {
  /**
   * Runs the task when its host and the whole have room, oldest first. `gapMs` is a longer wait than the usual one until the host's next
   * task. Rejects with the signal's reason when it fires before the start.
   */
  run<T>(host: string, signal: AbortSignal, task: () => Promise<T>, gapMs?: number): Promise<T>;
  /** Starts nothing on a host for some milliseconds. */
  rest(host: string, ms: number): void;
  /** Ends the pauses that are going on; tasks that still wait are the business of their own signals. */
  close(): void;
}

interface Job {
  readonly turn: number;
  readonly start: () => void;
}

interface HostState {
  active: number;
  /** Pauses that are going on. */
  resting: number;
  readonly waiting: Job[];
}

/**
 * Politeness: a token bucket per host that holds one token and gets the next after the gap; bounds how many tasks run per host and in total, and spaces out those of one host. Nobody starves: the oldest
 * startable task is next.
 */
export function createHostQueue(options: HostQueueOptions): HostQueue {
  const hosts = new Map<string, HostState>();
  const closing = new AbortController();
  let active = 0;
  let turns = 0;

  const stateOf = (host: string): HostState => {
    const known = hosts.get(host);
    if (known !== undefined) return known;
    const fresh: HostState = { active: 0, resting: 0, waiting: [] };
    hosts.set(host, fresh);
    return fresh;
  };

  const forgetIdle = (host: string, state: HostState): void => {
    if (state.active === 0 && state.resting === 0 && state.waiting.length === 0) hosts.delete(host);
  };

  const startable = (): HostState | null => {
    let best: HostState | null = null;
    let oldest = Number.POSITIVE_INFINITY;
    for (const state of hosts.values()) {
      const turn = state.waiting[0]?.turn ?? Number.POSITIVE_INFINITY;
      if (turn < oldest && state.active < options.perHost && state.resting === 0) {
        best = state;
        oldest = turn;
      }
    }
    return best;
  };

  const pump = (): void => {
    while (active < options.total) {
      const job = startable()?.waiting.shift();
      if (job === undefined) return;
      job.start();
    }
  };

  const rest = (host: string, ms: number): void => {
    if (ms <= 0 || closing.signal.aborted) return;
    const state = stateOf(host);
    state.resting += 1;
    const wake = (): void => {
      state.resting -= 1;
      forgetIdle(host, state);
      pump();
    };
    options.sleep(ms, closing.signal).then(wake, wake);
  };

  const run = <T>(host: string, signal: AbortSignal, task: () => Promise<T>, gapMs = 0): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      const state = stateOf(host);
      const leave = (): void => {
        state.waiting.splice(state.waiting.indexOf(job), 1);
        forgetIdle(host, state);
        reject(signal.reason);
      };
      const done = (): void => {
        active -= 1;
        state.active -= 1;
        forgetIdle(host, state);
        pump();
      };
      const start = (): void => {
        signal.removeEventListener('abort', leave);
        active += 1;
        state.active += 1;
        rest(host, Math.max(options.minGapMs, gapMs));
        task().then(resolve, reject).finally(done);
      };
      const job: Job = { turn: turns++, start };
      state.waiting.push(job);
      signal.addEventListener('abort', leave, { once: true });
      pump();
    });

  return { run, rest, close: () => closing.abort() };
}
