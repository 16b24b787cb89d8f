import type { Firms } from '../core/firms.ts';
import type { Parts } from './parts.ts';

/** Who is licensed, warned of and sued, out of the stored items and the registers. */
export function firms({ store, sources, entities }: Parts): Firms {
  return {
    firm: async (name, options = {}) => {
      const { describeFirm } = await import('../pipeline/firms.ts');
      const { findFirms } = await import('../pipeline/registers/query-registers.ts');
      const opened = await store();
      const registered = (query: string, limit: number) =>
        findFirms({ store: opened, sources }, query, limit);
      return describeFirm({ store: opened, entities: await entities(), registered }, name, options);
    },
  };
}
