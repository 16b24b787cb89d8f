import type { PostState } from './ports.ts';

/** What shows whether the program does its work. */
export interface Vitals {
  /** Version of the database's schema. */
  readonly schemaVersion: number;
  readonly posts: Readonly<Record<PostState, number>>;
  /** When a source that is enabled was asked last, answer or not; null: never. */
  readonly lastAskedAt: string | null;
  /** Seconds within which some source should have been asked; null when none is enabled. */
  readonly askedWithin: number | null;
  /** Reads of the day before now. */
  readonly reads: { readonly done: number; readonly failed: number };
}

/** For whoever watches the process. */
export interface Vitality {
  vitals(): Promise<Vitals>;
}
