import type { Snapshot } from './store/snapshot-store.ts';

/** The documents behind items, as they were when they were fetched. */
export interface EvidenceRoom {
  /** Newest first; none for items whose page was not fetched, or whose source is no authority. */
  snapshots(itemId: string): Promise<readonly Snapshot[]>;
  /** The bytes of a snapshot, checked against their hash. @throws AppError "snapshot-lost" when the file is gone or damaged. */
  snapshotBytes(sha256: string): Promise<Uint8Array>;
}
