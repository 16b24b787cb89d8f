import type { RobotsStore } from '../core/ports.ts';
import type { Session } from './schema.ts';

/** robots.txt files by origin. */
export function createRobots({ db, write }: Session): RobotsStore {
  return {
    async get(origin) {
      const row = await db.selectFrom('robots').selectAll().where('origin', '=', origin).executeTakeFirst();
      if (row === undefined) return null;
      return { origin, text: row.text, fetchedAt: row.fetched_at, unreachableSince: row.unreachable_since };
    },
    async set({ origin, text, fetchedAt, unreachableSince }) {
      const changes = { text, fetched_at: fetchedAt, unreachable_since: unreachableSince };
      await write(async tx => {
        await tx
          .insertInto('robots')
          .values({ origin, ...changes })
          .onConflict(conflict => conflict.column('origin').doUpdateSet(changes))
          .execute();
      });
    },
  };
}
