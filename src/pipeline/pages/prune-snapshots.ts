import type { Clock, SnapshotFiles, SnapshotStore } from '../../core/ports.ts';

const DAY_MS = 86_400_000;
const AT_ONCE = 500;

/**
 * Forgets documents of items that nobody can cite (they are not relevant) after so many days, and files that a crash left without a name.
 * Returns how many files were removed.
 */
export async function pruneSnapshots(deps: {
  readonly snapshots: SnapshotStore;
  readonly files: SnapshotFiles;
  readonly clock: Clock;
  readonly days: number;
}): Promise<number> {
  const { snapshots, files, clock, days } = deps;
  const now = clock();
  const before = new Date(now.getTime() - days * DAY_MS).toISOString();
  for (;;) {
    if ((await snapshots.expire(before, AT_ONCE)) < AT_ONCE) break;
  }
  // Only what nobody has put for a day is looked at: a page that is being read may be about to name the same bytes again.
  let removed = 0;
  const kept = await files.settled(now);
  const named = await snapshots.named(kept);
  for (const hash of kept) {
    if (named.has(hash)) continue;
    await files.remove(hash);
    removed += 1;
  }
  return removed;
}
