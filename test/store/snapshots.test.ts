import assert from 'node:assert/strict';
import { utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { sha256 } from '../../src/core/ids.ts';
import { pruneSnapshots } from '../../src/pipeline/pages/prune-snapshots.ts';
import { createSnapshotFiles } from '../../src/store/snapshot-files.ts';
import { makeRecord } from '../helpers/make-item.ts';
import { tempFolder, withStore } from '../helpers/temp-store.ts';

const bytes = (text: string) => new Uint8Array(Buffer.from(text));

describe('snapshot files', () => {
  it('keep bytes once, under their hash, and give them back', async t => {
    const { folder, remove } = await tempFolder();
    t.after(remove);
    const files = createSnapshotFiles(folder);
    const hash = await files.put(bytes('a rule'));
    assert.equal(hash, sha256('a rule'));
    assert.equal(await files.put(bytes('a rule')), hash);
    assert.deepEqual(Buffer.from((await files.get(hash)) ?? []).toString(), 'a rule');
    assert.equal(await files.get('../../etc/passwd'), null);
    assert.equal(await files.get(sha256('another')), null);
  });

  it('give nothing rather than something else when a file is damaged', async t => {
    const { folder, remove } = await tempFolder();
    t.after(remove);
    const files = createSnapshotFiles(folder);
    const hash = await files.put(bytes('a rule'));
    await writeFile(path.join(folder, hash.slice(0, 2), `${hash}.gz`), 'damaged');
    assert.equal(await files.get(hash), null);
  });
});

describe('pruning of snapshots', () => {
  it('forgets what nobody can cite, keeps the rest, and clears what a crash left', () =>
    withStore(async (store, file) => {
      const folder = path.dirname(file);
      const files = createSnapshotFiles(path.join(folder, 'snapshots'));
      const cited = makeRecord({ article: { id: 'cited', keys: ['guid:1'] } });
      const idle = makeRecord({
        article: { id: 'idle', keys: ['guid:2'] },
        classification: { relevant: false },
      });
      await store.items.insert([cited, idle], '2026-01-01T00:00:00.000Z');
      const keep = async (itemId: string, text: string, fetchedAt: string) => {
        const hash = await files.put(bytes(text));
        const about = { contentType: 'text/html', etag: null, lastModified: null };
        await store.snapshots.add({
          itemId,
          sha256: hash,
          url: 'https://a.example/',
          bytes: text.length,
          fetchedAt,
          ...about,
        });
        return hash;
      };
      const old = '2026-01-01T00:00:00.000Z';
      const hashes = {
        cited: await keep('cited', 'cited', old),
        idle: await keep('idle', 'idle', old),
        shared: await keep('cited', 'shared', old),
        fresh: await keep('idle', 'fresh', '2026-11-19T00:00:00.000Z'),
        orphan: await files.put(bytes('orphan')),
      };
      await keep('idle', 'shared', old);
      // The same bytes came again a moment ago, and their new snapshot is not noted yet.
      const again = await keep('idle', 'again', old);
      for (const hash of Object.values({ ...hashes, again })) {
        const file = path.join(folder, 'snapshots', hash.slice(0, 2), `${hash}.gz`);
        await utimes(file, new Date('2026-01-01'), new Date('2026-01-01'));
      }
      await files.put(bytes('again'));
      const clock = () => new Date('2026-11-20T00:00:00Z');
      const removed = await pruneSnapshots({ snapshots: store.snapshots, files, clock, days: 90 });
      assert.equal(removed, 2);
      const there = async (hash: string) => (await files.get(hash)) !== null;
      assert.deepEqual(
        [
          await there(hashes.cited),
          await there(hashes.shared),
          await there(hashes.fresh),
          await there(hashes.idle),
          await there(hashes.orphan),
          await there(again),
        ],
        [true, true, true, false, false, true],
      );
      assert.deepEqual(
        (await store.snapshots.of('idle')).map(one => one.sha256),
        [hashes.fresh],
      );
    }));
});
