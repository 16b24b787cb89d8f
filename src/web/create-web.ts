import { type Context, Hono } from 'hono';
import { AppError, errorText } from '../core/errors.ts';
import { ASSETS } from './assets.ts';
import { refuse } from './refuse.ts';
import { MOUNTS, type Mount } from './routes.ts';
import { securityHeaders } from './security/headers.ts';
import { limitBody, limitRate, limitUrl } from './security/limits.ts';
import { assertGuarded } from './security/loopback.ts';
import { onlyLoopbackHosts, onlyOwnForms } from './security/same-origin.ts';
import { requireToken, signInRoutes } from './security/sign-in.ts';
import type { Web, WebDeps, WebEnv } from './web-types.ts';

/** Faults that are the asker's, by the code of their AppError; everything else that is an AppError is answered with 400. */
const STATUS: Readonly<Record<string, 400 | 404>> = {
  'not-found': 404,
  'no-such-source': 404,
  'snapshot-lost': 404,
};

/**
 * The page and what is mounted beside it, behind the same checks: nothing but what `mounts` name may be posted to, every client has its rate,
 * and who signs in where a token is set. @throws AppError "web-open" when it would be open to others without a token.
 */
export function createWeb(deps: WebDeps, mounts: readonly Mount[] = MOUNTS): Web {
  const { settings, clock, logger } = deps;
  assertGuarded(settings);
  const writable = new Set(['/login', '/logout', ...mounts.flatMap(mount => mount.writable ?? [])]);
  const web = new Hono<WebEnv>();
  web.onError(async (error, c) => {
    if (error instanceof AppError) return refuse(c, STATUS[error.code] ?? 400, error.code, error.message);
    logger.error({ path: c.req.path, error: errorText(error) }, 'page failed');
    const message = 'This page could not be made. The log of the process that serves it says why.';
    return refuse(c, 500, 'failed', message);
  });
  web.notFound(c => refuse(c, 404, 'not-found', 'There is no page at this address.'));
  web.use(securityHeaders());
  web.use(limitUrl());
  if (settings.token === null) web.use(onlyLoopbackHosts());
  web.use(limitRate(settings.rate, clock));
  web.use(onlyOwnForms(path => writable.has(path)));
  web.use(limitBody());
  if (settings.token !== null) web.use(requireToken(settings.token, clock));
  for (const asset of Object.values(ASSETS)) {
    web.get(`/static/${asset.name}`, c => answerAsset(c, asset));
  }
  web.route('/', signInRoutes(settings.token, clock));
  for (const mount of mounts) web.route(mount.path, mount.create(deps));
  return web;
}

function answerAsset(c: Context<WebEnv>, asset: (typeof ASSETS)[keyof typeof ASSETS]): Response {
  c.header('Content-Type', asset.type);
  c.header('Cache-Control', 'public, max-age=31536000, immutable');
  return c.body(asset.body);
}
