/** Precision, recall and F1 over `support` labelled positives. */
export interface Scores {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly support: number;
}

export interface CalibrationBin {
  /** Lower edge; bins are a tenth wide. */
  readonly from: number;
  readonly n: number;
  readonly predicted: number;
  readonly observed: number;
}

export interface EvaluationError {
  readonly id: string;
  readonly title: string;
  /** What differed, e.g. "topics: +tax -aml". */
  readonly differences: readonly string[];
}

/** How right tags are on labelled items. */
export interface TagScores {
  readonly n: number;
  readonly relevance: Scores;
  readonly jurisdictions: { readonly primary: Scores; readonly mentioned: Scores };
  readonly topics: {
    readonly micro: Scores;
    /** Over the topics with at least five labelled items. */
    readonly macro: { readonly f1: number };
    readonly per: Readonly<Record<string, Scores>>;
  };
  readonly kind: {
    readonly accuracy: number;
    /** labelled kind -> given kind -> items. */
    readonly confusion: Readonly<Record<string, Readonly<Record<string, number>>>>;
  };
  readonly authorities: Scores;
  /** On the items whose label carries a stance. */
  readonly positions: Scores;
  /** Kind and date, on the items whose label carries a date. */
  readonly dates: Scores;
  readonly calibration: { readonly brier: number; readonly bins: readonly CalibrationBin[] };
  /** Items with most differences first. */
  readonly errors: readonly EvaluationError[];
}
