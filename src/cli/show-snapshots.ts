import { writeFile } from 'node:fs/promises';
import type { Application } from '../core/application.ts';
import { AppError, errorText } from '../core/errors.ts';
import type { CliContext } from './context.ts';
import { formatInstant, print, printJson } from './output.ts';

/** Lists the documents kept of an item, and writes the newest to a file when one is named. */
export async function showSnapshots(
  context: CliContext,
  app: Application,
  itemId: string,
  options: { readonly json?: boolean; readonly out?: string },
): Promise<void> {
  const snapshots = await app.snapshots(itemId);
  const [newest] = snapshots;
  if (options.out !== undefined) {
    if (!newest) throw new AppError('no-snapshot', `Nothing was kept of ${itemId}. ${WHY_NOT}`);
    await write(options.out, await app.snapshotBytes(newest.sha256));
  }
  if (options.json) {
    printJson(context, { item: itemId, snapshots, written: options.out ?? null });
    return;
  }
  if (!newest) print(context, `Nothing was kept of ${itemId}. ${WHY_NOT}`);
  for (const snapshot of snapshots) {
    print(
      context,
      `${formatInstant(snapshot.fetchedAt)}  ${snapshot.bytes.toLocaleString('en')} bytes  ${snapshot.contentType ?? 'type not told'}`,
      `  ${snapshot.url}`,
      `  SHA-256 ${snapshot.sha256}`,
    );
  }
  if (options.out !== undefined) print(context, `Written to ${options.out}.`);
}

const WHY_NOT =
  'Documents are kept when the page of an item of an authority or a standard setter is fetched.';

async function write(file: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(file, bytes, { flag: 'wx' });
  } catch (cause) {
    const exists = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    throw new AppError(
      'output',
      exists
        ? `${file} exists already: choose another name.`
        : `${file} cannot be written: ${errorText(cause)}`,
      { cause },
    );
  }
}
