import { AppError } from '../core/errors.ts';
import type { EvidenceRoom } from '../core/evidence.ts';
import type { Parts } from './parts.ts';

/** The documents that were kept. */
export function evidenceRoom({ store, snapshots }: Parts): EvidenceRoom {
  return {
    snapshots: async itemId => (await store()).snapshots.of(itemId),
    snapshotBytes: async hash => {
      const bytes = await (await snapshots()).get(hash);
      if (bytes) return bytes;
      throw new AppError(
        'snapshot-lost',
        `The document ${hash.slice(0, 12)} is not in the data folder's snapshots, or is damaged: bring it back from a backup of that folder.`,
      );
    },
  };
}
