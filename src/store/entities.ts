import type { EntityStore } from '../core/ports.ts';
import { chunked } from './rows.ts';
import type { Session } from './schema.ts';

/** Whom stored items name. */
export function createEntities({ db }: Pick<Session, 'db'>): EntityStore {
  return {
    async beginning(kind, id, limit) {
      const code = `${kind}:${id}`;
      return db
        .selectFrom('entities')
        .select(['kind', 'id', 'name'])
        .where('code', '>=', code)
        .where('code', '<', `${code}\uffff`)
        .orderBy('code')
        .limit(limit)
        .execute();
    },

    async counts(codes) {
      const counted = new Map<string, number>();
      for (const group of chunked([...new Set(codes)])) {
        const rows = await db
          .selectFrom('item_entities')
          .select(({ fn }) => ['code', fn.countAll<number>().as('n')])
          .where('code', 'in', group)
          .where('relevant', '=', 1)
          .groupBy('code')
          .execute();
        for (const { code, n } of rows) counted.set(code, n);
      }
      return counted;
    },
  };
}
