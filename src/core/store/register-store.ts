import type { Hold, RegisterCount, RegisterEntry, RegisterEvent } from '../registers.ts';

/** A snapshot as it is kept. */
export interface RegisterSnapshot {
  readonly at: string;
  /** SHA-256 of the document. */
  readonly bodyHash: string;
  readonly rows: number;
  readonly entries: number;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

/** Where a register stands. */
export interface RegisterState {
  /** The newest applied snapshot; null before the first. */
  readonly last: { readonly id: number; readonly at: string; readonly bodyHash: string } | null;
  readonly held:
    | (Hold & { readonly id: number; readonly at: string; readonly bodyHash: string; readonly rows: number })
    | null;
}

/** An entry with what it is looked up by. */
export interface IndexedEntry {
  readonly entry: RegisterEntry;
  readonly lei: string | null;
  readonly licences: readonly string[];
  /** Folded names, from each of their words on; the first is the name by which it is sorted. */
  readonly names: readonly string[];
}

/** An entry of now or of the past. */
export interface KeptEntry {
  readonly register: string;
  readonly entry: RegisterEntry;
  readonly firstSeenAt: string;
  readonly removedAt: string | null;
}

/** What a register came to since its first snapshot. */
export interface RegisterTotals {
  readonly register: string;
  readonly entries: number;
  readonly snapshots: number;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

export interface RegisterStore {
  state(register: string): Promise<RegisterState>;
  /** Entries listed now, in order of ids. */
  entries(register: string): Promise<readonly RegisterEntry[]>;
  /** Entries of the held snapshot; null when none is held. */
  heldEntries(register: string): Promise<readonly RegisterEntry[] | null>;
  /** Makes a snapshot the state of its register, with its events. What was held is dropped. */
  apply(
    register: string,
    snapshot: RegisterSnapshot,
    change: {
      readonly next: readonly IndexedEntry[];
      readonly events: readonly Omit<RegisterEvent, 'register' | 'at'>[];
    },
  ): Promise<void>;
  /** Keeps a snapshot beside the state of its register, in the place of what was held before. */
  hold(
    register: string,
    snapshot: RegisterSnapshot,
    held: Hold & { readonly held: readonly RegisterEntry[] },
  ): Promise<void>;
  totals(): Promise<readonly RegisterTotals[]>;
  /** Why and since when snapshots are held, by register. */
  held(): Promise<ReadonlyMap<string, Hold & { readonly at: string }>>;
  /** Applied snapshots, oldest first. */
  counts(register?: string): Promise<readonly RegisterCount[]>;
  /** Oldest first; of some registers, or of some entries. Events of the first snapshot only when asked for entries. */
  events(filter: {
    readonly registers?: readonly string[];
    readonly entries?: readonly { readonly register: string; readonly id: string }[];
    readonly since?: string;
    readonly until?: string;
    readonly limit?: number;
  }): Promise<readonly RegisterEvent[]>;
  /** Entries of any register by a prefix of a name or of a word of it (folded), by LEI or by licence number (folded): listed ones first, then by name. */
  find(
    by: { readonly name: string } | { readonly leis: readonly string[] } | { readonly licence: string },
    limit: number,
  ): Promise<readonly KeptEntry[]>;
}
