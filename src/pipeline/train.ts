import { setImmediate } from 'node:timers/promises';
import { createClassifier } from '../classify/create-classifier.ts';
import { evaluate } from '../classify/evaluate.ts';
import type { LabelledItem } from '../classify/labelled-items.ts';
import { type Example, FOLDS, isForValidation, toExample } from '../classify/learn/examples.ts';
import { createLearnedModel } from '../classify/learn/learned-model.ts';
import { type Corpus, loadCorpus } from '../classify/learn/load-corpus.ts';
import type { Manifest } from '../classify/learn/model-file.ts';
import { createItemReader } from '../classify/learn/signals.ts';
import { createStem } from '../classify/learn/stem.ts';
import { TASKS } from '../classify/learn/tasks.ts';
import { SEED, type Training, trainingPart, trainModels } from '../classify/learn/train.ts';
import type { Knowledge } from '../classify/load-knowledge.ts';
import { createPublisherHints } from '../classify/publisher-hints.ts';
import { sha256 } from '../core/ids.ts';
import type { DecisionChanges, LearningScores, OnProgress, TrainReport } from '../core/learning.ts';
import type { Classifier, Store } from '../core/ports.ts';
import type { SourceDef } from '../core/types.ts';
import { classifyStored } from './classify-stored.ts';
import { createChangeCount } from './decision-changes.ts';
import { adoptCandidate, type ModelFolders, writeModels } from './model-folder.ts';
import { readVerdictExamples } from './verdict-examples.ts';

export interface TrainDeps {
  readonly corpusDir: string;
  readonly folders: ModelFolders;
  readonly knowledge: Knowledge;
  readonly store: () => Promise<Store>;
  readonly sources: readonly SourceDef[];
  /** Versions of what the models depend on, for the manifest. */
  readonly versions: Readonly<Record<string, string>>;
}

export interface TrainOptions {
  readonly withVerdicts?: boolean;
  readonly adopt?: boolean;
  readonly onProgress?: OnProgress;
}

/** Fits per training, for the progress bar. */
const FITS = TASKS.length * (FOLDS + 1);
/** Stored items read at a time while old decisions are compared. */
const BATCH = 200;

/**
 * Trains on the labelled examples (and on people's verdicts), scores the outcome on examples never trained on, and writes it: without verdicts to the
 * project's models, with them as a candidate in the data folder, after comparing with what stored items are tagged now.
 * @throws AppError "corpus-invalid", "models-not-written".
 */
export async function train(deps: TrainDeps, options: TrainOptions): Promise<TrainReport> {
  const { knowledge, folders } = deps;
  const corpus = loadCorpus(deps.corpusDir);
  const read = createItemReader(knowledge);
  const stem = createStem();
  const hint = createPublisherHints(knowledge);
  const examples = trainingPart(corpus.items.map(item => toExample(item, hint(item.publisher), read, stem)));
  const sources = new Map(deps.sources.map(def => [def.id, def]));
  const verdicts: Example[] = options.withVerdicts
    ? await readVerdictExamples(await deps.store(), sources, read, stem)
    : [];
  const training = await runTraining([...examples, ...verdicts], options.onProgress);
  const classifier = createClassifier({
    ...knowledge,
    model: createLearnedModel(training.models, training.version),
  });
  const validation = corpus.items.filter(item => isForValidation(item.id));
  const manifest = toManifest(corpus, training, {
    deps,
    training: examples.length,
    verdicts: verdicts.length,
    validation: scoreValidation(validation, classifier, knowledge),
  });
  const folder = options.withVerdicts ? folders.candidate : folders.shipped;
  await writeModels(folder, training.texts, manifest);
  const changes = options.withVerdicts
    ? await compare(await deps.store(), sources, classifier, options.onProgress)
    : null;
  const adopted = options.withVerdicts === true && options.adopt === true;
  if (adopted) await adoptCandidate(folders);
  return {
    version: training.version,
    folder: adopted ? folders.adopted : folder,
    bytes: TASKS.reduce((sum, task) => sum + Buffer.byteLength(training.texts[task]), 0),
    items: corpus.items.length,
    training: examples.length,
    validation: validation.length,
    verdicts: verdicts.length,
    crossValidation: training.crossValidation,
    validationScores: manifest.validation,
    changes,
    adopted,
  };
}

async function runTraining(examples: readonly Example[], onProgress?: OnProgress): Promise<Training> {
  const steps = trainModels(examples);
  let done = 0;
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    onProgress?.(++done, FITS, `learning ${step.value}`);
    // Lets the progress bar draw, and Ctrl-C through.
    await setImmediate();
  }
}

function scoreValidation(
  items: readonly LabelledItem[],
  classifier: Classifier,
  knowledge: Knowledge,
): LearningScores {
  const { relevance, topics, kind } = evaluate(items, classifier, knowledge);
  return { relevance: relevance.f1, topics: topics.micro.f1, kind: kind.accuracy };
}

function toManifest(
  corpus: Corpus,
  { texts, version, crossValidation }: Training,
  rest: {
    readonly deps: TrainDeps;
    readonly training: number;
    readonly verdicts: number;
    readonly validation: LearningScores;
  },
): Omit<Manifest, 'format'> {
  return {
    version,
    corpus: corpus.hash,
    rules: rest.deps.knowledge.version,
    seed: SEED,
    versions: { ...rest.deps.versions },
    counts: {
      items: corpus.items.length,
      relevant: corpus.items.filter(item => item.relevant).length,
      training: rest.training,
      validation: corpus.items.length - rest.training,
      verdicts: rest.verdicts,
      files: { ...corpus.files },
    },
    crossValidation,
    validation: rest.validation,
    files: {
      relevance: sha256(texts.relevance),
      topics: sha256(texts.topics),
      kind: sha256(texts.kind),
    },
  };
}

async function compare(
  store: Store,
  sources: ReadonlyMap<string, SourceDef>,
  classifier: Classifier,
  onProgress?: OnProgress,
): Promise<DecisionChanges> {
  const { items } = await store.items.count();
  const count = createChangeCount();
  let before: number | null = null;
  for (let done = 0; ; ) {
    const batch = await store.items.walk({ before, since: null, limit: BATCH });
    if (batch.length === 0) return count.total();
    for (const { item } of batch) count.add(item, classifyStored(item, sources, classifier));
    before = batch.at(-1)?.place ?? null;
    done += batch.length;
    onProgress?.(done, Math.max(done, items), 'comparing stored items');
    await setImmediate();
  }
}
