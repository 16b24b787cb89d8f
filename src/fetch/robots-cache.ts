import type { Clock, RobotsRecord, RobotsStore } from '../core/ports.ts';
import { FetchProblem } from './fetch-problem.ts';
import { NO_RULES, parseRobots, type RobotsRules, relevantLines } from './robots-rules.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** RFC 9309 section 2.4: a copy should not be used for longer. */
const FRESH_MS = 24 * HOUR_MS;
/** How soon a file that could not be had is asked for again, while a known copy stands for it. */
const RETRY_MS = HOUR_MS;
/** And where none is known: nothing is asked of its site meanwhile, so this only keeps the lists of one host from asking each. */
const RETRY_UNKNOWN_MS = MINUTE_MS;
/** RFC 9309 section 2.3.1.4: after this a file that cannot be had may be taken for none. */
const GIVEN_UP_MS = 30 * 24 * HOUR_MS;
const CLOCK_TOLERANCE_MS = 5 * MINUTE_MS;
const MOST_SITES = 500;

/** What asking for a robots.txt came to. */
export type RobotsAnswer =
  | { readonly type: 'text'; readonly text: string }
  /** 4xx: there are no rules. */
  | { readonly type: 'none' }
  /** 5xx or 429: the rules exist and cannot be had. */
  | { readonly type: 'refused'; readonly problem: FetchProblem }
  /** The host was not reached at all. */
  | { readonly type: 'unreached'; readonly problem: FetchProblem };

export interface RobotsCacheOptions {
  readonly store: RobotsStore;
  readonly clock: Clock;
  /** Product token that rules are looked up for. */
  readonly agent: string;
  readonly ask: (origin: string) => Promise<RobotsAnswer>;
}

export interface RobotsCache {
  /** The rules of a URL's site. Throws FetchProblem when they cannot be had and none are known. */
  rulesFor(url: URL): Promise<RobotsRules>;
}

interface Known {
  readonly record: RobotsRecord;
  readonly rules: RobotsRules;
}

/**
 * robots.txt of each origin, kept for 24 hours here and in the store, as RFC 9309 has it: 4xx allows everything; while the file cannot be
 * had (5xx, and 429, which asks for patience and says nothing about rules) the last known copy stands; without one nothing is asked until the
 * next try, a minute later at the earliest, and after thirty days it counts as absent. One request per origin at a time.
 */
export function createRobotsCache(options: RobotsCacheOptions): RobotsCache {
  const { store, clock, agent } = options;
  const known = new Map<string, Known>();
  const asking = new Map<string, Promise<Known>>();

  const remember = (record: RobotsRecord): Known => {
    const rules = record.text === null ? NO_RULES : parseRobots(record.origin, record.text, agent);
    const entry = { record, rules };
    known.delete(record.origin);
    known.set(record.origin, entry);
    const oldest = known.keys().next().value;
    if (known.size > MOST_SITES && oldest !== undefined) known.delete(oldest);
    return entry;
  };

  const renew = async (origin: string): Promise<Known> => {
    const stored = known.get(origin)?.record ?? (await store.get(origin));
    if (stored !== null && isFresh(stored, clock())) return remember(stored);
    const answer = await options.ask(origin);
    const at = clock().toISOString();
    if (answer.type === 'unreached') {
      // The copy stands; without one the request would not reach the host either, and this says why.
      if (stored === null || stored.text === null) throw answer.problem;
      return remember(stored);
    }
    const record: RobotsRecord =
      answer.type === 'refused'
        ? {
            origin,
            text: stored?.text ?? null,
            fetchedAt: at,
            unreachableSince: stored?.unreachableSince ?? at,
          }
        : {
            origin,
            text: answer.type === 'text' ? relevantLines(answer.text, agent) : '',
            fetchedAt: at,
            unreachableSince: null,
          };
    await store.set(record);
    return remember(record);
  };

  return {
    async rulesFor(url) {
      const { origin } = url;
      const cached = known.get(origin);
      let entry = cached !== undefined && isFresh(cached.record, clock()) ? cached : null;
      if (entry === null) {
        const running = asking.get(origin) ?? renew(origin).finally(() => asking.delete(origin));
        asking.set(origin, running);
        entry = await running;
      }
      const { record, rules } = entry;
      if (record.text !== null || record.unreachableSince === null) return rules;
      const since = Date.parse(record.unreachableSince);
      if (clock().getTime() - since >= GIVEN_UP_MS) return NO_RULES;
      throw new FetchProblem(
        'robots',
        `${url.host} does not hand out its robots.txt, so nothing is asked of it (since ${record.unreachableSince.slice(0, 10)})`,
      );
    },
  };
}

function isFresh(record: RobotsRecord, now: Date): boolean {
  const age = now.getTime() - Date.parse(record.fetchedAt);
  // A copy from the future was written while the clock was wrong.
  const fresh =
    record.unreachableSince === null ? FRESH_MS : record.text === null ? RETRY_UNKNOWN_MS : RETRY_MS;
  return age >= -CLOCK_TOLERANCE_MS && age < fresh;
}
