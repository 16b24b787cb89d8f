import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createClassifier } from '../../src/classify/create-classifier.ts';
import { evaluate } from '../../src/classify/evaluate.ts';
import { type LabelledItem, parseLabelledItems } from '../../src/classify/labelled-items.ts';
import { type Example, isForValidation, toExample } from '../../src/classify/learn/examples.ts';
import type { Ingredients } from '../../src/classify/learn/fit-task.ts';
import { createLearnedModel, type LearnedModel } from '../../src/classify/learn/learned-model.ts';
import { loadCorpus } from '../../src/classify/learn/load-corpus.ts';
import type { TaskScores } from '../../src/classify/learn/model-file.ts';
import { createItemReader } from '../../src/classify/learn/signals.ts';
import { createStem } from '../../src/classify/learn/stem.ts';
import { trainingPart, trainModels } from '../../src/classify/learn/train.ts';
import { loadKnowledge } from '../../src/classify/load-knowledge.ts';
import { createPublisherHints } from '../../src/classify/publisher-hints.ts';
import type { TagScores } from '../../src/core/evaluation.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const CLASSIFIERS = path.join(ROOT, 'classifiers');
const SHARED = path.resolve(ROOT, '../shared/eval');

const SETS = [
  { name: 'press', file: 'dev.jsonl' },
  { name: 'authorities', file: 'official-dev.jsonl' },
] as const;

export interface LabelledSet {
  readonly name: string;
  readonly items: readonly LabelledItem[];
}

/** Everything that the report is computed from. */
export function loadMaterial() {
  const knowledge = loadKnowledge(CLASSIFIERS);
  const corpus = loadCorpus(path.join(CLASSIFIERS, 'corpus'));
  const read = createItemReader(knowledge);
  const stem = createStem();
  const hint = createPublisherHints(knowledge);
  const examples = corpus.items.map(item => toExample(item, hint(item.publisher), read, stem));
  const sets: LabelledSet[] = SETS.filter(({ file }) => existsSync(path.join(SHARED, file))).map(
    ({ name, file }) => ({
      name,
      items: parseLabelledItems(readFileSync(path.join(SHARED, file), 'utf8')).value,
    }),
  );
  const validation = corpus.items.filter(item => isForValidation(item.id));
  return { knowledge, corpus, examples, sets: [{ name: 'validation', items: validation }, ...sets] };
}

export type Material = ReturnType<typeof loadMaterial>;

/** Scores of the tagger with a model, or of the rules alone. */
export function score(
  { knowledge }: Material,
  items: readonly LabelledItem[],
  model: LearnedModel | null,
): TagScores {
  return evaluate(items, createClassifier({ ...knowledge, model }), knowledge);
}

export interface Trained {
  readonly model: LearnedModel;
  readonly crossValidation: TaskScores;
  readonly bytes: number;
}

/** Trains with some ingredients, on examples that are not for validation. */
export function trainOn(examples: readonly Example[], ingredients: Ingredients): Trained {
  const steps = trainModels(trainingPart(examples), ingredients);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done !== true) continue;
    const { models, texts, version, crossValidation } = step.value;
    const bytes = Object.values(texts).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    return { model: createLearnedModel(models, version), crossValidation, bytes };
  }
}

/** The examples of each corpus file with its items. */
export function byFile({ corpus, examples }: Material) {
  let at = 0;
  return Object.entries(corpus.files).map(([name, count]) => {
    const part = {
      name: name.replace('.jsonl', ''),
      items: corpus.items.slice(at, at + count),
      examples: examples.slice(at, at + count),
    };
    at += count;
    return part;
  });
}
