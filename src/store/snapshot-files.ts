import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { sha256 } from '../core/ids.ts';
import type { SnapshotFiles } from '../core/ports.ts';

const pack = promisify(gzip);
const unpack = promisify(gunzip);
const HASH = /^[0-9a-f]{64}$/;
/** A file younger than this may belong to a snapshot that is about to be noted. */
const SETTLING_MS = 86_400_000;

/**
 * Bytes of documents as gzip files, each under its SHA-256: <dir>/ab/abcd....gz. The same bytes are kept once, whoever links to them. A file is
 * complete or not there: it is written beside its place and renamed.
 */
export function createSnapshotFiles(dir: string): SnapshotFiles {
  const fileOf = (hash: string) => path.join(dir, hash.slice(0, 2), `${hash}.gz`);
  return {
    async put(bytes) {
      const hash = sha256(bytes);
      const file = fileOf(hash);
      if (await touched(file)) return hash;
      await mkdir(path.dirname(file), { recursive: true });
      const partial = `${file}.${randomBytes(6).toString('hex')}.part`;
      const handle = await open(partial, 'wx');
      try {
        await handle.writeFile(await pack(bytes));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(partial, file);
      return hash;
    },

    async get(hash) {
      if (!HASH.test(hash)) return null;
      const packed = await readFile(fileOf(hash)).catch(() => null);
      if (packed === null) return null;
      const bytes = await unpack(packed).catch(() => null);
      return bytes !== null && sha256(bytes) === hash ? bytes : null;
    },

    async remove(hash) {
      if (HASH.test(hash)) await rm(fileOf(hash), { force: true });
    },

    async settled(now) {
      const hashes: string[] = [];
      for (const name of await readdir(dir, { recursive: true }).catch(() => [])) {
        const [hash = ''] = path.basename(name).split('.');
        const file = path.join(dir, name);
        if (!HASH.test(hash) || now.getTime() - (await stat(file)).mtimeMs < SETTLING_MS) continue;
        if (name.endsWith('.part')) await rm(file, { force: true });
        else hashes.push(hash);
      }
      return hashes;
    },
  };
}

/** Makes a file young again, so that it is kept until its new snapshot is noted; false when it is not there. */
async function touched(file: string): Promise<boolean> {
  const now = new Date();
  return utimes(file, now, now).then(
    () => true,
    () => false,
  );
}
