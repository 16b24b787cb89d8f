import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { openTestApp } from '../helpers/open-app.ts';

describe('a target that is written in another way', () => {
  it('is the same target, and files show times in the zone of the digests', async t => {
    const test = await openTestApp({
      sources: [],
      now: new Date('2026-06-20T12:00:00Z'),
      env: { REGBEAT_TZ: 'Asia/Hong_Kong' },
    });
    t.after(() => test.close());
    const title = 'SFC sets conditions for staking services of licensed virtual asset platforms';
    const bytes = Buffer.from(JSON.stringify([{ title, published: '2026-06-20T10:30:00Z' }]));
    await test.app.ingest({ name: 'records.json', bytes, contentType: null, url: null }, {});
    const digest = await test.app.digest({ period: 'daily' });
    const { signal } = new AbortController();
    assert.deepEqual(
      [
        (await test.app.post(digest, ' File', signal)).queued,
        (await test.app.post(digest, 'file', signal)).queued,
      ],
      [true, false],
    );
    const folder = path.join(test.folder, 'digests');
    const [page] = (await readdir(folder)).filter(name => name.endsWith('.md'));
    assert.match(await readFile(path.join(folder, page ?? ''), 'utf8'), /20 Jun 2026 18\\?:30/);
  });
});
