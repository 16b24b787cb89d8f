import type { Clock } from '../core/ports.ts';
import { FetchProblem, statusText } from './fetch-problem.ts';
import type { Hop, Reply } from './follow.ts';
import { followRedirects } from './follow.ts';
import { headerOf } from './headers.ts';
import { toProblem } from './network-fault.ts';
import { isTransientStatus, parseRetryAfter } from './retry.ts';
import type { RobotsAnswer } from './robots-cache.ts';

const NOT_REACHED = new Set(['dns', 'connect', 'tls', 'timeout', 'reset', 'aborted', 'truncated', 'other']);

/** Asks an origin for its robots.txt; redirects count for the origin that was asked. Never throws for what the network does. */
export async function askRobots(
  origin: string,
  options: {
    readonly userAgent: string;
    readonly clock: Clock;
    readonly check: (url: URL) => FetchProblem | null;
    readonly send: (hop: Hop) => Promise<Reply>;
  },
): Promise<RobotsAnswer> {
  const url = new URL('/robots.txt', origin);
  const headers = { 'user-agent': options.userAgent, accept: 'text/plain', 'accept-encoding': 'identity' };
  try {
    const { reply } = await followRedirects(
      { url, method: 'GET', headers, body: null },
      { maxRedirects: 5, check: options.check, send: options.send },
    );
    const { status, bytes } = reply;
    if (bytes !== null) return { type: 'text', text: Buffer.from(bytes).toString('utf8') };
    if (status < 500 && status !== 429) return { type: 'none' };
    const said = `${url.host} answered ${statusText(status)} when asked for its robots.txt`;
    const retryAfter = parseRetryAfter(headerOf(reply.headers, 'retry-after'), options.clock());
    const transient = isTransientStatus(status);
    return { type: 'refused', problem: new FetchProblem('robots', said, { status, transient, retryAfter }) };
  } catch (error) {
    const problem = toProblem(error, url.host, 'head');
    if (NOT_REACHED.has(problem.fault)) return { type: 'unreached', problem };
    // More redirects than are followed, or to where nobody may be asked: RFC 9309 takes the file for absent.
    if (problem.fault === 'too-many-redirects' || problem.fault === 'bad-redirect') return { type: 'none' };
    return problem.fault === 'rate-limited' ? { type: 'unreached', problem } : { type: 'none' };
  }
}
