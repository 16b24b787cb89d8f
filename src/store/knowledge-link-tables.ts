import type { DateKind, EntityKind } from '../core/types.ts';
import type { Flag } from './schema.ts';

/** A date that an item announces: `code` is its kind; `date` is as precise as the words, the two days are its first and its last. */
export interface DateLinkTable {
  code: DateKind;
  relevant: Flag;
  item_id: number;
  date: string;
  first_day: string;
  last_day: string;
  score: number;
}

/** A name that stands in an item: `code` is "firm:binance". */
export interface EntityLinkTable {
  code: string;
  relevant: Flag;
  item_id: number;
  score: number;
}

/** Every entity that some item has named. */
export interface EntityTable {
  code: string;
  kind: EntityKind;
  id: string;
  name: string;
}

/** A way in which a position that an item tells can be asked for: "banned", "staking:banned", "HK:staking". */
export interface StanceLinkTable {
  code: string;
  relevant: Flag;
  item_id: number;
}

export interface KnowledgeLinkTables {
  item_dates: DateLinkTable;
  item_entities: EntityLinkTable;
  item_stances: StanceLinkTable;
  entities: EntityTable;
}
