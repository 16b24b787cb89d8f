import type { RegisteredFirm } from './registers.ts';

export type FirmEventKind = 'licence' | 'warning' | 'enforcement' | 'register' | 'news';

/** One line of what happened to a firm. */
export interface FirmEvent {
  /** ISO instant, or a day where a register gives one. */
  readonly at: string;
  readonly kind: FirmEventKind;
  readonly title: string;
  readonly url: string | null;
  readonly source: string;
  /** The item that tells of it; null for what only a register says. */
  readonly itemId: string | null;
  readonly storyId: string | null;
  readonly jurisdictions: readonly string[];
  /** Where the firm is named, or what the register says. */
  readonly quote: string;
}

export interface FirmName {
  readonly id: string;
  readonly name: string;
  /** Relevant stored items that name it. */
  readonly items: number;
}

export interface FirmProfile extends FirmName {
  readonly aliases: readonly string[];
  /** ISO 17442, from registers. */
  readonly lei: string | null;
  readonly registers: readonly RegisteredFirm[];
  /** Newest first. */
  readonly timeline: readonly FirmEvent[];
  /** Firms of similar names, which are others. */
  readonly related: readonly FirmName[];
}

export type FirmAnswer =
  | { readonly found: 'one'; readonly firm: FirmProfile }
  | { readonly found: 'several'; readonly candidates: readonly FirmName[] };

/** Who is licensed, warned of and sued. */
export interface Firms {
  /** A firm by id, name or LEI. @throws AppError "not-found" that offers the nearest name. */
  firm(name: string, options?: { readonly limit?: number }): Promise<FirmAnswer>;
}
