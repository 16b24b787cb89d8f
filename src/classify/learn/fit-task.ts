import { withBlindSpots } from './blind-spots.ts';
import { type Calibration, calibrated, fitCalibration } from './calibrate.ts';
import { chooseThreshold } from './choose-threshold.ts';
import { type Example, FOLDS, foldOf, type HeldOut, hasLabel, isAbout } from './examples.ts';
import { fitSvm, product, type SparseRow } from './linear-svm.ts';
import { MODEL_FORMAT, type TaskModel } from './model-file.ts';
import { RULE, ruleFeatures } from './rule-features.ts';
import { labelsOf, type Task } from './tasks.ts';

/** What a fit may look at: the parts are taken away one by one to see what each is worth. */
export interface Ingredients {
  readonly rules: boolean;
  readonly words: 'all' | 'single' | 'none';
}

export const HYBRID: Ingredients = { rules: true, words: 'all' };

export interface TaskFit {
  readonly model: TaskModel;
  /** From cross-validation. */
  readonly heldOut: HeldOut;
}

interface Settings {
  /** Of an error. This and the next two were chosen by cross-validation on the training part. */
  readonly cost: number;
  /** How much more an error on an example with the label costs: most topics are rare. */
  readonly positive: number;
  /** How much what the rules say counts beside words, whose amounts have length one. */
  readonly ruleShare: number;
  /** Words kept per label: more of them changed nothing that could be measured. */
  readonly most: number;
}

const SETTINGS: Readonly<Record<Task, Settings>> = {
  relevance: { cost: 0.03, positive: 1, ruleShare: 0.25, most: 2500 },
  topics: { cost: 0.03, positive: 4, ruleShare: 0.5, most: 600 },
  kind: { cost: 0.03, positive: 1, ruleShare: 0.15, most: 900 },
};

/**
 * The part of items that is relevant, by publisher. Labelled examples are chosen for what they teach, so they hold more relevant items of authorities
 * than these publish: mostly they publish other things.
 */
const RELEVANT_SHARE = { official: 0.25, press: 0.65 } as const;

/** An item is relevant when that is more likely than not; the likeliest kind is given whatever its chance. */
const EVEN = { relevance: 0.5, kind: 0 } as const;

/** A weight that moves no margin. */
const NEGLIGIBLE = 1e-3;

/** A word that only one example has teaches nothing about others. */
const LEAST_EXAMPLES = 2;

/** How much each example counts, so that relevant items are as frequent as they are in life. */
function importance(examples: readonly Example[], task: Task): Float64Array {
  if (task !== 'relevance') return Float64Array.from(examples, example => example.weight);
  const factor = (official: boolean): ((relevant: boolean) => number) => {
    const group = examples.filter(example => example.official === official);
    const share = group.filter(example => example.relevant === true).length / Math.max(1, group.length);
    const wanted = official ? RELEVANT_SHARE.official : RELEVANT_SHARE.press;
    if (share === 0 || share === 1) return () => 1;
    return relevant => (relevant ? wanted / share : (1 - wanted) / (1 - share));
  };
  const official = factor(true);
  const press = factor(false);
  return Float64Array.from(
    examples,
    example => example.weight * (example.official ? official : press)(example.relevant === true),
  );
}

interface Vocabulary {
  readonly ids: Map<string, number>;
  /** Words, then what the rules say. */
  readonly names: string[];
  readonly words: number;
  /** Inverse document frequency, or the share of what the rules say. */
  readonly factors: number[];
}

const SINGLE = /^[^ |<^:]+$/;

/** Words that two or more examples have, then whatever the rules may say. */
function readVocabulary(examples: readonly Example[], task: Task, { words, rules }: Ingredients): Vocabulary {
  const counts = new Map<string, number>();
  if (words !== 'none') {
    for (const { features } of examples)
      for (const name of features.names)
        if (words === 'all' || SINGLE.test(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const names: string[] = [];
  const factors: number[] = [];
  for (const [name, count] of counts) {
    if (count < LEAST_EXAMPLES) continue;
    names.push(name);
    factors.push(Math.log((examples.length + 1) / (count + 0.5)));
  }
  const count = names.length;
  if (rules) {
    const said = new Set(
      examples.flatMap(example => ruleFeatures(example.rules, task).map(([name]) => `${RULE}${name}`)),
    );
    for (const name of said) {
      names.push(name);
      factors.push(SETTINGS[task].ruleShare);
    }
  }
  return { ids: new Map(names.map((name, id) => [name, id])), names, words: count, factors };
}

function toRow({ features, rules }: Example, task: Task, { ids, factors }: Vocabulary): SparseRow {
  const index: number[] = [];
  const value: number[] = [];
  const put = (name: string, amount: number): void => {
    const id = ids.get(name);
    if (id === undefined) return;
    index.push(id);
    value.push(amount * (factors[id] ?? 1));
  };
  features.names.forEach((name, slot) => {
    put(name, (features.amounts[slot] ?? 0) / features.length);
  });
  for (const [name, amount] of ruleFeatures(rules, task)) put(`${RULE}${name}`, amount);
  return { index: Int32Array.from(index), value: Float64Array.from(value) };
}

/** Per label: weights as they multiply amounts (frequency included), and bias. */
interface Fit {
  readonly vocabulary: Vocabulary;
  readonly labels: readonly { readonly weights: Float64Array; readonly bias: number }[];
}

/**
 * Fits every label twice: the first fit chooses its strongest words, the second weighs these alone. Weights that were simply cut off would leave the rest
 * out of balance.
 */
function fit(examples: readonly Example[], task: Task, ingredients: Ingredients, seed: number): Fit {
  const vocabulary = readVocabulary(examples, task, ingredients);
  const rows = examples.map(example => toRow(example, task, vocabulary));
  const counts = importance(examples, task);
  const { cost, positive, most } = SETTINGS[task];
  const size = vocabulary.names.length;
  const labels = labelsOf(task).map(label => {
    const marks = examples.map(example => hasLabel(example, task, label));
    const costs = counts.map((count, at) => cost * count * (marks[at] === true ? positive : 1));
    const first = fitSvm(rows, marks, size, { costs, seed });
    const kept = strongest(first.weights, most, vocabulary.words);
    if (kept === null) return first;
    return fitSvm(
      rows.map(row => keepOnly(row, kept)),
      marks,
      size,
      { costs, seed },
    );
  });
  return { vocabulary, labels };
}

/** Marks the words with the strongest weights and everything that the rules say; null when that is all there is. */
function strongest(weights: Float64Array, most: number, words: number): Uint8Array | null {
  if (words <= most) return null;
  const order = Array.from({ length: words }, (_, id) => id).sort(
    (a, b) => Math.abs(weights[b] ?? 0) - Math.abs(weights[a] ?? 0) || a - b,
  );
  const kept = new Uint8Array(weights.length).fill(1, words);
  for (const id of order.slice(0, most)) kept[id] = 1;
  return kept;
}

function keepOnly({ index, value }: SparseRow, kept: Uint8Array): SparseRow {
  const places = Array.from(index.keys()).filter(at => kept[index[at] ?? 0] === 1);
  return {
    index: Int32Array.from(places, at => index[at] ?? 0),
    value: Float64Array.from(places, at => value[at] ?? 0),
  };
}

/** Margins of examples that a fit did not see. */
function margins({ vocabulary, labels }: Fit, examples: readonly Example[], task: Task): number[][] {
  return examples.map(example => {
    const row = toRow(example, task, vocabulary);
    return labels.map(({ weights, bias }) => product(row, weights) + bias);
  });
}

/**
 * Fits one task: cross-validation gives margins of examples not seen, these the calibration and the threshold; then all examples give the
 * weights. Deterministic for the same examples in the same order. Yields after each of the FOLDS + 1 fits, so that others may run.
 */
export function* fitTask(
  all: readonly Example[],
  task: Task,
  ingredients: Ingredients,
  seed: number,
): Generator<void, TaskFit> {
  const about = all.filter(example => isAbout(example, task));
  // What a person corrected is learned as it stands.
  const examples =
    task === 'relevance' ? about : about.map(one => (one.weight > 1 ? one : withBlindSpots(one)));
  const held = new Map<Example, number[]>();
  for (let fold = 0; fold < FOLDS; fold++) {
    const rest = examples.filter(example => foldOf(example.id) !== fold);
    const part = examples.filter(example => foldOf(example.id) === fold);
    const found = margins(fit(rest, task, ingredients, seed), part, task);
    part.forEach((example, at) => {
      held.set(example, found[at] ?? []);
    });
    yield;
  }
  const counts = [...importance(examples, task)];
  const calibrations = labelsOf(task).map((label, at) =>
    fitCalibration(
      examples.map(example => held.get(example)?.[at] ?? 0),
      examples.map(example => hasLabel(example, task, label)),
      counts,
    ),
  );
  const heldOut = new Map(
    examples.map(example => [
      example,
      calibrations.map((one, at) => calibrated(one, held.get(example)?.[at] ?? 0)),
    ]),
  );
  const threshold = task === 'topics' ? chooseThreshold(heldOut, task, counts) : EVEN[task];
  const model = toModel(fit(examples, task, ingredients, seed), task, calibrations, threshold);
  yield;
  return { model, heldOut };
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}

function toModel(
  { vocabulary, labels }: Fit,
  task: Task,
  calibrations: readonly Calibration[],
  threshold: number,
): TaskModel {
  const weights: Record<string, number[]> = {};
  labels.forEach((label, at) => {
    vocabulary.names.forEach((name, id) => {
      const weight = (label.weights[id] ?? 0) * (vocabulary.factors[id] ?? 1);
      if (Math.abs(weight) < NEGLIGIBLE) return;
      weights[name] ??= [];
      weights[name].push(at, round(weight));
    });
  });
  return {
    format: MODEL_FORMAT,
    task,
    labels: [...labelsOf(task)],
    threshold,
    biases: labels.map(({ bias }) => round(bias)),
    calibrations: calibrations.map(({ slope, offset }) => ({ slope: round(slope), offset: round(offset) })),
    weights,
  };
}
