import { createHmac, timingSafeEqual } from 'node:crypto';
import { Hono, type MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Clock } from '../../core/ports.ts';
import { html } from '../html.ts';
import { renderPage } from '../layout.ts';
import { refuse } from '../refuse.ts';
import type { WebEnv } from '../web-types.ts';
import { limitRate } from './limits.ts';

const COOKIE = 'regbeat_session';
const DAYS = 30;
/** What everybody may ask for: the form, its looks, and whether the process lives. */
const OPEN = /^\/(?:login|static\/[\w.-]+|healthz|readyz)$/;
/** Tries of the token that one client has at once; more come every ten seconds. */
const TRIES = { burst: 6, perSecond: 0.1 };

/** Lets in who carries the token ("Authorization: Bearer ...") or signed in with it. */
export function requireToken(token: string, clock: Clock): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    if (OPEN.test(c.req.path) || isBearer(c.req.header('authorization'), token)) return next();
    if (isSession(getCookie(c, COOKIE), token, clock().getTime())) return next();
    if (c.req.method === 'GET' && (c.req.header('accept') ?? '').includes('text/html')) {
      const { pathname, search } = new URL(c.req.url);
      return c.redirect(`/login?to=${encodeURIComponent(pathname + search)}`, 303);
    }
    c.header('WWW-Authenticate', 'Bearer');
    return refuse(c, 401, 'token', 'A token is needed: send it as "Authorization: Bearer ...".');
  };
}

/** The form that takes the token, and the way out. */
export function signInRoutes(token: string | null, clock: Clock): Hono<WebEnv> {
  const routes = new Hono<WebEnv>();
  const tries = limitRate(TRIES, clock);
  routes.use('/login', async (c, next) => (c.req.method === 'POST' ? tries(c, next) : next()));
  routes.get('/login', async c => {
    if (token === null) return c.redirect('/', 303);
    return c.html(await formPage(ownPath(c.req.query('to')), null));
  });
  routes.post('/login', async c => {
    if (token === null) return c.redirect('/', 303);
    const form = await c.req.parseBody();
    const given = typeof form.token === 'string' ? form.token.trim() : '';
    const to = ownPath(typeof form.to === 'string' ? form.to : undefined);
    if (!same(given, token)) return c.html(await formPage(to, 'This is not the token.'), 401);
    const until = clock().getTime() + DAYS * 86_400_000;
    setCookie(c, COOKIE, `${until}.${sign(token, until)}`, {
      httpOnly: true,
      sameSite: 'Strict',
      path: '/',
      maxAge: DAYS * 86_400,
      secure: c.req.header('x-forwarded-proto') === 'https' || c.req.url.startsWith('https:'),
    });
    return c.redirect(to, 303);
  });
  routes.post('/logout', c => {
    deleteCookie(c, COOKIE, { path: '/' });
    return c.redirect('/login', 303);
  });
  return routes;
}

function formPage(to: string, problem: string | null) {
  const main = html`<div class="narrow"><h1>Sign in</h1>
<p>This page shows what regbeat has read. It asks for the token that whoever runs it has set.</p>
${problem && html`<p class="problem" role="alert" id="problem">${problem}</p>`}
<form method="post" action="/login" class="stack">
<input type="hidden" name="to" value="${to}">
<input type="text" name="username" value="regbeat" autocomplete="username" hidden>
<label for="token">Token</label>
<input id="token" name="token" type="password" autocomplete="current-password" required${problem && html` aria-describedby="problem" aria-invalid="true"`}>
<button type="submit">Sign in</button>
</form></div>`;
  return renderPage({ title: 'Sign in', path: null, main });
}

/** A path on this server, whatever was asked for: never an address elsewhere. */
function ownPath(wanted: string | undefined): string {
  if (wanted === undefined || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(wanted)) return '/';
  return wanted.length > 4_000 ? '/' : wanted;
}

function isBearer(header: string | undefined, token: string): boolean {
  const [, given] = /^Bearer +(\S+)$/i.exec(header ?? '') ?? [];
  return given !== undefined && same(given, token);
}

function isSession(cookie: string | undefined, token: string, now: number): boolean {
  const [, until = '', mac = ''] = /^(\d{10,16})\.([\w-]{43})$/.exec(cookie ?? '') ?? [];
  return until !== '' && Number(until) > now && same(mac, sign(token, Number(until)));
}

/** The cookie says until when it holds, signed with a key that is made of the token: a new token ends every session. */
function sign(token: string, until: number): string {
  return createHmac('sha256', `regbeat session ${token}`).update(String(until)).digest('base64url');
}

/** Compares in a time that does not tell how much was right. */
function same(a: string, b: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
