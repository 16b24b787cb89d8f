import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { loadConfig } from '../src/config.ts';
import { tempFolder } from './helpers/temp-store.ts';

describe('settings', () => {
  it('have defaults for everything', async t => {
    const { folder, remove } = await tempFolder();
    t.after(remove);
    const config = loadConfig({}, folder);
    assert.equal(path.basename(config.dataDir), 'data');
    assert.equal(config.databasePath, path.join(config.dataDir, 'regbeat.sqlite'));
    assert.equal(config.digestHour, 8);
    assert.deepEqual(config.discord, {
      token: null,
      apiBase: null,
      channel: null,
      opsChannel: null,
      webhooks: new Map(),
    });
    assert.deepEqual(config.proxy, { http: null, https: null, noProxy: '' });
    assert.equal(config.logLevel, null);
    assert.ok(Intl.supportedValuesOf('timeZone').includes(config.timeZone) || config.timeZone === 'UTC');
  });

  it('name webhooks, and tell a mistake in them without their secrets', async t => {
    const { folder, remove } = await tempFolder();
    t.after(remove);
    const address = 'https://discord.com/api/webhooks/123/secret-token';
    const { discord } = loadConfig(
      { DISCORD_WEBHOOKS: `Team=${address} other=${address}?thread_id=5` },
      folder,
    );
    assert.deepEqual(
      [...discord.webhooks],
      [
        ['team', address],
        ['other', `${address}?thread_id=5`],
      ],
    );
    for (const wrong of [`team=${address} team=${address}`, `team=ftp://x/secret-token`, address])
      assert.throws(
        () => loadConfig({ DISCORD_WEBHOOKS: wrong }, folder),
        (error: Error) => /DISCORD_WEBHOOKS/.test(error.message) && !error.message.includes('secret-token'),
      );
  });

  it('come from the environment, then from .env; blank ones count as not given', async t => {
    const { folder, remove } = await tempFolder();
    t.after(remove);
    await writeFile(
      path.join(folder, '.env'),
      '# a comment\nREGBEAT_CONTACT="ops@example.org"\nREGBEAT_DIGEST_HOUR=6\nREGBEAT_TZ=Asia/Tokyo\nDISCORD_TOKEN=\n',
    );
    const config = loadConfig({ REGBEAT_DIGEST_HOUR: '0', LOG_LEVEL: '' }, folder);
    assert.equal(config.contact, 'ops@example.org');
    assert.equal(config.digestHour, 0);
    assert.equal(config.timeZone, 'Asia/Tokyo');
    assert.equal(config.discord.token, null);
    assert.equal(config.logLevel, null);
  });

  it('take paths from the working folder, and both spellings of a database and a proxy', async t => {
    const { folder, remove } = await tempFolder();
    t.after(remove);
    const at = (url: string) => loadConfig({ DATABASE_URL: url }, folder).databasePath;
    assert.equal(at('sqlite:own.sqlite'), path.join(folder, 'own.sqlite'));
    assert.equal(at('sqlite:/var/lib/own.sqlite'), '/var/lib/own.sqlite');
    assert.equal(at('sqlite:///var/lib/own.sqlite'), '/var/lib/own.sqlite');
    const { dataDir, feedDirs } = loadConfig({ REGBEAT_DATA_DIR: 'd', REGBEAT_FEEDS: 'f' }, folder);
    assert.equal(dataDir, path.join(folder, 'd'));
    assert.equal(feedDirs[1], path.join(folder, 'f'));
    assert.deepEqual(loadConfig({ http_proxy: 'http://p:1', no_proxy: 'x' }, folder).proxy, {
      http: 'http://p:1',
      https: 'http://p:1',
      noProxy: 'x',
    });
  });

  it('are refused all at once, by name, without repeating a secret', async t => {
    const { folder, remove } = await tempFolder();
    t.after(remove);
    const wrong = {
      DISCORD_TOKEN: 'se cret',
      REGBEAT_DIGEST_HOUR: '7.5',
      REGBEAT_TZ: 'Nowhere',
      HTTPS_PROXY: 'proxy without scheme',
      DATABASE_URL: 'postgres://x',
      LOG_LEVEL: 'shout',
    };
    assert.throws(
      () => loadConfig(wrong, folder),
      (error: unknown) => {
        assert.ok(error instanceof Error);
        for (const name of Object.keys(wrong)) assert.match(error.message, new RegExp(`^ {2}${name} `, 'm'));
        assert.doesNotMatch(error.message, /se cret/);
        return true;
      },
    );
  });

  it('name a .env that cannot be read', async t => {
    const { folder, remove } = await tempFolder();
    t.after(remove);
    await mkdir(path.join(folder, '.env'));
    assert.throws(() => loadConfig({}, folder), {
      name: 'AppError',
      code: 'config',
      message: /\.env could not be read/,
    });
  });
});
