import type { Deadlines } from '../core/deadlines.ts';
import type { Parts } from './parts.ts';

/** What is due by when, out of the stored items. */
export function deadlines({ store, clock, timeZone, queryParser }: Parts): Deadlines {
  return {
    deadlines: async request => {
      const { listDeadlines } = await import('../pipeline/deadlines.ts');
      const deps = { store: await store(), clock, timeZone, parseQuery: await queryParser() };
      return listDeadlines(deps, request);
    },
  };
}
