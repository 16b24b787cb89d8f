import { performance } from 'node:perf_hooks';
import { evaluate } from '../classify/evaluate.ts';
import { type LabelledItem, parseLabelledItems } from '../classify/labelled-items.ts';
import type { Knowledge } from '../classify/load-knowledge.ts';
import { createPublisherHints } from '../classify/publisher-hints.ts';
import type { Evaluation, Input } from '../core/application.ts';
import { AppError } from '../core/errors.ts';
import type { Classifier } from '../core/ports.ts';
import type { SourceHint } from '../core/types.ts';
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
  const itemsPerSecond = Math.round(measureSpeed(items, classifier, createPublisherHints(knowledge)));
  return { ...scores, itemsPerSecond, problems };
}

/** Items tagged per second, over passes that take `TIMED_MS` together. */
function measureSpeed(
  items: readonly LabelledItem[],
  classifier: Classifier,
  hintOf: (publisher: string) => SourceHint,
): number {
  const inputs = items.map(({ title, text, url, published, language, publisher }) => ({
    title,
    text,
    url,
    publishedAt: published,
    language,
    source: hintOf(publisher),
  }));
  const start = performance.now();
  let tagged = 0;
  while (tagged === 0 || performance.now() - start < TIMED_MS) {
    for (const input of inputs) classifier.classify(input);
    tagged += inputs.length;
  }
  return tagged / ((performance.now() - start) / 1000);
}
