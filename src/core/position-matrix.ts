import type { Stance, Tier, Topic } from './types.ts';

/** Who says so, in which words, and when. */
export interface Attested {
  readonly quote: string;
  readonly itemId: string;
  readonly title: string;
  readonly url: string | null;
  /** Id of the source. */
  readonly source: string;
  readonly tier: Tier;
  /** Day (UTC) of publication, or of first sight where that is unknown: "2025-04-07". */
  readonly date: string;
}

/** One position as one item states it. */
export interface PositionStatement extends Attested {
  readonly stance: Stance;
  /** "retail", "professional" and the like; null for everybody. */
  readonly audience: string | null;
  readonly confidence: number;
}

/** The position that counts for a jurisdiction, an activity and an audience. */
export interface MatrixCell extends PositionStatement {
  readonly jurisdiction: string;
  readonly topic: Topic;
  /** Statements of comparable rank that disagree: as good a source shortly before, or a lesser one since. Newest first. */
  readonly conflicts: readonly PositionStatement[];
  /** The newest statement since then that a change is being considered; null while none is. The position counts until it is changed. */
  readonly underReview: PositionStatement | null;
  /** The statements at which the position changed, newest first, when they were asked for. */
  readonly history: readonly PositionStatement[];
}

export interface MatrixQuery {
  /** Empty or absent: all. */
  readonly topics?: readonly string[];
  /** Codes such as HK, US, EU. Empty or absent: all. */
  readonly jurisdictions?: readonly string[];
  /** A day ("2025-05-01", counted in) or an instant; absent: now. */
  readonly asOf?: string;
  /** Also tell how each cell came about. */
  readonly history?: boolean;
}

export interface Matrix {
  /** As it was asked for, or today. */
  readonly asOf: string;
  /** By jurisdiction, then topic in the order of docs/taxonomy.md, then audience (everybody first). */
  readonly cells: readonly MatrixCell[];
}

/** One number that an item gives. */
export interface FigurePoint extends Attested {
  /** "licences-granted", "fine" and the like: docs/taxonomy.md. */
  readonly what: string;
  readonly value: number;
  /** ISO 4217 code of money, null for a count. */
  readonly unit: string | null;
  readonly authority: string | null;
}

export interface FigureQuery {
  /** Short name ("SFC"). */
  readonly authority?: string;
  readonly what?: string;
  readonly asOf?: string;
  /** Default 100, at most 10,000. */
  readonly limit?: number;
}

/** What is allowed where, since when, and who says so; and what authorities count. */
export interface PositionMatrix {
  /** @throws AppError "matrix" that names the topic, jurisdiction or day that is none. */
  positionMatrix(query: MatrixQuery): Promise<Matrix>;
  /** Every statement on a jurisdiction and an activity, newest first. */
  positionHistory(jurisdiction: string, topic: string, asOf?: string): Promise<readonly PositionStatement[]>;
  /** Figures, newest first. */
  figures(query: FigureQuery): Promise<readonly FigurePoint[]>;
}
