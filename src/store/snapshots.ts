import type { Snapshot, SnapshotStore } from '../core/ports.ts';
import { chunked } from './rows.ts';
import type { Session } from './schema.ts';

/** Which bytes documents were. The bytes are files (snapshot-files.ts). */
export function createSnapshots({ db, write }: Session): SnapshotStore {
  const named = async (hashes: readonly string[]) => {
    const found = new Set<string>();
    for (const some of chunked(hashes)) {
      const rows = await db
        .selectFrom('snapshots')
        .select('sha256')
        .distinct()
        .where('sha256', 'in', some)
        .execute();
      for (const row of rows) found.add(row.sha256);
    }
    return found;
  };
  return {
    async add(snapshot) {
      await write(async tx => {
        await tx
          .insertInto('snapshots')
          .values(toRow(snapshot))
          .onConflict(conflict => conflict.doNothing())
          .execute();
      });
    },

    async of(itemId) {
      const rows = await db
        .selectFrom('snapshots')
        .selectAll()
        .where('item', '=', itemId)
        .orderBy('fetched_at', 'desc')
        .execute();
      return rows.map(row => ({
        itemId: row.item,
        url: row.url,
        sha256: row.sha256,
        bytes: row.bytes,
        contentType: row.content_type,
        etag: row.etag,
        lastModified: row.last_modified,
        fetchedAt: row.fetched_at,
      }));
    },

    async expire(before, limit) {
      return write(async tx => {
        const rows = await tx
          .selectFrom('snapshots as s')
          .leftJoin('items as i', 'i.public_id', 's.item')
          .select(['s.item', 's.sha256'])
          .where('s.fetched_at', '<', before)
          .where(eb => eb.or([eb('i.relevant', '=', 0), eb('i.relevant', 'is', null)]))
          .limit(limit)
          .execute();
        for (const row of rows) {
          await tx
            .deleteFrom('snapshots')
            .where('item', '=', row.item)
            .where('sha256', '=', row.sha256)
            .execute();
        }
        return rows.length;
      });
    },

    named,
  };
}

function toRow(snapshot: Snapshot) {
  return {
    item: snapshot.itemId,
    sha256: snapshot.sha256,
    url: snapshot.url,
    bytes: snapshot.bytes,
    content_type: snapshot.contentType,
    etag: snapshot.etag,
    last_modified: snapshot.lastModified,
    fetched_at: snapshot.fetchedAt,
  };
}
