import type { PositionMatrix } from '../core/position-matrix.ts';
import type { Parts } from './parts.ts';

/** What is allowed where, and what authorities count. */
export function positionMatrix({ store, clock }: Pick<Parts, 'store' | 'clock'>): PositionMatrix {
  const matrix = async () => {
    const { createMatrix } = await import('../pipeline/matrix.ts');
    return createMatrix({ store: await store(), clock });
  };
  return {
    positionMatrix: async query => (await matrix()).positionMatrix(query),
    positionHistory: async (jurisdiction, topic, asOf) =>
      (await matrix()).positionHistory(jurisdiction, topic, asOf),
    figures: async query => (await matrix()).figures(query),
  };
}
