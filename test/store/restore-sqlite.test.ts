import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { AppError } from '../../src/core/errors.ts';
import { openStore } from '../../src/store/open-store.ts';
import { restoreSqlite } from '../../src/store/restore-sqlite.ts';
import { makeRecord } from '../helpers/make-item.ts';
import { tempFolder } from '../helpers/temp-store.ts';

const SEEN = '2026-11-22T09:00:00.000Z';

async function filled(file: string, ids: readonly string[]) {
  const store = await openStore({ path: file });
  await store.items.insert(
    ids.map(id => makeRecord({ article: { id, keys: [`guid:${id}`] } })),
    SEEN,
  );
  return store;
}

describe('restoreSqlite', () => {
  it('puts the backup in place and keeps the database that was there', async context => {
    const { folder, remove } = await tempFolder();
    context.after(remove);
    const file = path.join(folder, 'regbeat.sqlite');
    const backup = path.join(folder, 'backup.sqlite');
    const before = await filled(file, ['aaaa']);
    await before.backup(backup);
    await before.items.insert([makeRecord({ article: { id: 'bbbb', keys: ['guid:bbbb'] } })], SEEN);
    await before.close();
    const kept = await restoreSqlite(backup, file, 'stamp');
    assert.ok(kept);
    const restored = await openStore({ path: file });
    assert.equal((await restored.items.count()).items, 1);
    await restored.close();
    const old = await openStore({ path: kept });
    assert.equal((await old.items.count()).items, 2);
    await old.close();
  });

  it('changes nothing when the backup is damaged or the database is in use', async context => {
    const { folder, remove } = await tempFolder();
    context.after(remove);
    const file = path.join(folder, 'regbeat.sqlite');
    const backup = path.join(folder, 'backup.sqlite');
    const store = await filled(file, ['aaaa']);
    await store.backup(backup);
    await assert.rejects(
      restoreSqlite(backup, file, 'stamp'),
      (error: unknown) => error instanceof AppError && /in use/.test(error.message),
    );
    const broken = path.join(folder, 'broken.sqlite');
    writeFileSync(broken, 'this is no database');
    await assert.rejects(
      restoreSqlite(broken, file, 'stamp'),
      (error: unknown) => error instanceof AppError && /not a sound backup/.test(error.message),
    );
    assert.equal((await store.items.count()).items, 1);
    await store.close();
    assert.deepEqual(
      readdirSync(folder).filter(name => name.includes('before-restore')),
      [],
    );
  });
});
