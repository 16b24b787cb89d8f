import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { EXPORT_FORMATS } from '../../src/export/exporters.ts';
import { runCli } from '../helpers/run-cli.ts';
import { tempFolder } from '../helpers/temp-store.ts';

it('exports a week, verifies it, and ends with 1 when a file was changed', async t => {
  const { folder, remove } = await tempFolder();
  t.after(remove);
  const dir = path.join(folder, 'filed');
  const run = (...args: string[]) => runCli(args, { folder });
  const made = await run(
    'export',
    'weekly',
    '--week',
    '2025-W46',
    '--format',
    'md,csv',
    '--bom',
    '--out',
    dir,
  );
  assert.equal(made.code, 0);
  assert.match(made.stdout, /Week 2025-W46 \(retrospective\): 0 stories/);
  assert.deepEqual(readdirSync(dir).sort(), [
    'regbeat-2025-W46.csv',
    'regbeat-2025-W46.manifest.json',
    'regbeat-2025-W46.md',
  ]);
  const good = await run('export', 'verify', dir, '--rebuild');
  assert.equal(good.code, 0);
  assert.match(good.stdout, /ok +2025-W46, retrospective: 2 of 2 files as filed; first of its chain/);
  writeFileSync(path.join(dir, 'regbeat-2025-W46.md'), 'other');
  const bad = await run('export', 'verify', dir);
  assert.equal(bad.code, 1);
  assert.match(bad.stdout, /regbeat-2025-W46\.md is changed/);
  const json = await run('export', 'verify', dir, '--json');
  assert.equal(JSON.parse(json.stdout).ok, false);
  const help = await run('export', 'weekly', '--help');
  assert.ok(help.stdout.includes(EXPORT_FORMATS.join(',')));
  const future = await run('export', 'weekly', '--week', '9000-W01');
  assert.notEqual(future.code, 0);
  assert.match(future.stderr, /has not begun/);
});
