import type { EntityKind } from '../types.ts';

/** Someone or something that stored items name. */
export interface StoredEntity {
  readonly kind: EntityKind;
  readonly id: string;
  readonly name: string;
}

export interface EntityStore {
  /** Entities of a kind whose id begins with a text or is it, in the order of their ids, at most `limit`. */
  beginning(kind: EntityKind, id: string, limit: number): Promise<readonly StoredEntity[]>;
  /** How many relevant items name each entity; codes are "firm:binance". */
  counts(codes: readonly string[]): Promise<ReadonlyMap<string, number>>;
}
