import type { Stance, Topic } from '../core/types.ts';

/** What an item says that a jurisdiction makes of an activity. */
export interface PositionTable {
  item_id: number;
  jurisdiction: string;
  topic: Topic;
  /** Empty for everybody. */
  audience: string;
  stance: Stance;
  /** 0 official, 1 standard setter, 2 press and law firms. */
  place: number;
  confidence: number;
  quote: string;
}

/** What an item counts. */
export interface FigureTable {
  item_id: number;
  what: string;
  value: number;
  /** ISO 4217; empty for a count. */
  unit: string;
  /** Empty when nobody is named. */
  authority: string;
  quote: string;
}

export interface ClaimTables {
  item_positions: PositionTable;
  item_figures: FigureTable;
}
