import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { AppError } from '../core/errors.ts';
import { portOf } from './guard-address.ts';

/** Proxies by the scheme of the target, and who is asked without one (the NO_PROXY syntax). */
export interface ProxySettings {
  readonly http: string | null;
  readonly https: string | null;
  readonly noProxy: string;
}

/** Reads a proxy address; "host:port" means http. Throws AppError "bad-proxy" without repeating what may hold a password. */
export function parseProxy(text: string | null): URL | null {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '') return null;
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') {
    throw new AppError(
      'bad-proxy',
      'The proxy address is not usable: set HTTP_PROXY and HTTPS_PROXY to http://host:port.',
    );
  }
  return url;
}

/**
 * Whether a URL is asked without a proxy: "*", a name (itself and its subdomains), ".name" and "*.name" alike, an address, a
 * network in CIDR notation, each with an optional ":port"; separated by commas or blanks. As curl and Go read NO_PROXY.
 */
export function bypassesProxy(url: URL, noProxy: string): boolean {
  const host = url.hostname.toLowerCase().replace(/^\[|\]$|\.$/g, '');
  const port = portOf(url);
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .some(entry => entry !== '' && matches(entry, host, port));
}

function matches(entry: string, host: string, port: number): boolean {
  if (entry === '*') return true;
  if (entry.includes('/')) return isInNetwork(host, entry);
  const found = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(entry);
  const name = found === null ? entry : (found[1] ?? found[2] ?? '');
  if (found?.[3] !== undefined && Number(found[3]) !== port) return false;
  if (name === '*') return true;
  if (isIP(name) !== 0 || isIP(host) !== 0) return name === host;
  const suffix = name.replace(/^\*?\./, '').replace(/\.$/, '');
  return suffix !== '' && (host === suffix || host.endsWith(`.${suffix}`));
}

function isInNetwork(host: string, network: string): boolean {
  if (isIP(host) === 0 || !ipaddr.isValidCIDR(network)) return false;
  const address = ipaddr.process(host);
  const range = ipaddr.parseCIDR(network);
  return address.kind() === range[0].kind() && address.match(range);
}
