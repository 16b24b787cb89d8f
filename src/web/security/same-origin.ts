import type { MiddlewareHandler } from 'hono';
import { refuse } from '../refuse.ts';
import type { WebEnv } from '../web-types.ts';
import { isLoopback } from './loopback.ts';

/**
 * A page elsewhere that resolves its own name to this machine would otherwise read everything (DNS rebinding): without a token only
 * requests that were made to a loopback name are answered.
 */
export function onlyLoopbackHosts(): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    const host = c.req.header('host') ?? new URL(c.req.url).host;
    if (isLoopback(host.replace(/:\d*$/, ''))) return next();
    return refuse(
      c,
      403,
      'host',
      'This page is served to its own machine only: open it as http://127.0.0.1 or http://localhost.',
    );
  };
}

/**
 * Only what reads, except for the paths in `writable`; and there only what this page's own forms, or programs that are no browser, send.
 * Browsers say where a request comes from.
 */
export function onlyOwnForms(writable: (path: string) => boolean): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    const { method, path } = c.req;
    if (method === 'GET' || method === 'HEAD') return next();
    if (!writable(path)) {
      c.header('Allow', 'GET, HEAD');
      return refuse(c, 405, 'method', 'This address can only be read.');
    }
    const origin = c.req.header('origin');
    const site = c.req.header('sec-fetch-site');
    const foreign =
      (site !== undefined && site !== 'same-origin' && site !== 'none') ||
      (origin !== undefined && hostOf(origin) !== c.req.header('host'));
    if (foreign) return refuse(c, 403, 'origin', 'This was sent from another site, so nothing was done.');
    return next();
  };
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
