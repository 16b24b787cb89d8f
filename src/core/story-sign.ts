import type { Kind, Tier } from './types.ts';

/** What an item is compared by when its event is sought: a few dozen terms, made once when the item comes in and kept with it. */
export interface StorySign {
  /** Version of how signs are made: signs of different versions are compared as far as they share terms. */
  readonly v: number;
  /** Who speaks: the host of the address, else the publisher of the source. One voice seldom tells one event twice. */
  readonly voice: string;
  readonly tier: Tier;
  /** When the item is dated (ISO), and whether the hour of it is known. */
  readonly at: string;
  readonly exact: boolean;
  /** "latin", "han", "kana", "hangul" or "other": words are compared within one script only. */
  readonly script: string;
  /** Terms of the title, with their type before a colon. */
  readonly title: readonly string[];
  /** Terms that only the beginning of the text has. */
  readonly lead: readonly string[];
  /** Codes of the jurisdictions that the item is about, strongest first. */
  readonly places: readonly string[];
  /** "SEC@US". */
  readonly authorities: readonly string[];
  readonly topics: readonly string[];
  readonly kind: Kind;
  /** Ids of firms that the tags name. */
  readonly firms: readonly string[];
  /** MinHash of the text; null for a short one. */
  readonly sketch: readonly number[] | null;
}
