import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { sha256 } from '../../src/core/ids.ts';
import { openTestApp } from '../helpers/open-app.ts';

it('chains a manifest to that of the week before, also when nothing was stored in it', async t => {
  const test = await openTestApp({ sources: [], now: new Date('2026-11-22T12:00:00Z') });
  t.after(test.close);
  const dir = path.join(test.folder, 'filed');
  const line = JSON.stringify({
    title: 'SFC sets staking rules',
    published: '2026-11-10',
    url: 'https://a.example/1',
  });
  const bytes = Buffer.from(`${line}\n`);
  await test.app.ingest({ name: 'week 46', bytes, contentType: null, url: null }, {});

  const quiet = await test.app.exportWeekly({ week: '2026-W45', formats: ['json'], dir });
  assert.equal(quiet.stories, 0);
  await test.app.exportWeekly({ week: '2026-W46', formats: ['json'], dir });

  const read = (week: string) => readFileSync(path.join(dir, `regbeat-${week}.manifest.json`));
  assert.equal(JSON.parse(read('2026-W45').toString()).previous, null);
  assert.equal(JSON.parse(read('2026-W46').toString()).previous, sha256(read('2026-W45')));
});
