import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { makeSource, openTestApp } from '../helpers/open-app.ts';
import { firmRows, REGISTER_RULE, registerCsv } from '../helpers/register-text.ts';
import { finished, startScript } from '../helpers/run-cli.ts';

const ID = 'zz/test/register';
const CHILD = path.resolve(import.meta.dirname, 'register-process.ts');

describe('a process that is killed in the middle of a register', () => {
  it('leaves the register, its history and its items as they were, and the next run does it all', async t => {
    const test = await openTestApp({
      now: new Date('2026-11-20T12:00:00Z'),
      sources: [
        {
          ...makeSource({ id: ID, url: 'https://x.example/register.csv' }),
          type: 'register',
          format: 'csv',
          register: REGISTER_RULE,
        },
      ],
    });
    t.after(() => test.close());
    const first = path.join(test.folder, 'first.csv');
    const second = path.join(test.folder, 'second.csv');
    await writeFile(first, registerCsv(firmRows(1, 100)));
    await writeFile(second, registerCsv([...firmRows(11, 100), ...firmRows(201, 240)]));
    const { app } = test;
    await app.registers.update(ID, { from: first, at: '2026-11-01' });
    const state = async () => ({
      list: await app.registers.list(),
      history: await app.registers.history('Coin House 1'),
      items: (await app.counts()).items,
    });
    const before = await state();

    const child = startScript(CHILD, [test.config.databasePath, second, '2026-11-08T00:00:00.000Z']);
    const end = finished(child);
    assert.ok(child.stdout);
    await Promise.race([once(child.stdout, 'data'), end]);
    child.kill('SIGKILL');
    const { stdout, stderr, signal } = await end;
    assert.deepEqual([stdout, signal], ['stored 40 10\n', 'SIGKILL'], stderr);
    assert.deepEqual(await state(), before);
    assert.deepEqual(await app.verify(), []);

    const { diff } = await app.registers.update(ID, { from: second, at: '2026-11-08' });
    assert.deepEqual([diff.added.length, diff.removed.length], [40, 10]);
    assert.equal((await app.counts()).items, before.items + 50);
    const [{ entries = 0 } = {}] = await app.registers.list();
    assert.equal(entries, 130);
  });
});
