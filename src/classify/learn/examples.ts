import { sha256 } from '../../core/ids.ts';
import type { SourceHint } from '../../core/types.ts';
import type { LabelledItem } from '../labelled-items.ts';
import { type Features, readFeatures, type Stem } from './features.ts';
import type { ItemReader, RuleSignals } from './signals.ts';
import type { Task } from './tasks.ts';

/** One labelled item, read. What is null is not known, and the item is no example of it. */
export interface Example {
  readonly id: string;
  readonly relevant: boolean | null;
  readonly topics: readonly string[] | null;
  readonly kind: string | null;
  /** Published by an authority or a standard setter. */
  readonly official: boolean;
  /** How much it counts; 1 for an example of the corpus. */
  readonly weight: number;
  readonly features: Features;
  readonly rules: RuleSignals;
}

/** The chances of every label of a task for examples that the fit did not see. */
export type HeldOut = ReadonlyMap<Example, readonly number[]>;

/** Part of the corpus, in percent, that is never trained on, and parts of cross-validation. */
const VALIDATION = 15;
export const FOLDS = 5;

function numberOf(text: string): number {
  return Number.parseInt(sha256(text).slice(0, 8), 16);
}

/** Whether an example is kept for validation: by its id, so that it stays there when others are added. */
export function isForValidation(id: string): boolean {
  return numberOf(`validation ${id}`) % 100 < VALIDATION;
}

/** The part of cross-validation that an example belongs to, 0 to FOLDS - 1. */
export function foldOf(id: string): number {
  return numberOf(`fold ${id}`) % FOLDS;
}

/** Reads a labelled item as an example. */
export function toExample(item: LabelledItem, source: SourceHint, read: ItemReader, stem: Stem): Example {
  const found = read(item.title, item.text, source);
  return {
    id: item.id,
    relevant: item.relevant,
    topics: item.relevant ? item.topics : null,
    kind: item.relevant ? item.kind : null,
    official: isOfficial(source),
    weight: 1,
    features: readFeatures(found.scan, source, stem),
    rules: found.rules,
  };
}

export function isOfficial(source: SourceHint): boolean {
  return source.tier === 'official' || source.tier === 'standard-setter';
}

/** Whether an example says something about a task. */
export function isAbout(example: Example, task: Task): boolean {
  if (task === 'relevance') return example.relevant !== null;
  return task === 'topics' ? example.topics !== null : example.kind !== null;
}

/** Whether an example has a label of a task. */
export function hasLabel(example: Example, task: Task, label: string): boolean {
  if (task === 'relevance') return example.relevant === true;
  return task === 'topics' ? example.topics?.includes(label) === true : example.kind === label;
}
