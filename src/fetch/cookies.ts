import { isIP } from 'node:net';

/** The cookies of one request chain: some publishers hand out a cookie, redirect, and want it back. Nothing outlives the chain. */
export interface CookieJar {
  /** Keeps what an answer's Set-Cookie headers give. */
  store(url: URL, setCookie: readonly string[]): void;
  /** The Cookie header for a URL, or null. */
  header(url: URL): string | null;
}

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  /** Sent to exactly `domain`, not to its subdomains. */
  readonly hostOnly: boolean;
  readonly secure: boolean;
}

const MAX_COOKIES = 50;
const MAX_LENGTH = 4096;
/** RFC 6265 section 4.1.1: no controls, blanks in the name, or separators. */
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const VALUE = /^[\x20-\x2b\x2d-\x3a\x3c-\x7e]*$/;

/** A jar for one chain of requests. Paths are ignored; Domain, Secure and deletion (Max-Age 0) are honoured. */
export function createCookieJar(): CookieJar {
  const cookies = new Map<string, Cookie>();
  return {
    store(url, setCookie) {
      for (const line of setCookie) {
        const [pair = '', ...attributes] = line.slice(0, MAX_LENGTH).split(';');
        const cut = pair.indexOf('=');
        const name = pair.slice(0, cut).trim();
        const value = pair.slice(cut + 1).trim();
        if (cut < 1 || !NAME.test(name) || !VALUE.test(value)) continue;
        const read = readAttributes(attributes);
        const host = url.hostname.toLowerCase();
        const domain = read.get('domain')?.replace(/^\./, '').toLowerCase() ?? '';
        if (domain !== '' && !isWithin(host, domain)) continue;
        const hostOnly = domain === '' || domain === host;
        const cookie = {
          name,
          value,
          domain: hostOnly ? host : domain,
          hostOnly,
          secure: read.has('secure'),
        };
        const key = `${cookie.domain} ${name}`;
        if (read.get('max-age') === '0') cookies.delete(key);
        else if (cookies.has(key) || cookies.size < MAX_COOKIES) cookies.set(key, cookie);
      }
    },
    header(url) {
      const host = url.hostname.toLowerCase();
      const sent = [...cookies.values()].filter(
        cookie =>
          (cookie.hostOnly ? host === cookie.domain : isWithin(host, cookie.domain)) &&
          (!cookie.secure || url.protocol === 'https:'),
      );
      return sent.length === 0 ? null : sent.map(cookie => `${cookie.name}=${cookie.value}`).join('; ');
    },
  };
}

function readAttributes(parts: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    parts.map(part => {
      const cut = part.indexOf('=');
      const name = cut < 0 ? part : part.slice(0, cut);
      return [name.trim().toLowerCase(), cut < 0 ? '' : part.slice(cut + 1).trim()];
    }),
  );
}

function isWithin(host: string, domain: string): boolean {
  return host === domain || (domain.includes('.') && isIP(host) === 0 && host.endsWith(`.${domain}`));
}
