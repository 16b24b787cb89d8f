import type { ItemStore, Match } from '../core/ports.ts';
import { chunked } from './rows.ts';
import type { Db, Session } from './schema.ts';

/** Tells new, changed and unchanged items apart by the strongest of their keys that is known. */
export function createItemMatch({ db }: Session): Pick<ItemStore, 'match'> {
  return {
    async match(sourceId, candidates) {
      const known = await knownKeys(
        db,
        sourceId,
        candidates.flatMap(candidate => candidate.keys),
      );
      return candidates.map(({ keys, contentHash }): Match => {
        for (const key of keys) {
          const item = known.get(key);
          if (item === undefined) continue;
          const status = item.contentHash === contentHash ? 'unchanged' : 'changed';
          return { status, id: item.id, version: item.version };
        }
        return { status: 'new' };
      });
    },
  };
}

interface Known {
  readonly id: string;
  readonly version: number;
  readonly contentHash: string;
}

async function knownKeys(db: Db, sourceId: string, keys: readonly string[]): Promise<Map<string, Known>> {
  const known = new Map<string, Known>();
  for (const group of chunked([...new Set(keys)])) {
    const rows = await db
      .selectFrom('item_keys as k')
      .innerJoin('items as i', 'i.id', 'k.item_id')
      .select(['k.key', 'i.public_id', 'i.version', 'i.content_hash'])
      .where('k.source_id', '=', sourceId)
      .where('k.key', 'in', group)
      .execute();
    for (const row of rows) {
      known.set(row.key, { id: row.public_id, version: row.version, contentHash: row.content_hash });
    }
  }
  return known;
}
