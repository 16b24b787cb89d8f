import type { VerdictStore } from '../core/ports.ts';
import { chunked } from './rows.ts';
import type { Session } from './schema.ts';

/** What people said about tags. Nothing is overwritten: the newest verdict on an item and a tag is the one that counts. */
export function createVerdicts({ db, write }: Session): VerdictStore {
  return {
    async add(verdicts) {
      if (verdicts.length === 0) return;
      await write(async tx => {
        for (const rows of chunked(verdicts)) {
          await tx
            .insertInto('verdicts')
            .values(
              rows.map(({ itemId, what, tag, reason, who, at }) => ({
                item: itemId,
                what,
                tag,
                reason,
                who,
                at,
              })),
            )
            .execute();
        }
      });
    },

    async list(itemId) {
      const rows = await db
        .selectFrom('verdicts')
        .selectAll()
        .$if(itemId !== undefined, query => query.where('item', '=', itemId ?? ''))
        .orderBy('id')
        .execute();
      return rows.map(({ item, what, tag, reason, who, at }) => ({
        itemId: item,
        what,
        tag,
        reason,
        who,
        at,
      }));
    },
  };
}
