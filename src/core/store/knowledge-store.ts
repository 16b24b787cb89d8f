import type { Stance, Tier, Topic } from '../types.ts';

/** Where a claim stands. */
export interface ClaimSource {
  readonly itemId: string;
  readonly storyId: string;
  readonly title: string;
  readonly url: string | null;
  readonly source: string;
  readonly tier: Tier;
  /** Instant by which the item is ordered: when it was published, else first seen. */
  readonly at: string;
}

/** A position as one item states it. */
export interface StoredPosition extends ClaimSource {
  readonly jurisdiction: string;
  readonly topic: Topic;
  readonly audience: string | null;
  readonly stance: Stance;
  /** 0 official, 1 standard setter, 2 press and law firms. */
  readonly place: number;
  readonly confidence: number;
  readonly quote: string;
}

export interface StoredFigure extends ClaimSource {
  readonly what: string;
  readonly value: number;
  readonly unit: string | null;
  readonly authority: string | null;
  readonly quote: string;
}

export interface CellFilter {
  /** Empty: all. */
  readonly jurisdictions: readonly string[];
  readonly topics: readonly Topic[];
  /** Only items before this instant (ISO 8601 UTC). */
  readonly before: string;
}

export interface KnowledgeStore {
  /** Per cell (jurisdiction, topic, audience), place and stance the newest item that states it. */
  newestPositions(filter: CellFilter): Promise<readonly StoredPosition[]>;
  /** Every statement on one jurisdiction and topic, newest first, at most `limit`. */
  positionHistory(cell: {
    readonly jurisdiction: string;
    readonly topic: Topic;
    readonly before: string;
    readonly limit: number;
  }): Promise<readonly StoredPosition[]>;
  /** Figures, newest first, at most `limit`. */
  figures(filter: {
    readonly authority: string | null;
    readonly what: string | null;
    readonly before: string;
    readonly limit: number;
  }): Promise<readonly StoredFigure[]>;
}
