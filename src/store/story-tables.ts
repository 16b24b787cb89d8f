import type { Generated } from 'kysely';
import type { StoryDecisionKind, StoryLinkKind } from '../core/ports.ts';

/** What an item is compared by (JSON of StorySign), the keys it is found by (JSON), and why it stands where it stands. */
export interface StorySignTable {
  item_id: number;
  sign: string;
  keys: string;
  to_item: string | null;
  because: string;
}

/** Finds the newest items that carry a term: 48-bit hashes. */
export interface StoryTermTable {
  key: number;
  item_id: number;
}

export interface StoryLinkTable {
  story_id: string;
  to_story_id: string;
  kind: StoryLinkKind;
  /** Public ids of the items that show it. */
  item: string;
  to_item: string;
  because: string;
  at: string;
}

/** The first official item of a story that was press talk before. */
export interface StoryConfirmationTable {
  story_id: string;
  item: string;
  at: string;
}

/** What people decided about stories; append only. */
export interface StoryDecisionTable {
  id: Generated<number>;
  what: StoryDecisionKind;
  item: string | null;
  story_id: string;
  to_story_id: string;
  who: string;
  at: string;
}

export interface StoryTables {
  story_signs: StorySignTable;
  story_terms: StoryTermTable;
  story_pending: { item_id: number };
  story_links: StoryLinkTable;
  story_confirmations: StoryConfirmationTable;
  story_decisions: StoryDecisionTable;
}
