import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { tempFolder } from '../helpers/temp-store.ts';

/** The program with these settings, run with some roles until it has said `until`; what it said. */
async function run(
  roles: readonly ('deliver' | 'web')[],
  env: Readonly<Record<string, string>>,
  then: (said: readonly string[]) => Promise<boolean>,
): Promise<readonly string[]> {
  const { folder, remove } = await tempFolder();
  const config = loadConfig({ REGBEAT_DATA_DIR: folder, REGBEAT_TZ: 'UTC', ...env }, folder);
  const app = createApp(config, await createLogger('silent', false), { sources: [] });
  const stop = new AbortController();
  const said: string[] = [];
  try {
    await app.run({
      roles,
      signal: stop.signal,
      say: line => {
        said.push(line);
        then(said).then(
          done => done && stop.abort(),
          () => stop.abort(),
        );
      },
    });
    return said;
  } finally {
    await app.close();
    await remove();
  }
}

async function freePort(): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { port, close: () => new Promise(resolve => void server.close(() => resolve())) };
}

describe('serving the page', () => {
  it('answers over HTTP while the program runs, and ends with it', async () => {
    const taken = await freePort();
    await taken.close();
    let status = 0;
    const address = `http://127.0.0.1:${taken.port}`;
    const said = await run(['web'], { REGBEAT_WEB_PORT: String(taken.port) }, async lines => {
      if (!lines.some(line => line.startsWith('Running'))) return false;
      const response = await fetch(address);
      status = response.status;
      assert.match(await response.text(), /Nothing is stored yet/);
      return true;
    });
    assert.equal(status, 200);
    assert.ok(said.includes(`The page is at ${address}`));
    await assert.rejects(fetch(address));
  });

  it('says that a port is taken, and goes on without the page', async () => {
    const taken = await freePort();
    try {
      const env = { REGBEAT_WEB_PORT: String(taken.port) };
      const said = await run(['deliver', 'web'], env, async lines =>
        lines.some(line => line.startsWith('Running')),
      );
      assert.ok(said.some(line => line.includes('something else listens there')));
      assert.ok(said.some(line => line.startsWith('Running on schedule')));
      await assert.rejects(
        run(['web'], env, async () => true),
        { code: 'web-port' },
      );
    } finally {
      await taken.close();
    }
  });

  it('does not start at all where others could open it without a token', async () => {
    await assert.rejects(
      run(['deliver', 'web'], { REGBEAT_WEB_HOST: '0.0.0.0', REGBEAT_WEB_PORT: '18787' }, async () => true),
      { code: 'web-open' },
    );
  });

  it('can be left out', async () => {
    const said = await run(['deliver', 'web'], { REGBEAT_WEB_PORT: 'off' }, async lines =>
      lines.some(line => line.startsWith('Running')),
    );
    assert.ok(!said.some(line => line.includes('The page')));
  });

  it('takes sensible settings only', () => {
    for (const [name, value] of [
      ['REGBEAT_WEB_PORT', '70000'],
      ['REGBEAT_WEB_PORT', 'http'],
      ['REGBEAT_WEB_TOKEN', 'too-short'],
      ['REGBEAT_WEB_HOST', 'a b'],
    ] as const) {
      assert.throws(() => loadConfig({ [name]: value }, '/nowhere'), new RegExp(name));
    }
    const { web } = loadConfig({ REGBEAT_WEB_PORT: '0' }, '/nowhere');
    assert.deepEqual(web, { port: null, host: '127.0.0.1', token: null });
    assert.equal(loadConfig({}, '/nowhere').web.port, 8787);
  });
});
