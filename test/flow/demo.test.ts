import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { runCli } from '../helpers/run-cli.ts';
import { tempFolder } from '../helpers/temp-store.ts';

describe('regbeat demo', () => {
  it('shows the whole product without a network, in a folder of its own', async t => {
    const { folder, remove } = await tempFolder();
    t.after(remove);
    const { code, stdout, stderr } = await runCli(['demo'], { folder });
    assert.equal(code, 0, stderr);
    assert.equal(stderr, '');
    assert.doesNotMatch(stdout, /\u001b/);
    const files = Array.from(
      stdout.matchAll(/^ {2}(\/\S+\.(?:md|html|pdf|xlsx|csv|json|ics))$/gm),
      match => match[1] ?? '',
    );
    const data = /REGBEAT_DATA_DIR=(\S+)/.exec(stdout)?.[1] ?? '';
    assert.notEqual(data, '');
    t.after(() => rm(data, { recursive: true, force: true }));

    assert.match(stdout, /\d+ of \d+ sources read: \d+ new items/);
    assert.match(
      stdout,
      /new items?, 1 edited; \d+ sources answered "not modified"\. Nothing was stored twice\./,
    );
    assert.match(stdout, /\d+ of \d+ sources read; failing: .*503/);
    const jurisdictions = Number(/Jurisdictions: (\d+)/.exec(stdout)?.[1]);
    assert.ok(jurisdictions >= 12, `${jurisdictions} jurisdictions`);
    assert.deepEqual(
      new Set(files.map(file => path.extname(file))),
      new Set(['.md', '.html', '.pdf', '.xlsx', '.csv', '.json', '.ics']),
    );
    for (const file of files) assert.ok((await readFile(file)).length > 100, file);

    assert.match(stdout, /HK staking {2}conditional/);
    assert.match(stdout, /\d+ deadlines due from/);
    assert.match(stdout, /granted {4}ky\/cima\/register {2}Hollybrook Staking/);

    const item = /npx regbeat why (\S+)/.exec(stdout)?.[1] ?? '';
    const why = await runCli(['why', item], { folder, env: { REGBEAT_DATA_DIR: data } });
    assert.equal(why.code, 0, why.stderr);
    assert.match(why.stdout, /staking/);
  });
});
