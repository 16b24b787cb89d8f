import type { ReportHeatMap } from '../query/report-parts.ts';

/** A run of words. Texts are plain: each format escapes for itself. */
export interface Span {
  readonly text: string;
  /** Address outside, http(s) only. */
  readonly url?: string | null;
  /** Id of a story that stands in full elsewhere in the report. */
  readonly story?: string;
  /** Language of words that came from a source. */
  readonly language?: string;
  readonly tone?: 'faint' | 'flag';
}

export type Line = readonly Span[];

/** A story in full. */
export interface StoryCard {
  readonly id: string;
  readonly title: Span;
  readonly facts: string;
  readonly flags: readonly string[];
  readonly quote: Span | null;
  /** Findings, and who else reported it. */
  readonly points: readonly Line[];
}

export interface Column {
  readonly title: string;
  readonly numeric?: boolean;
  /** Share of the width, in the unit of the other columns. */
  readonly width: number;
}

export type Block =
  | { readonly type: 'text'; readonly line: Line }
  | {
      readonly type: 'list';
      readonly ordered: boolean;
      readonly items: readonly { readonly line: Line; readonly note: Line | null }[];
    }
  | {
      readonly type: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Line[])[];
    }
  | { readonly type: 'story'; readonly story: StoryCard }
  | { readonly type: 'group'; readonly title: string; readonly blocks: readonly Block[] }
  | { readonly type: 'heat-map'; readonly map: ReportHeatMap; readonly alt: string };

export interface Section {
  /** Stable: the anchor of its heading. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** A report as a sequence of headings, tables and paragraphs: what every format for reading shows. */
export interface ReportDocument {
  readonly title: string;
  /** Under the title. */
  readonly lines: readonly string[];
  /** What a reader must know first; null when nothing. */
  readonly warning: string | null;
  readonly sections: readonly Section[];
}
