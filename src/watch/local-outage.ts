import type { ReadFault } from '../core/health.ts';

/** A source that fails in one of these ways was not reached at all. */
const UNREACHED: ReadonlySet<ReadFault> = new Set(['dns', 'connect', 'timeout', 'reset', 'tls', 'local']);

/** Hosts that must have been asked before a network is called down. */
export const FEWEST_HOSTS = 4;
/** Share of hosts that must be out of reach: on the worst of days a good part of the others' servers still answers. */
const MOST_DOWN = 0.8;

/** One try of a host that answered at its last read. */
export interface Witness {
  readonly host: string;
  readonly reached: boolean;
}

/** Whether a failure means that the host was not reached. */
export function isUnreached(fault: ReadFault | null): boolean {
  return fault !== null && UNREACHED.has(fault);
}

/**
 * Whether it is this machine that is offline: "down" when four in five of at least four hosts that answered before are out of reach,
 * "up" when less are, "unsure" when too few were asked. Hosts that failed before are no witnesses: while 120 of 300 are down for a day, rounds in
 * which only those are due must not look like an outage.
 */
export function judgeNetwork(witnesses: readonly Witness[]): 'up' | 'down' | 'unsure' {
  const hosts = new Map<string, boolean>();
  for (const { host, reached } of witnesses) hosts.set(host, reached || hosts.get(host) === true);
  const down = [...hosts.values()].filter(reached => !reached).length;
  if (hosts.size > 0 && down / hosts.size < MOST_DOWN) return 'up';
  return hosts.size < FEWEST_HOSTS ? 'unsure' : 'down';
}
