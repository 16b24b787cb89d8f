import type { LookupFunction } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock, Fetcher, Logger, RobotsStore } from '../core/ports.ts';
import { cleanLine } from '../core/text.ts';
import type { FetchRequest, FetchResult } from '../core/types.ts';
import { askRobots } from './ask-robots.ts';
import { createCoolDowns } from './cool-down.ts';
import { withDeadline } from './deadline.ts';
import { exchange } from './exchange.ts';
import { abortedProblem, FetchProblem, timeoutProblem } from './fetch-problem.ts';
import type { Hop, Reply } from './follow.ts';
import { followRedirects } from './follow.ts';
import { checkTarget, toAllowList } from './guard-address.ts';
import { buildHeaders } from './headers.ts';
import { createHostQueue } from './host-queue.ts';
import type { Success } from './judge.ts';
import { judge } from './judge.ts';
import { toProblem } from './network-fault.ts';
import type { ProxySettings } from './proxy.ts';
import type { Sleep } from './retry.ts';
import { PATIENCE, retryDelay } from './retry.ts';
import { createRobotsCache, type RobotsAnswer } from './robots-cache.ts';
import { NO_RULES, ROBOTS_BYTES, type RobotsRules } from './robots-rules.ts';
import { createTransport } from './transport.ts';

export interface FetcherOptions {
  /** Sent with every request; publishers want a name and a contact address in it. */
  readonly userAgent: string;
  readonly proxy?: ProxySettings;
  /** "host" or "host:port" entries that the guard against private addresses lets pass. For the demo and tests. */
  readonly allowAddresses?: readonly string[];
  /** Most bytes of a body, both as sent and decompressed. Default 20 MiB. */
  readonly maxBytes?: number;
  /** Milliseconds that one try may take, redirects and body included, waiting for its turn excluded. Default 30,000. */
  readonly timeoutMs?: number;
  /** Default 10,000. */
  readonly connectTimeoutMs?: number;
  /** Milliseconds until the head of an answer is there, for requests without a timeout of their own. Default 20,000. */
  readonly headersTimeoutMs?: number;
  /** Default 5. */
  readonly maxRedirects?: number;
  /** Tries in all. Default 3. */
  readonly retries?: number;
  /** Default: 2 requests at a time and 250 ms between the starts of two. */
  readonly perHost?: { readonly concurrency: number; readonly minGapMs: number };
  /** Where robots.txt files are kept. Without it none is asked for. */
  readonly robots?: RobotsStore;
  /** Requests at a time in all. Default 20. */
  readonly maxTotalConcurrency?: number;
  readonly clock?: Clock;
  readonly sleep?: Sleep;
  /** A number in [0, 1) for the jitter of retries. */
  readonly random?: () => number;
  /** Name resolution, as net.connect takes it. */
  readonly lookup?: LookupFunction;
  readonly logger?: Logger;
}

const MAX_BYTES = 20 * 1_048_576;
const TIMEOUT = 30_000;
const CONNECT_TIMEOUT = 10_000;
const HEADERS_TIMEOUT = 20_000;
/** Milliseconds that a robots.txt may take, waiting for its turn included. */
const ROBOTS_WAIT = 120_000;
const ROBOTS_LIMITS = { maxBytes: ROBOTS_BYTES, headersTimeoutMs: HEADERS_TIMEOUT, cut: true };
/** Requests to one host at a time, and milliseconds between the starts of two, unless the options say otherwise. */
export const POLITENESS = { concurrency: 2, minGapMs: 250 };
const NO_PROXY: ProxySettings = { http: null, https: null, noProxy: '' };

const sleepFor: Sleep = (ms, signal) => wait(ms, undefined, signal === undefined ? {} : { signal });

/**
 * The one HTTP client: conditional requests, limits on size and time, redirects, retries, politeness per host, a guard against private
 * addresses, proxies. fetch() never rejects; close() cancels what is running and frees every connection. Throws AppError "bad-proxy".
 */
export function createFetcher(options: FetcherOptions): Fetcher {
  const timeoutMs = options.timeoutMs ?? TIMEOUT;
  const clock: Clock = options.clock ?? (() => new Date());
  const sleep = options.sleep ?? sleepFor;
  const random = options.random ?? Math.random;
  const tries = Math.max(1, options.retries ?? 3);
  const allow = toAllowList(options.allowAddresses ?? []);
  const transport = createTransport({
    allow,
    timeoutMs: options.connectTimeoutMs ?? CONNECT_TIMEOUT,
    proxy: options.proxy ?? NO_PROXY,
    ...(options.lookup === undefined ? {} : { lookup: options.lookup }),
  });
  const queue = createHostQueue({
    perHost: options.perHost?.concurrency ?? POLITENESS.concurrency,
    minGapMs: options.perHost?.minGapMs ?? POLITENESS.minGapMs,
    total: options.maxTotalConcurrency ?? 20,
    sleep,
  });
  const coolDowns = createCoolDowns(clock);
  const closing = new AbortController();
  const running = new Map<Promise<FetchResult>, () => void>();
  let closed = false;

  const noteLimit = (host: string, problem: FetchProblem): void => {
    if (problem.fault !== 'rate-limited' || problem.retryAfter === null) return;
    const ms = problem.retryAfter.getTime() - clock().getTime();
    if (ms > PATIENCE) coolDowns.note(host, problem.retryAfter);
    else queue.rest(host, ms);
  };

  const askOnce = (origin: string): Promise<RobotsAnswer> =>
    askRobots(origin, {
      userAgent: options.userAgent,
      clock,
      check: target => checkTarget(target, allow),
      send: hop => {
        const late = (): FetchProblem => timeoutProblem(hop.url.host, timeoutMs);
        return queue.run(hop.url.hostname, closing.signal, () =>
          withDeadline(closing.signal, timeoutMs, late, inner =>
            exchange(transport, hop, ROBOTS_LIMITS, inner),
          ),
        );
      },
    });

  /** A server that stumbles once must not keep its lists unread for an hour. Hosts out of reach are tried again by who asks. */
  const askPatiently = async (origin: string): Promise<RobotsAnswer> => {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await askOnce(origin);
      if (answer.type !== 'refused' || attempt >= tries) return answer;
      const delay = retryDelay(answer.problem, attempt, clock(), random());
      if (delay === null) return answer;
      await sleep(delay, closing.signal);
    }
  };

  const robots =
    options.robots &&
    createRobotsCache({
      store: options.robots,
      clock,
      agent: options.userAgent.split('/', 1)[0] ?? options.userAgent,
      // Not the signal of who asks: others may wait for the same file.
      ask: origin => askPatiently(origin),
    });

  /** What a site's robots.txt says about a URL. Throws FetchProblem where it forbids it. */
  const rulesOf = async (request: FetchRequest, url: URL, signal: AbortSignal): Promise<RobotsRules> => {
    if (robots === undefined || request.robots === false) return NO_RULES;
    const late = (): FetchProblem => timeoutProblem(url.host, ROBOTS_WAIT);
    const rules = await withDeadline(signal, ROBOTS_WAIT, late, () => robots.rulesFor(url));
    if (rules.allows(url)) return rules;
    throw new FetchProblem(
      'robots',
      `${url.host} does not want ${url.pathname} to be read by programs (robots.txt)`,
    );
  };

  const tryOnce = async (request: FetchRequest, url: URL, signal: AbortSignal): Promise<Success> => {
    const budget = request.timeoutMs ?? timeoutMs;
    const limits = {
      lenient: request.lenientHeaders === true,
      maxBytes: request.maxBytes ?? options.maxBytes ?? MAX_BYTES,
      headersTimeoutMs: request.timeoutMs ?? options.headersTimeoutMs ?? HEADERS_TIMEOUT,
    };
    let left = budget;
    const send = async (hop: Hop): Promise<Reply> => {
      const { delayMs } = await rulesOf(request, hop.url, signal);
      return queue.run(hop.url.hostname, signal, () => ask(hop), delayMs);
    };
    const ask = async (hop: Hop): Promise<Reply> => {
      const cooling = coolDowns.problem(hop.url.hostname);
      if (cooling !== null) throw cooling;
      const started = performance.now();
      const late = (): FetchProblem => timeoutProblem(hop.url.host, budget);
      try {
        return await withDeadline(signal, left, late, inner => exchange(transport, hop, limits, inner));
      } finally {
        left -= performance.now() - started;
      }
    };
    const headers = buildHeaders(request, options.userAgent);
    const first: Hop = { url, method: request.method ?? 'GET', headers, body: request.body ?? null };
    const landing = await followRedirects(first, {
      maxRedirects: options.maxRedirects ?? 5,
      check: target => checkTarget(target, allow),
      send,
    });
    const conditional = 'if-none-match' in headers || 'if-modified-since' in headers;
    const judged = judge(landing, conditional, clock());
    if (!(judged instanceof FetchProblem)) return judged;
    noteLimit(landing.url.hostname, judged);
    throw judged;
  };

  const attempts = async (request: FetchRequest, url: URL, signal: AbortSignal): Promise<FetchResult> => {
    const started = performance.now();
    const ms = (): number => Math.round(performance.now() - started);
    for (let attempt = 1; ; attempt += 1) {
      let problem: FetchProblem;
      try {
        const success = await tryOnce(request, url, signal);
        options.logger?.debug({ host: url.host, outcome: success.outcome, attempt, ms: ms() }, 'fetched');
        return { ...success, ms: ms() };
      } catch (error) {
        problem = toProblem(error, url.host, 'head');
      }
      const delay = attempt < tries ? retryDelay(problem, attempt, clock(), random()) : null;
      const { fault, status, message } = problem;
      options.logger?.debug(
        { host: url.host, fault, status, attempt, delay, error: message },
        'fetch failed',
      );
      if (delay === null) return toFailed(problem, attempt, ms());
      try {
        await sleep(delay, signal);
      } catch (error) {
        if (!signal.aborted) throw error;
        return toFailed(toProblem(signal.reason, url.host, 'head'), attempt, ms());
      }
    }
  };

  return {
    async fetch(request) {
      const url = URL.parse(request.url);
      if (url === null)
        return toFailed(new FetchProblem('bad-url', 'The address cannot be read as a URL'), 0, 0);
      url.hash = '';
      const controller = new AbortController();
      const cancel = (): void => controller.abort(abortedProblem(url.host));
      if (closed || request.signal?.aborted === true) cancel();
      request.signal?.addEventListener('abort', cancel, { once: true });
      const result = attempts(request, url, controller.signal);
      running.set(result, cancel);
      try {
        return await result;
      } finally {
        running.delete(result);
        request.signal?.removeEventListener('abort', cancel);
      }
    },
    async close() {
      closed = true;
      const results = [...running.keys()];
      for (const cancel of running.values()) cancel();
      closing.abort(abortedProblem('every host'));
      queue.close();
      await Promise.allSettled(results);
      await transport.close();
    },
  };
}

function toFailed(problem: FetchProblem, attempts: number, ms: number): FetchResult {
  const { fault, status } = problem;
  // It may quote what a server sent, and is shown on terminals.
  const error = cleanLine(problem.message);
  const retryAfter = problem.retryAfter?.toISOString() ?? null;
  return { outcome: 'failed', fault, status, error, retryAfter, attempts, ms };
}
