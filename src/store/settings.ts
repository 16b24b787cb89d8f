import type { SettingStore } from '../core/ports.ts';
import type { Session } from './schema.ts';

/** Small facts that outlive a process. */
export function createSettings({ db, write }: Session): SettingStore {
  return {
    async get(key) {
      const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst();
      return row?.value ?? null;
    },
    async set(key, value) {
      await write(async tx => {
        await tx
          .insertInto('settings')
          .values({ key, value })
          .onConflict(conflict => conflict.column('key').doUpdateSet({ value }))
          .execute();
      });
    },
  };
}
