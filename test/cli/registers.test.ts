import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { makeSource, openTestApp, type TestApp } from '../helpers/open-app.ts';
import { firmRow, firmRows, inventLei, REGISTER_RULE, registerCsv } from '../helpers/register-text.ts';
import { speak } from '../helpers/speak.ts';

const ID = 'zz/test/register';

describe('regbeat registers', () => {
  let test: TestApp;
  before(async () => {
    const list = makeSource({ id: 'zz/test/list', url: 'https://x.example/feed' });
    const register = { type: 'register', format: 'csv', jurisdiction: 'EU' } as const;
    test = await openTestApp({
      now: new Date('2026-11-20T12:00:00Z'),
      sources: [
        list,
        { ...list, ...register, id: ID, name: 'Register of firms', register: REGISTER_RULE },
        { ...list, ...register, id: 'zz/test/bare', name: 'Bare register' },
      ],
    });
  });
  after(() => test.close());

  const say = (...args: readonly string[]) => speak(['registers', ...args], test.app);
  const apply = async (rows: Parameters<typeof registerCsv>[0], at: string, ...more: readonly string[]) => {
    const file = path.join(test.folder, 'register.csv');
    await writeFile(file, registerCsv(rows));
    return say('update', ID, '--from', file, '--at', at, ...more);
  };

  it('says what each snapshot came to', async () => {
    assert.match((await say('list')).stdout, /zz\/test\/register +not read yet +Register of firms/);
    assert.match((await say('counts')).stdout, /No snapshot was applied yet/);
    const first = await apply(firmRows(1, 10), '2026-10-01');
    assert.match(first.stdout, /first snapshot, of 2026-10-01: 10 entries in 10 rows/);
    const rows = [
      ...firmRows(1, 8),
      firmRow(9, { services: 'a|f', site: 'https://nine.example' }),
      firmRow(11),
    ];
    const { stdout, code } = await apply(rows, '2026-10-08');
    assert.equal(code, 0);
    assert.match(stdout, /zz\/test\/register, 2026-10-08: 1 added, 1 removed, 1 changed; 10 entries now\./);
    assert.ok(stdout.includes(`+  ${inventLei(11)}  FR  Coin House 11 GmbH`), stdout);
    assert.ok(stdout.includes(`-  ${inventLei(10)}  DE  Coin House 10 GmbH`), stdout);
    assert.ok(stdout.includes('    services: +f. placing of crypto-assets'), stdout);
    assert.ok(stdout.includes('    website: (nothing) -> https://nine.example'), stdout);
    assert.match((await apply(rows, '2026-10-09')).stdout, /the same as the last snapshot/);
  });

  it('holds what goes too far, with the way on, and ends with 3', async () => {
    const { stdout, code } = await apply(firmRows(1, 5), '2026-10-15');
    assert.equal(code, 3);
    assert.match(stdout, /Held: 5 of 10 entries would be removed, more than 20 %\. Nothing was changed\./);
    assert.match(stdout, /registers update zz\/test\/register --accept/);
    const list = (await say('list')).stdout;
    assert.match(list, /2 registers, 1 read\.\nHeld: zz\/test\/register \(2026-10-15 00:00 UTC\): 5 of 10/);
    assert.match(list, /zz\/test\/bare +not comparable/);
    const json = JSON.parse((await apply(firmRows(1, 5), '2026-10-15', '--json')).stdout);
    assert.deepEqual(
      [json.outcome, json.removed, json.held.reason, json.held.removed],
      ['held', [], 'removals', 5],
    );
    const accepted = JSON.parse((await say('update', ID, '--accept', '--json')).stdout);
    assert.deepEqual([accepted.outcome, accepted.removed.length, accepted.held], ['applied', 5, null]);
  });

  it('tells the changes of a time, the history of a firm and the numbers', async () => {
    const diff = (await say('diff', ID, '--since', '2026-10-08', '--until', '2026-10-09')).stdout;
    assert.match(diff, /2026-10-08 {2}\+ granted {4}zz\/test\/register {2}Coin House 11 GmbH \(FR\)/);
    assert.match(diff, /1 granted, 1 withdrawn, 1 changed\./);
    assert.match((await say('diff', '--since', '2026-11-01')).stdout, /Nothing changed/);
    const history = (await say('history', 'coin house 9')).stdout;
    assert.match(history, /Coin House 9 GmbH \(zz\/test\/register, no longer listed since 2026-10-15\)/);
    assert.match(history, /listed[\s\S]*changed[\s\S]*withdrawn/);
    assert.match((await say('history', 'Nobody')).stdout, /No register that was read knows "Nobody"/);
    assert.match((await say('counts', ID)).stdout, /2026-10-15 00:00 UTC +5 entries +\+0 -5 ~0/);
  });

  it('says what to do when it is asked for what it cannot do', async () => {
    const complain = async (words: RegExp, ...args: readonly string[]) => {
      const { code, stderr } = await say(...args);
      assert.equal(code === 0, false);
      assert.match(stderr, words);
    };
    await complain(/No register is called "nope".*registers list/, 'update', 'nope');
    await complain(/zz\/test\/list is no register/, 'update', 'zz/test/list');
    await complain(/has no "register" rule/, 'update', 'zz/test/bare');
    await complain(/give the file with --from/, 'update', ID, '--at', '2026-10-01');
    const ingested = await speak(
      ['ingest', path.join(test.folder, 'register.csv'), '--source', ID],
      test.app,
    );
    assert.equal(ingested.code, 2);
    assert.match(ingested.stderr, /registers update zz\/test\/register --from FILE/);
    await complain(/is no date/, 'diff', '--since', 'whenever');
    await complain(/There is no file/, 'update', ID, '--from', path.join(test.folder, 'none.csv'));
  });
});
