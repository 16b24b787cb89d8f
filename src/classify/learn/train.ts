import { shortId } from '../../core/ids.ts';
import { type Example, isForValidation } from './examples.ts';
import { fitTask, HYBRID, type Ingredients } from './fit-task.ts';
import { formatModel, type TaskModel, type TaskScores } from './model-file.ts';
import { scoreHeldOut } from './score-held-out.ts';
import { TASKS, type Task } from './tasks.ts';

/** Of the order in which examples are seen. */
export const SEED = 20_250_407;

export interface Training {
  readonly models: Readonly<Record<Task, TaskModel>>;
  /** The models as they are written. */
  readonly texts: Readonly<Record<Task, string>>;
  /** Changes with any weight. */
  readonly version: string;
  readonly crossValidation: TaskScores;
}

/** Examples that are trained on, in an order that does not depend on their files. */
export function trainingPart(examples: readonly Example[]): Example[] {
  return examples
    .filter(example => !isForValidation(example.id))
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** Fits all tasks. Yields the task at work after each of its fits (three times six), so that the caller may show progress. */
export function* trainModels(
  examples: readonly Example[],
  ingredients: Ingredients = HYBRID,
  seed = SEED,
): Generator<Task, Training> {
  const scores = { relevance: 0, topics: 0, kind: 0 };
  const models: Partial<Record<Task, TaskModel>> = {};
  const texts = { relevance: '', topics: '', kind: '' };
  for (const task of TASKS) {
    const steps = fitTask(examples, task, ingredients, seed);
    let step = steps.next();
    while (step.done !== true) {
      yield task;
      step = steps.next();
    }
    const { model, heldOut } = step.value;
    models[task] = model;
    texts[task] = formatModel(model);
    scores[task] = Number(scoreHeldOut(heldOut, task, model.threshold).toFixed(4));
  }
  const { relevance, topics, kind } = models;
  if (relevance === undefined || topics === undefined || kind === undefined)
    throw new Error('a task was not fitted');
  const version = shortId(
    TASKS.map(task => texts[task]),
    8,
  );
  return { models: { relevance, topics, kind }, texts, version, crossValidation: scores };
}
