import type { Input } from './application.ts';
import type { Scores } from './evaluation.ts';
import type { StoryDecision, StoryLink, StoryRow } from './ports.ts';
import type { StoredItem } from './types.ts';

/** One report within a story. */
export interface StoryMember {
  readonly item: StoredItem;
  /** Whole minutes from the official source's publication to this one; null when there is none or an hour is not known. */
  readonly lagMinutes: number | null;
  /** The item that it was matched with, and why it stands here. */
  readonly toItem: string | null;
  readonly because: string | null;
}

/** A story that this one goes on from, or that goes on from it. */
export interface StoryStep {
  readonly link: StoryLink;
  readonly direction: 'earlier' | 'later';
  /** The head of that story. */
  readonly head: StoredItem | null;
}

export interface StoryView {
  readonly story: StoryRow;
  /** The head first: the official document when there is one. Then by date. */
  readonly members: readonly StoryMember[];
  /** When an official source first confirmed what was press talk; null when it began official or still is talk. */
  readonly confirmedAt: string | null;
  /** The matter's earlier and later stages, oldest first. */
  readonly chain: readonly StoryStep[];
  readonly decisions: readonly StoryDecision[];
}

export interface StorySummary {
  readonly story: StoryRow;
  readonly head: StoredItem;
}

export interface DuplicateScores extends Scores {
  readonly items: number;
  /** Labelled pairs that were placed wrongly, for people. */
  readonly errors: readonly { readonly same: boolean; readonly titles: readonly [string, string] }[];
  readonly problems: readonly string[];
}

/** What can be asked of stories, and what people can decide about them. */
export interface StoryDesk {
  /** A story by its id, an id of one of its items, or a unique prefix of either. @throws AppError "not-found". */
  storyView(id: string): Promise<StoryView>;
  /** Stories with news since a date ("30d", "2026-10-01"), newest first. */
  stories(options: { readonly since?: string; readonly limit: number }): Promise<readonly StorySummary[]>;
  /** Takes an item out of its story into one of its own, for good. @throws AppError "not-found", "usage". */
  splitStory(itemId: string, who: string): Promise<StoryView>;
  /** Puts all items of a story into another, for good; returns what they are together. @throws AppError "not-found", "usage". */
  mergeStories(storyId: string, intoId: string, who: string): Promise<StoryView>;
  /** Scores the grouping of labelled events (JSON Lines), through the same code and store as a crawl's. */
  evaluateDuplicates(labelled: Input): Promise<DuplicateScores>;
}
