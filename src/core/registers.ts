import type { RegisterField } from './source-def.ts';

/**
 * A firm (or whatever a register lists) as one snapshot tells of it. The rows of one firm are one entry. Every field is a list of
 * canonical values: one for most fields, several where the rows or a cell name several.
 */
export interface RegisterEntry {
  /** Stable while the firm stays on the register: its LEI, else "licence:..." or "name:...", as it was first seen. */
  readonly id: string;
  readonly values: Readonly<Partial<Record<RegisterField, readonly string[]>>>;
  /** Cells as published where the canonical value says less: services, unusable LEIs, dates that are none. */
  readonly published: Readonly<Partial<Record<RegisterField, readonly string[]>>>;
  /** Rows of the snapshot that it was made of. */
  readonly rows: number;
}

/** What one field said before and says after. */
export interface FieldChange {
  readonly field: RegisterField;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface EntryChange {
  readonly before: RegisterEntry;
  readonly after: RegisterEntry;
  readonly fields: readonly FieldChange[];
}

/** From one state of a register to the next; every list in order of ids. */
export interface RegisterDiff {
  readonly added: readonly RegisterEntry[];
  readonly removed: readonly RegisterEntry[];
  readonly changed: readonly EntryChange[];
}

export const HOLD_REASONS = ['zero-rows', 'columns-missing', 'removals'] as const;
/** Why a snapshot was not applied. */
export type HoldReason = (typeof HOLD_REASONS)[number];

export interface Hold {
  readonly reason: HoldReason;
  /** For people: what was found, and what to do. */
  readonly detail: string;
}

/** A held snapshot of a register. */
export interface HeldSnapshot extends Hold {
  readonly at: string;
}

/** "listed": there at the first snapshot. "withdrawn": gone from the list, or listed with an end of its licence. */
export type RegisterEventKind = 'listed' | 'granted' | 'changed' | 'withdrawn';

/** One line of a register's history. */
export interface RegisterEvent {
  readonly register: string;
  /** Of the snapshot that showed it. */
  readonly at: string;
  readonly kind: RegisterEventKind;
  readonly entryId: string;
  readonly name: string;
  readonly lei: string | null;
  readonly homeState: string | null;
  readonly fields: readonly FieldChange[];
  /** The item that tells of it; null for what was there at the first snapshot. */
  readonly itemId: string | null;
}

/** A firm as a register lists it now, or listed it last. */
export interface RegisteredFirm {
  readonly register: string;
  readonly id: string;
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly legalName: string | null;
  /** ISO 17442, checked. */
  readonly lei: string | null;
  readonly licence: string | null;
  readonly authority: string | null;
  /** ISO 3166-1 alpha-2 where the register gives it. */
  readonly homeState: string | null;
  readonly hostStates: readonly string[];
  /** `letter` is that of Article 3(1)(16) of MiCA, (a) to (j). */
  readonly services: readonly { readonly letter: string | null; readonly name: string }[];
  readonly status: string | null;
  /** Calendar days. */
  readonly grantedOn: string | null;
  readonly withdrawnOn: string | null;
  readonly website: string | null;
  readonly firstSeenAt: string;
  /** Of the snapshot that no longer had it; null while it is listed. */
  readonly removedAt: string | null;
}

export interface RegisterSummary {
  readonly id: string;
  readonly name: string;
  readonly jurisdiction: string | null;
  readonly authority: string | null;
  readonly enabled: boolean;
  /** Whether its source says what its columns mean. */
  readonly readable: boolean;
  /** Entries now; null before the first snapshot. */
  readonly entries: number | null;
  readonly firstSnapshot: string | null;
  readonly lastSnapshot: string | null;
  readonly snapshots: number;
  /** Since the first snapshot. */
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly held: HeldSnapshot | null;
}

/** One applied snapshot in numbers. */
export interface RegisterCount {
  readonly register: string;
  readonly at: string;
  readonly rows: number;
  readonly entries: number;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

export type RegisterOutcome = 'first' | 'applied' | 'unchanged' | 'held';

/** What one snapshot came to. */
export interface RegisterUpdate {
  readonly register: string;
  readonly at: string;
  readonly outcome: RegisterOutcome;
  readonly rows: number;
  readonly entries: number;
  /** Of a held snapshot: what it would do. Empty for the first one. */
  readonly diff: RegisterDiff;
  readonly held: HeldSnapshot | null;
  /** How often each note was made while reading, by code. */
  readonly notes: Readonly<Record<string, number>>;
}

export interface FirmHistory {
  readonly firms: readonly RegisteredFirm[];
  /** Oldest first, across registers. */
  readonly events: readonly RegisterEvent[];
}

/** What the program knows from registers of licensed firms. */
export interface Registers {
  /** Every source that is a register, with its state. */
  list(): Promise<readonly RegisterSummary[]>;
  /** Changes found by snapshots in [since, until) ("30d", "2026-10-01"), oldest first. @throws AppError "no-such-source" or "usage". */
  diff(options: {
    /** A register's id; a trailing "*" matches a prefix. Default: all. */
    readonly id?: string;
    readonly since?: string;
    readonly until?: string;
    readonly limit?: number;
  }): Promise<readonly RegisterEvent[]>;
  /** A firm by LEI, by licence number or by name, on every register. Empty lists when no register knows it. */
  history(query: string): Promise<FirmHistory>;
  /** Applied snapshots in numbers, oldest first. @throws AppError "no-such-source". */
  counts(id?: string): Promise<readonly RegisterCount[]>;
  /** Firms whose name, or a word of it, begins so, or with that LEI; those still listed first. */
  firms(query: string, limit: number): Promise<readonly RegisteredFirm[]>;
  /**
   * Applies a snapshot: of a file, or of what the register answers now. With `accept`, guards do not hold it; without a file that takes
   * what is held, if anything is. @throws AppError "no-such-source", "snapshot-older", "snapshot-unusable", "register-unreachable", "usage".
   */
  update(
    id: string,
    options: {
      /** A path or a URL. */
      readonly from?: string;
      /** ISO 8601 day or instant at which the file was the register. */
      readonly at?: string;
      readonly accept?: boolean;
      readonly signal?: AbortSignal;
    },
  ): Promise<RegisterUpdate>;
}
