import assert from 'node:assert/strict';
import type { LookupFunction } from 'node:net';
import type { TestContext } from 'node:test';
import type { Fetcher } from '../../src/core/ports.ts';
import type { FetchFault, FetchResult } from '../../src/core/types.ts';
import type { FetcherOptions } from '../../src/fetch/fetcher.ts';
import { createFetcher } from '../../src/fetch/fetcher.ts';
import type { RawServer, Route, TestServer } from '../helpers/http-server.ts';
import { startRawServer, startServer } from '../helpers/http-server.ts';

export const USER_AGENT = 'regbeat-test/1.0 (+mailto:desk@example.org)';

export interface TestFetcher extends Fetcher {
  /** Milliseconds of the waits between tries, none of which really took place. */
  readonly waits: readonly number[];
}

/** A fetcher that does not wait between tries or requests, closed when the test ends. */
export function openFetcher(
  t: TestContext,
  allowAddresses: readonly string[],
  options: Partial<FetcherOptions> = {},
): TestFetcher {
  const waits: number[] = [];
  const fetcher = createFetcher({
    userAgent: USER_AGENT,
    allowAddresses,
    perHost: { concurrency: 2, minGapMs: 0 },
    sleep: async ms => {
      waits.push(ms);
    },
    random: () => 0,
    ...options,
  });
  t.after(() => fetcher.close());
  return { ...fetcher, waits };
}

/** A server with one route per path, closed when the test ends. */
export async function openServer(
  t: TestContext,
  routes: Readonly<Record<string, Route>>,
): Promise<TestServer> {
  const server = await startServer(routes);
  t.after(() => server.close());
  return server;
}

/** A raw TCP server, closed when the test ends. */
export async function openRawServer(
  t: TestContext,
  onRequest: Parameters<typeof startRawServer>[0],
): Promise<RawServer> {
  const server = await startRawServer(onRequest);
  t.after(() => server.close());
  return server;
}

/** The result as a body, or a failing test that says what came instead. */
export function bodyOf(result: FetchResult): Extract<FetchResult, { outcome: 'body' }> {
  assert.equal(result.outcome, 'body', JSON.stringify(result));
  if (result.outcome !== 'body') throw new Error('unreachable');
  return result;
}

/** The text of a result that must be a body. */
export function textOf(result: FetchResult): string {
  return Buffer.from(bodyOf(result).bytes).toString('utf8');
}

/** The result as a failure with this fault. */
export function failureOf(
  result: FetchResult,
  fault: FetchFault,
): Extract<FetchResult, { outcome: 'failed' }> {
  if (result.outcome !== 'failed') assert.fail(`expected ${fault}, got ${result.outcome}`);
  assert.equal(result.fault, fault, result.error);
  assert.doesNotMatch(result.error, /[\r\n]/);
  return result;
}

/** Resolves every name to these addresses, whatever the system would say. */
export function lookupOf(hosts: Readonly<Record<string, readonly string[]>>): LookupFunction {
  return (hostname, options, callback) => {
    const addresses = hosts[hostname];
    if (addresses === undefined) {
      callback(Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' }), '');
      return;
    }
    const found = addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 }));
    if (options.all === true) callback(null, found);
    else callback(null, found[0]?.address ?? '', found[0]?.family);
  };
}
