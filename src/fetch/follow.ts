import type { CookieJar } from './cookies.ts';
import { createCookieJar } from './cookies.ts';
import { FetchProblem } from './fetch-problem.ts';
import { portOf } from './guard-address.ts';
import type { ReplyHeaders } from './headers.ts';
import { harmlessHeaders, headerOf, headersOf } from './headers.ts';

/** One request of a chain. */
export interface Hop {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** One answer: the bytes, decoded, of a status 200 to 299; null for every other. */
export interface Reply {
  readonly status: number;
  readonly headers: ReplyHeaders;
  readonly bytes: Uint8Array | null;
}

/** Where a chain ended. */
export interface Landing {
  readonly reply: Reply;
  readonly url: URL;
  /** There was a redirect, and every one was permanent (301, 308). */
  readonly movedPermanently: boolean;
}

export interface FollowOptions {
  readonly maxRedirects: number;
  /** What speaks against asking a URL. Called for the first one too. */
  readonly check: (url: URL) => FetchProblem | null;
  readonly send: (hop: Hop) => Promise<Reply>;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Sends a request and follows its redirects, carrying cookies within the chain. Throws FetchProblem. */
export async function followRedirects(first: Hop, options: FollowOptions): Promise<Landing> {
  const jar = createCookieJar();
  const visited = new Set<string>();
  let hop = first;
  let permanent = true;
  for (let redirects = 0; ; redirects += 1) {
    const problem = options.check(hop.url);
    if (problem !== null) throw problem;
    const sent = withCookies(hop, jar);
    // The same address with another cookie is another request: "take this cookie and come back" is not a loop.
    visited.add(identity(sent));
    const reply = await options.send(sent);
    jar.store(hop.url, headersOf(reply.headers, 'set-cookie'));
    const location = headerOf(reply.headers, 'location');
    if (!REDIRECTS.has(reply.status) || location === null) {
      return { reply, url: hop.url, movedPermanently: redirects > 0 && permanent };
    }
    if (redirects === options.maxRedirects) {
      throw new FetchProblem(
        'too-many-redirects',
        `${first.url.host} redirected more than ${options.maxRedirects} times`,
        { status: reply.status },
      );
    }
    permanent &&= reply.status === 301 || reply.status === 308;
    hop = nextHop(hop, reply.status, location);
    if (visited.has(identity(withCookies(hop, jar)))) {
      throw new FetchProblem('too-many-redirects', `${first.url.host} redirects in a circle`, {
        status: reply.status,
      });
    }
  }
}

/** The request that a redirect asks for. Throws FetchProblem "bad-redirect" for a target that is not to be followed. */
export function nextHop(hop: Hop, status: number, location: string): Hop {
  const bad = (why: string): FetchProblem =>
    new FetchProblem('bad-redirect', `${hop.url.host} redirects to ${why}`, { status });
  const url = URL.parse(toText(location), hop.url.href);
  if (url === null) throw bad('an address that cannot be read');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw bad(`${url.protocol}, which is not read`);
  if (url.username !== '' || url.password !== '') throw bad('an address with a user name in it');
  url.hash = '';

  const becomesGet = hop.method === 'POST' && status <= 303;
  const downgrade = hop.url.protocol === 'https:' && url.protocol === 'http:';
  if (hop.method === 'POST' && !becomesGet && downgrade) throw bad('an insecure address');
  const headers = stays(hop.url, url) ? { ...hop.headers } : harmlessHeaders(hop.headers);
  if (!becomesGet) return { ...hop, url, headers };
  delete headers['content-type'];
  return { url, method: 'GET', headers, body: null };
}

/** Same host and port, or the same host moving from http to https on their own ports. */
function stays(from: URL, to: URL): boolean {
  if (from.hostname !== to.hostname) return false;
  if (from.protocol === to.protocol) return portOf(from) === portOf(to);
  return from.protocol === 'http:' && from.port === '' && to.port === '';
}

function withCookies(hop: Hop, jar: CookieJar): Hop {
  const cookies = [hop.headers.cookie, jar.header(hop.url)].filter(
    part => part !== undefined && part !== null,
  );
  return cookies.length === 0 ? hop : { ...hop, headers: { ...hop.headers, cookie: cookies.join('; ') } };
}

function identity(hop: Hop): string {
  return `${hop.method} ${hop.url.href} ${hop.headers.cookie ?? ''}`;
}

/** Header bytes arrive as Latin-1; a Location in raw UTF-8 means what its author saw. */
function toText(location: string): string {
  if (!/[\x80-\xff]/.test(location)) return location;
  const text = Buffer.from(location, 'latin1').toString('utf8');
  return text.includes('\ufffd') ? location : text;
}
