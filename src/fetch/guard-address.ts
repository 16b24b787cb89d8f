import type { LookupAddress, LookupOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { FetchProblem } from './fetch-problem.ts';

const OPEN_PORTS = new Set([80, 443, 8080, 8443]);

/** Names that never mean a public host: RFC 6761, RFC 6762 with its appendix G, RFC 8375, and ICANN's .internal. */
const PRIVATE_NAME =
  /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa)$/;

const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');
const MAX_URL = 8192;

/** Hosts ("127.0.0.1") and endpoints ("127.0.0.1:8080", "[::1]:80") that the guard lets pass. */
export type AllowList = ReadonlySet<string>;

/** Reads the entries of the allow list; host names in lower case, IPv6 without brackets unless a port follows. */
export function toAllowList(entries: readonly string[]): AllowList {
  return new Set(
    entries.map(entry => {
      const trimmed = entry.trim().toLowerCase();
      return trimmed.endsWith(']') ? trimmed.slice(1, -1) : trimmed;
    }),
  );
}

/** Whether a host (IPv6 with or without brackets) is exempt, as such or together with the port. */
export function isAllowed(allow: AllowList, hostname: string, port: number): boolean {
  const host = bare(hostname);
  return allow.has(host) || allow.has(`${host.includes(':') ? `[${host}]` : host}:${port}`);
}

/**
 * Whether an IP address, in any notation that resolvers accept (dotted, decimal, octal, hexadecimal, IPv4-mapped), is a
 * globally routed unicast address. Anything else, and anything unreadable, is not.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (address instanceof ipaddr.IPv4) return address.range() === 'unicast';
  // RFC 6052: a NAT64 address is as public as the IPv4 address inside it.
  if (address.match(NAT64)) return isPublicAddress(address.toByteArray().slice(12).join('.'));
  return address.match(GLOBAL_UNICAST) && address.range() === 'unicast';
}

/** The port of a URL, or its scheme's. */
export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

/** What speaks against asking this URL, judged by its text alone: scheme, credentials, port, name or literal address. */
export function checkTarget(url: URL, allow: AllowList): FetchProblem | null {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return new FetchProblem('bad-url', `Only http and https addresses are read, not ${url.protocol}`);
  }
  if (url.href.length > MAX_URL) return new FetchProblem('bad-url', 'The address is too long');
  const host = bare(url.hostname);
  if (url.username !== '' || url.password !== '') {
    return new FetchProblem('bad-url', `The address of ${host} must not contain a user name or password`);
  }
  const port = portOf(url);
  if (isAllowed(allow, host, port)) return null;
  if (!OPEN_PORTS.has(port)) return blocked(host, `port ${port} is not read`);
  if (isIP(host) !== 0) return isPublicAddress(host) ? null : blocked(host, 'it is not a public address');
  return isPublicName(host) ? null : blocked(host, 'it is the name of a private host');
}

/** Whether a name can belong to a public host: it has a dot and no private ending. */
export function isPublicName(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.$/, '');
  return name.includes('.') && !PRIVATE_NAME.test(name);
}

/**
 * A DNS lookup that answers with the public addresses only, for the connection itself, so that nothing can change between
 * check and use. Fails with a blocked-address problem when a name has no public address.
 */
export function guardLookup(lookup: LookupFunction): LookupFunction {
  return (hostname, options: LookupOptions, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null && error !== undefined) {
        callback(error, '');
        return;
      }
      const addresses: LookupAddress[] = typeof found === 'string' ? [toAddress(found)] : found;
      const open = addresses.filter(entry => isPublicAddress(entry.address));
      const first = open[0];
      if (first === undefined) {
        callback(blocked(hostname, 'its name leads to an address that is not public'), '');
      } else if (options.all === true) {
        callback(null, open);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };
}

/** The problem of a host that must not be asked. */
export function blocked(host: string, why: string): FetchProblem {
  return new FetchProblem('blocked-address', `${host} is not asked: ${why}`);
}

function bare(hostname: string): string {
  const lower = hostname.toLowerCase();
  return lower.startsWith('[') ? lower.slice(1, -1) : lower;
}

function toAddress(address: string): LookupAddress {
  return { address, family: isIP(address) };
}
