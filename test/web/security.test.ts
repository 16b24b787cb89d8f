import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createWeb } from '../../src/web/create-web.ts';
import { assertGuarded, isLoopback } from '../../src/web/security/loopback.ts';
import type { Web, WebSettings } from '../../src/web/web-types.ts';
import { makeSource, openTestApp, type TestApp } from '../helpers/open-app.ts';

const TOKEN = 'correct-horse-battery-staple-42';
const HTML = { accept: 'text/html', host: '127.0.0.1:8787' };
const URL_BASE = 'http://127.0.0.1:8787';

describe('guarding the page', () => {
  let test: TestApp;
  const now = { at: new Date('2026-11-17T10:00:00.000Z') };

  function site(settings: Partial<WebSettings> = {}, logged: unknown[] = []): Web {
    const keep = (fields: object, message: string) => void logged.push({ fields, message });
    return createWeb({
      app: test.app,
      clock: () => now.at,
      logger: { debug: keep, info: keep, warn: keep, error: keep },
      settings: {
        host: '127.0.0.1',
        port: 8787,
        token: null,
        timeZone: 'UTC',
        version: '0.0.0',
        accuracy: null,
        rate: { burst: 1000, perSecond: 1000 },
        ...settings,
      },
    });
  }
  const signIn = (web: Web, token: string, to = '/sources') =>
    web.request(`${URL_BASE}/login`, {
      method: 'POST',
      headers: {
        ...HTML,
        origin: URL_BASE,
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ token, to }).toString(),
    });

  before(async () => {
    test = await openTestApp({
      sources: [makeSource({ id: 'hk/sfc/news', url: 'http://127.0.0.1:9/' })],
    });
  });
  after(() => test.close());

  it('is never open to others by accident', () => {
    for (const host of ['0.0.0.0', '::', '192.168.1.4', 'example.org', '127.0.0.1.example.org']) {
      assert.throws(() => assertGuarded({ host, token: null }), /REGBEAT_WEB_TOKEN/, host);
      assert.throws(() => site({ host }), { code: 'web-open' });
      assert.doesNotThrow(() => assertGuarded({ host, token: TOKEN }));
    }
    assert.throws(() => assertGuarded({ host: '127.0.0.1', token: 'short' }), { code: 'web-token' });
    for (const host of ['127.0.0.1', '127.8.8.8', 'localhost', '::1', '[::1]'])
      assert.ok(isLoopback(host), host);
  });

  it('answers loopback names only while no token is set', async () => {
    const web = site();
    for (const host of ['evil.example', 'evil.example:8787', '127.0.0.1.evil.example', '10.0.0.1']) {
      const response = await web.request('http://127.0.0.1/', { headers: { ...HTML, host } });
      assert.equal(response.status, 403, host);
    }
    for (const host of ['localhost:8787', '127.0.0.1', '[::1]:8787']) {
      assert.equal((await web.request('http://127.0.0.1/about', { headers: { host } })).status, 200, host);
    }
    const named = site({ token: TOKEN });
    const headers = { host: 'regbeat.example', authorization: `Bearer ${TOKEN}` };
    assert.equal((await named.request('http://regbeat.example/about', { headers })).status, 200);
  });

  it('sends strict headers with everything', async () => {
    const web = site();
    for (const path of ['/', '/nothing-here', '/static/style.css?v=1', '/search?q=topc:x']) {
      const { headers } = await web.request(URL_BASE + path, { headers: HTML });
      const policy = headers.get('content-security-policy') ?? '';
      assert.match(policy, /default-src 'none'/, path);
      assert.doesNotMatch(policy, /unsafe|https?:|\*/, path);
      assert.equal(headers.get('x-frame-options'), 'DENY', path);
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
      assert.equal(headers.get('referrer-policy'), 'no-referrer', path);
      assert.equal(headers.get('x-powered-by'), null, path);
    }
  });

  it('lets in who knows the token, and nobody else', async () => {
    const web = site({ token: TOKEN });
    const away = await web.request(`${URL_BASE}/sources?from=1`, { headers: HTML });
    assert.equal(away.status, 303);
    assert.equal(away.headers.get('location'), '/login?to=%2Fsources%3Ffrom%3D1');
    assert.equal((await web.request(`${URL_BASE}/sources`, { headers: { host: 'x' } })).status, 401);
    for (const authorization of [`Bearer ${TOKEN}x`, 'Bearer ', `Basic ${TOKEN}`, TOKEN]) {
      const response = await web.request(`${URL_BASE}/sources`, { headers: { host: 'x', authorization } });
      assert.equal(response.status, 401, authorization);
    }
    const wrong = await signIn(web, 'not-the-token-at-all-really');
    assert.equal(wrong.status, 401);
    assert.equal(wrong.headers.get('set-cookie'), null);
    const right = await signIn(web, TOKEN);
    assert.equal(right.status, 303);
    assert.equal(right.headers.get('location'), '/sources');
    const cookie = right.headers.get('set-cookie') ?? '';
    assert.match(cookie, /HttpOnly/);
    assert.match(cookie, /SameSite=Strict/);
    assert.doesNotMatch(cookie, new RegExp(TOKEN));
    const [session = ''] = cookie.split(';');
    const open = (value: string, other = web) =>
      other.request(`${URL_BASE}/sources`, { headers: { ...HTML, cookie: value } });
    assert.equal((await open(session)).status, 200);
    assert.equal((await open(`${session.slice(0, -2)}zz`)).status, 303);
    const later = session.replace(/=(\d+)\./, (_, until: string) => `=${Number(until) + 1}.`);
    assert.equal((await open(later)).status, 303);
    assert.equal((await open(session, site({ token: `${TOKEN}-new` }))).status, 303);
    now.at = new Date(now.at.getTime() + 31 * 86_400_000);
    assert.equal((await open(session)).status, 303);
  });

  it('goes nowhere else after signing in', async () => {
    const web = site({ token: TOKEN });
    for (const to of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      '/a\nb',
    ]) {
      assert.equal((await signIn(web, TOKEN, to)).headers.get('location'), '/', to);
      const form = await web.request(`${URL_BASE}/login?to=${encodeURIComponent(to)}`, { headers: HTML });
      assert.match(await form.text(), /name="to" value="\/"/, to);
    }
  });

  it('bounds how often a token may be tried', async () => {
    const web = site({ token: TOKEN });
    const tried: number[] = [];
    for (let count = 0; count < 10; count++)
      tried.push((await signIn(web, `guess-${count}-${'x'.repeat(20)}`)).status);
    assert.deepEqual(tried.slice(0, 6), [401, 401, 401, 401, 401, 401]);
    assert.ok(tried.slice(6).every(status => status === 429));
  });

  it('takes forms of its own only, and only where there are any', async () => {
    const web = site();
    const post = (path: string, headers: Record<string, string>) =>
      web.request(URL_BASE + path, {
        method: 'POST',
        headers: { ...HTML, ...headers },
        body: 'week=2026-W01',
      });
    assert.equal((await post('/search', {})).status, 405);
    assert.equal((await post('/reports', { origin: 'https://evil.example' })).status, 403);
    assert.equal((await post('/reports', { 'sec-fetch-site': 'cross-site' })).status, 403);
    assert.equal((await post('/reports', { origin: 'null' })).status, 403);
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      assert.equal((await web.request(`${URL_BASE}/`, { method, headers: HTML })).status, 405, method);
    }
  });

  it('slows down who asks too often', async () => {
    const web = site({ rate: { burst: 3, perSecond: 1 } });
    const ask = async () => (await web.request(`${URL_BASE}/about`, { headers: HTML })).status;
    assert.deepEqual([await ask(), await ask(), await ask(), await ask()], [200, 200, 200, 429]);
    const refused = await web.request(`${URL_BASE}/about`, { headers: HTML });
    assert.ok(Number(refused.headers.get('retry-after')) >= 1);
    now.at = new Date(now.at.getTime() + 2_000);
    assert.deepEqual([await ask(), await ask(), await ask()], [200, 200, 429]);
  });

  it('refuses addresses and queries of any length', async () => {
    const web = site();
    const long = await web.request(`${URL_BASE}/search?q=${'a'.repeat(9_000)}`, { headers: HTML });
    assert.equal(long.status, 414);
    const query = await web.request(`${URL_BASE}/search?q=${'a+'.repeat(1_500)}`, { headers: HTML });
    assert.equal(query.status, 400);
    assert.match(await query.text(), /2000 are the most/);
  });

  it('says nothing of the token, in pages or in the log', async () => {
    const logged: unknown[] = [];
    const web = site({ token: TOKEN }, logged);
    const headers = { ...HTML, authorization: `Bearer ${TOKEN}` };
    for (const path of ['/', '/about', '/sources', '/search?q=x', '/nope', `/item/${TOKEN.slice(0, 3)}`]) {
      assert.doesNotMatch(
        await (await web.request(URL_BASE + path, { headers })).text(),
        new RegExp(TOKEN),
        path,
      );
    }
    await signIn(web, TOKEN);
    assert.doesNotMatch(JSON.stringify(logged), new RegExp(TOKEN));
  });
});
