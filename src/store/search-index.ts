import type { RawBuilder } from 'kysely';
import type { TextTerm } from '../core/types.ts';
import type { Db, Flag } from './schema.ts';

/** The words of one item for the full-text index. */
export interface IndexEntry {
  readonly id: number;
  readonly relevant: Flag;
  readonly title: string;
  readonly text: string;
}

/** A text search in the index's own language. */
export interface TextMatch {
  /** Null when the query has only words that must not occur. */
  readonly positive: string | null;
  /** Any of the words that must not occur, or null. */
  readonly negative: string | null;
}

/** The full-text part of a database, the one thing that dialects do differently. */
export interface SearchIndex {
  /** Entries must be sorted by id. */
  add(tx: Db, entries: readonly IndexEntry[]): Promise<void>;
  remove(tx: Db, entry: { readonly id: number; readonly relevant: Flag }): Promise<void>;
  /** Null when the terms cannot match anything (a word without letters or digits). No terms: both parts null. */
  toMatch(terms: readonly TextTerm[]): TextMatch | null;
  /** The table that holds the words of relevant (1) or other (0) items; its ids are `rowid`. */
  table(relevant: Flag): RawBuilder<unknown>;
  /** The id column of that table. */
  id(relevant: Flag): RawBuilder<number>;
  /** Condition on that table. */
  matches(relevant: Flag, expression: string): RawBuilder<boolean>;
  /** Relevance of a match in that table: smaller is better. */
  score(relevant: Flag): RawBuilder<number>;
}
