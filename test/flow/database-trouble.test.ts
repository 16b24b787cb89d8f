import assert from 'node:assert/strict';
import { chmod, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import Database from 'better-sqlite3';
import { entries, rss } from '../helpers/feed-text.ts';
import { startServer } from '../helpers/http-server.ts';
import { makeSource, openTestApp, type TestAppOptions } from '../helpers/open-app.ts';
import { runCli } from '../helpers/run-cli.ts';
import { tempFolder } from '../helpers/temp-store.ts';

const LISTS = 8;

async function open(t: TestContext, options: TestAppOptions = {}) {
  const server = await startServer({
    '*': request => ({
      headers: { 'content-type': 'application/rss+xml' },
      body: rss(entries(1, 200)).replaceAll('authority.example', `${request.path.slice(1)}.example`),
    }),
  });
  t.after(() => server.close());
  const test = await openTestApp({
    allowAddresses: [server.address],
    sources: Array.from({ length: LISTS }, (_, n) =>
      makeSource({ id: `zz/test/list${n}`, url: `${server.url}/list${n}` }),
    ),
    ...options,
  });
  t.after(() => test.close());
  return { test, server };
}

describe('a database in trouble', () => {
  it('that another program writes to is waited for, then named; afterwards everything works', async t => {
    const { test } = await open(t, { database: { busyTimeoutMs: 150 } });
    await test.app.migrate();
    const other = new Database(test.config.databasePath);
    t.after(() => other.close());
    other.exec('begin immediate');
    await assert.rejects(test.app.crawl({ ids: ['zz/test/list0'] }), {
      name: 'AppError',
      code: 'database-busy',
      message: /is being written by another process\. Wait for it to finish/,
    });
    assert.equal((await test.app.counts()).items, 0);
    other.exec('commit');
    assert.equal((await test.app.crawl({ ids: ['zz/test/list0'] })).new, 200);
  });

  it('on a full disk keeps whole sources only, says so, and goes on when there is room again', async t => {
    const { test } = await open(t, { database: { maxPages: 700 } });
    await assert.rejects(test.app.crawl({}), {
      name: 'AppError',
      code: 'database-full',
      message: /no room left .* Nothing of this step was stored\. Free some disk space/,
    });
    const { items } = await test.app.counts();
    assert.ok(items < LISTS * 200, `all ${items} items fitted`);
    assert.equal(items % 200, 0);
    assert.deepEqual(await test.app.verify(), []);
    const states = await (await test.store()).sources.states();
    assert.equal(states.size, items / 200);
    await test.app.close();

    const roomy = test.reopen({ database: {} });
    const report = await roomy.crawl({});
    assert.deepEqual([report.failed, report.new], [0, LISTS * 200 - items]);
    assert.deepEqual(await roomy.verify(), []);
  });

  it('that may not be written is named with what to do', async t => {
    if (process.getuid?.() === 0) {
      t.skip('the superuser may write everything');
      return;
    }
    const { test } = await open(t);
    await test.app.migrate();
    await test.app.close();
    await chmod(test.config.databasePath, 0o444);
    await chmod(test.folder, 0o555);
    t.after(() => chmod(test.folder, 0o755));
    await assert.rejects(test.reopen().crawl({}), { name: 'AppError', message: /write permission/ });
  });

  it('of a newer version, of another program, or damaged is left alone and named', async t => {
    const { folder, remove } = await tempFolder();
    t.after(remove);
    const file = path.join(folder, 'regbeat.sqlite');
    const refused = async (pattern: RegExp) => {
      const size = (await stat(file)).size;
      const { code, stdout, stderr } = await runCli(['search', 'staking', '--json'], { folder });
      assert.equal(code, 1);
      assert.equal(stdout, '');
      assert.match(stderr, pattern);
      assert.doesNotMatch(stderr, /\n\s+at /);
      assert.equal((await stat(file)).size, size);
    };
    const newer = new Database(file);
    newer.exec(
      "create table schema_migrations (version integer primary key, name text not null, applied_at text not null); insert into schema_migrations values (999, 'later', '2030-01-01')",
    );
    newer.close();
    await refused(/newer version of regbeat/);

    const foreign = new Database(file);
    foreign.exec('drop table schema_migrations; create table recipes (name text)');
    foreign.close();
    await refused(/database of another program/);

    await writeFile(file, 'this is no database, but long enough to look like one. '.repeat(40));
    await refused(/is damaged or is not a database/);
  });
});
