import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore, type SqliteStore, type StoreOptions } from '../../src/store/open-store.ts';

/** A folder of its own for one test. */
export async function tempFolder(): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'regbeat-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Runs `work` with a real, empty SQLite store in a folder of its own, and clears both away. */
export async function withStore<T>(
  work: (store: SqliteStore, file: string) => Promise<T>,
  options: Omit<StoreOptions, 'path'> = {},
): Promise<T> {
  const { folder, remove } = await tempFolder();
  const file = path.join(folder, 'regbeat.sqlite');
  try {
    const store = await openStore({ ...options, path: file });
    try {
      return await work(store, file);
    } finally {
      await store.close();
    }
  } finally {
    await remove();
  }
}
