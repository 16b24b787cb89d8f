import { z } from 'zod';
import { TASKS } from './tasks.ts';

/** Changes with what a feature means, so that a model of another version of regbeat is not misread. */
export const MODEL_FORMAT = 1;

const calibrationSchema = z.strictObject({ slope: z.number(), offset: z.number() });

/** One task's model as it is kept: a linear score per label, calibrated to a probability. */
export const modelSchema = z
  .strictObject({
    format: z.literal(MODEL_FORMAT),
    task: z.enum(TASKS),
    labels: z.array(z.string()).min(1),
    /** Probability from which a label is given; the kind is the one with the most. */
    threshold: z.number().min(0).max(1),
    biases: z.array(z.number()),
    calibrations: z.array(calibrationSchema),
    /** Feature -> label position, weight, label position, weight, ... */
    weights: z.record(z.string(), z.array(z.number())),
  })
  .refine(
    ({ labels, biases, calibrations }) =>
      biases.length === labels.length && calibrations.length === labels.length,
    'must have one bias and one calibration for each label',
  )
  .refine(
    ({ labels, weights }) =>
      Object.values(weights).every(
        list =>
          list.length % 2 === 0 &&
          list.every((value, at) => at % 2 === 1 || (Number.isInteger(value) && labels[value] !== undefined)),
      ),
    'has a weight of no label',
  );

export type TaskModel = z.infer<typeof modelSchema>;

const scoresSchema = z.strictObject({
  relevance: z.number(),
  topics: z.number(),
  kind: z.number(),
});
export type TaskScores = Readonly<z.infer<typeof scoresSchema>>;

/** manifest.json: what the models were made of, and how good they are. Nothing in it depends on the day or the machine. */
export const manifestSchema = z.strictObject({
  format: z.literal(MODEL_FORMAT),
  /** Changes with any weight. */
  version: z.string(),
  /** SHA-256 of the labelled examples. */
  corpus: z.string(),
  /** Version of taxonomy and vocabulary whose findings the models weigh. */
  rules: z.string(),
  seed: z.number(),
  versions: z.record(z.string(), z.string()),
  counts: z.strictObject({
    items: z.number(),
    relevant: z.number(),
    training: z.number(),
    validation: z.number(),
    verdicts: z.number(),
    files: z.record(z.string(), z.number()),
  }),
  /** Relevance F1, topics micro F1, kind accuracy. */
  crossValidation: scoresSchema,
  validation: scoresSchema,
  /** SHA-256 of each model file. */
  files: z.record(z.enum(TASKS), z.string()),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** A model as text: one feature a line, in alphabetical order, so that the same weights are the same bytes. */
export function formatModel({ weights, ...head }: TaskModel): string {
  const lines = Object.keys(weights)
    .sort()
    .map(name => `${JSON.stringify(name)}:${JSON.stringify(weights[name])}`);
  return `${JSON.stringify(head).slice(0, -1)},"weights":{\n${lines.join(',\n')}\n}}\n`;
}
