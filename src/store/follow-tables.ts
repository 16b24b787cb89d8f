import type { Generated } from 'kysely';

export interface FollowTable {
  id: Generated<number>;
  target: string;
  story_id: string;
  item_id: string;
  who: string;
  locale: string;
  at: string;
  /** JSON array of item ids. */
  pending: string;
  told_at: string | null;
}

export interface FollowTables {
  follows: FollowTable;
}
