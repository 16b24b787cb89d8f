import { performance } from 'node:perf_hooks';
import { evaluate } from '../classify/evaluate.ts';
import { parseLabelledItems } from '../classify/labelled-items.ts';
import type { Knowledge } from '../classify/load-knowledge.ts';
import type { Evaluation, Input } from '../core/application.ts';
import { AppError } from '../core/errors.ts';
import type { Classifier } from '../core/ports.ts';
import { decodeBytes } from '../parse/decode.ts';

/** How long passes over the items are repeated to time them. */
const TIMED_MS = 1500;

/**
 * Scores the tagger on labelled items (JSON Lines).
 * @throws AppError "input" when no line can be read.
 */
export function evaluateInput(input: Input, classifier: Classifier, knowledge: Knowledge): Evaluation {
  const { value: items, notes } = parseLabelledItems(decodeBytes(input.bytes, input.contentType, null).text);
  const problems = notes.map(note => note.message);
  if (items.length === 0) {
    throw new AppError(
      'input',
      `${input.name} holds no labelled item: each line is a JSON object with title, relevant, jurisdictions, topics and kind. ${problems[0] ?? ''}`,
    );
  }
  // The scored pass warms the engine up; a long-running process is what the speed is asked of.
  const scores = evaluate(items, classifier, knowledge);
  const start = performance.now();
  let passes = 0;
  while (passes === 0 || performance.now() - start < TIMED_MS) {
    evaluate(items, classifier, knowledge);
    passes++;
  }
  const itemsPerSecond = Math.round((passes * items.length) / ((performance.now() - start) / 1000));
  return { ...scores, itemsPerSecond, problems };
}
