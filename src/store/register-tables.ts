import type { Generated } from 'kysely';
import type { HoldReason, RegisterEventKind } from '../core/registers.ts';

export interface RegisterSnapshotTable {
  id: Generated<number>;
  register_id: string;
  at: string;
  body_hash: string;
  state: 'applied' | 'held' | 'dropped';
  rows: number;
  entries: number;
  added: number;
  removed: number;
  changed: number;
  reason: HoldReason | null;
  detail: string | null;
  /** JSON of the entries while they are held. */
  held_entries: string | null;
}

export interface RegisterEntryTable {
  register_id: string;
  entry_id: string;
  lei: string | null;
  /** Folded name, for sorting. */
  name_key: string;
  /** JSON of RegisterEntry. */
  entry: string;
  first_seen_at: string;
  /** Null while it is listed. */
  removed_at: string | null;
}

/** What entries were ever called or licensed as: folded names from each of their words on, and "#" with folded licence numbers. */
export interface RegisterNameTable {
  name_key: string;
  register_id: string;
  entry_id: string;
}

export interface RegisterEventTable {
  id: Generated<number>;
  register_id: string;
  at: string;
  kind: RegisterEventKind;
  entry_id: string;
  name: string;
  lei: string | null;
  home_state: string | null;
  /** JSON of FieldChange[]. */
  fields: string;
  item_id: string | null;
}

export interface RegisterTables {
  register_snapshots: RegisterSnapshotTable;
  register_entries: RegisterEntryTable;
  register_names: RegisterNameTable;
  register_events: RegisterEventTable;
}
