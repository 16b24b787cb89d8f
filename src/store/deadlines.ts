import type { DeadlineStore, StoredDate } from '../core/ports.ts';
import { chunked } from './rows.ts';
import type { Db, Session } from './schema.ts';

/** The dates that stored items announce. */
export function createDeadlines({ db }: Pick<Session, 'db'>): DeadlineStore {
  return {
    async between({ from, to, limit }) {
      const rows = await dates(db)
        .$if(from !== null, query => query.where('d.last_day', '>=', from ?? ''))
        .$if(to !== null, query => query.where('d.last_day', '<=', to ?? ''))
        .orderBy('d.last_day')
        .orderBy('d.item_id')
        .limit(limit)
        .execute();
      return rows.map(toDate);
    },

    async ofStories(storyIds) {
      const found: StoredDate[] = [];
      for (const group of chunked([...new Set(storyIds)])) {
        const rows = await dates(db).where('i.story_id', 'in', group).orderBy('d.item_id').execute();
        found.push(...rows.map(toDate));
      }
      return found;
    },
  };
}

function dates(db: Db) {
  return db
    .selectFrom('item_dates as d')
    .innerJoin('items as i', 'i.id', 'd.item_id')
    .select(['i.public_id', 'i.story_id', 'd.code', 'd.date', 'd.first_day', 'd.last_day', 'd.score'])
    .where('d.relevant', '=', 1);
}

type Row = Awaited<ReturnType<ReturnType<typeof dates>['execute']>>[number];

function toDate(row: Row): StoredDate {
  return {
    itemId: row.public_id,
    storyId: row.story_id,
    kind: row.code,
    date: row.date,
    firstDay: row.first_day,
    lastDay: row.last_day,
    confidence: row.score,
  };
}
