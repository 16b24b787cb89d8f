import type { Verdict } from './ports.ts';

/** Called while long work goes on. */
export type OnProgress = (done: number, total: number, label: string) => void;

/** Relevance F1, topics micro F1, kind accuracy. */
export interface LearningScores {
  readonly relevance: number;
  readonly topics: number;
  readonly kind: number;
}

/** An item whose tags another model gives differently. */
export interface DecisionChange {
  readonly id: string;
  readonly title: string;
  /** One line each: "relevant: no -> yes", "topics: +tax -aml", "kind: rule -> proposal". */
  readonly differences: readonly string[];
}

export interface DecisionChanges {
  readonly compared: number;
  readonly changed: number;
  readonly becameRelevant: number;
  readonly becameIrrelevant: number;
  /** The newest of them. */
  readonly examples: readonly DecisionChange[];
}

export interface TrainReport {
  readonly version: string;
  readonly folder: string;
  readonly bytes: number;
  readonly items: number;
  readonly training: number;
  readonly validation: number;
  readonly verdicts: number;
  /** On parts of the training examples that the fit did not see. */
  readonly crossValidation: LearningScores;
  /** On the examples that are never trained on. */
  readonly validationScores: LearningScores;
  /** What stored items would be tagged; null when no verdicts were asked for. */
  readonly changes: DecisionChanges | null;
  readonly adopted: boolean;
}

/** Which models tags come from now. */
export interface ModelsInUse {
  readonly version: string | null;
  readonly from: 'adopted' | 'shipped' | 'rules';
}

export interface ReclassifyReport extends DecisionChanges {
  readonly model: string;
  /** Items tagged by an earlier run that was interrupted. */
  readonly resumedAfter: number;
  /** False when it was interrupted: the next run goes on where this one stopped. */
  readonly finished: boolean;
}

export interface VerdictRequest {
  /** "topic:tax", "kind:rule", "jurisdiction:HK", "authority:SFC". */
  readonly wrong: readonly string[];
  readonly missing: readonly string[];
  /** True or false when the verdict is on relevance, else null. */
  readonly relevant: boolean | null;
  readonly reason: string | null;
  readonly who: string;
}

/** What the program can learn, and what it does with it. */
export interface Learning {
  /** Trains on the labelled examples; with verdicts into the data folder, else into the project's `classifiers/models`. */
  train(options: {
    readonly withVerdicts?: boolean;
    readonly adopt?: boolean;
    readonly onProgress?: OnProgress;
  }): Promise<TrainReport>;
  /** Takes the models that were trained last with verdicts. @throws AppError "no-candidate". */
  adoptModels(): Promise<ModelsInUse>;
  /** Goes back to the models before the adopted ones. @throws AppError "nothing-adopted". */
  revertModels(): Promise<ModelsInUse>;
  /** Tags stored items again with the models in use. Goes on where an interrupted run stopped. Announces nothing. */
  reclassify(options: {
    /** "30d", "2026-10-01": items of older date are left alone. */
    readonly since?: string;
    readonly signal?: AbortSignal;
    readonly onProgress?: OnProgress;
  }): Promise<ReclassifyReport>;
  /** @throws AppError "not-found", or "usage" that says what is wrong with a tag. */
  giveVerdict(itemId: string, request: VerdictRequest): Promise<readonly Verdict[]>;
}
