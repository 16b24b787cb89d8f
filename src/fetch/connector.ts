import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import { buildConnector } from 'undici';
import type { AllowList } from './guard-address.ts';
import { blocked, guardLookup, isAllowed, isPublicAddress } from './guard-address.ts';
import { errorCode } from './network-fault.ts';

export interface ConnectorOptions {
  readonly allow: AllowList;
  readonly timeoutMs: number;
  /** Name resolution; the system's by default. */
  readonly lookup?: LookupFunction;
}

/** The lookup for one endpoint: guarded, unless the endpoint is on the allow list. */
export function lookupFor(options: ConnectorOptions, hostname: string, port: number): LookupFunction {
  const lookup: LookupFunction = options.lookup ?? systemLookup;
  return isAllowed(options.allow, hostname, port) ? lookup : guardLookup(lookup);
}

/**
 * Opens direct connections for undici, to public addresses and the allow list only. Literal addresses never reach a lookup,
 * so they are judged here as well. HTTP/1.1 only: one protocol whose failures are all known.
 */
export function createConnector(options: ConnectorOptions): buildConnector.connector {
  const base = { timeout: options.timeoutMs, allowH2: false };
  const lookup: LookupFunction = options.lookup ?? systemLookup;
  const free = buildConnector({ ...base, lookup });
  const guarded = buildConnector({ ...base, lookup: guardLookup(lookup) });
  return (target, callback) => {
    const port = target.port === '' ? (target.protocol === 'https:' ? 443 : 80) : Number(target.port);
    if (isAllowed(options.allow, target.hostname, port)) free(target, reportResets(callback));
    else if (isIP(target.hostname) === 0 || isPublicAddress(target.hostname))
      guarded(target, reportResets(callback));
    else callback(blocked(target.hostname, 'it is not a public address'), null);
  };
}

/**
 * undici takes an ECONNRESET for the regular end of a body that has no length (its onHttpSocketError), so half a body would look
 * whole. Under another code it stays an error.
 */
function reportResets(callback: buildConnector.Callback): buildConnector.Callback {
  return (...result) => {
    result[1]?.on('error', (error: Error) => {
      if (errorCode(error) === 'ECONNRESET') Object.assign(error, { code: 'ECONNABORTED' });
    });
    callback(...result);
  };
}
