import type { Vitality } from '../core/vitals.ts';
import type { Parts } from './parts.ts';

/** For whoever watches the process. */
export function vitality({ store, sources, clock }: Parts): Vitality {
  return {
    vitals: async () => {
      const { readVitals } = await import('../pipeline/vitals.ts');
      const opened = await store();
      return { schemaVersion: opened.schemaVersion, ...(await readVitals(opened, sources, clock)) };
    },
  };
}
