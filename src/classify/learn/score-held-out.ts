import { type HeldOut, hasLabel } from './examples.ts';
import { labelsOf, type Task } from './tasks.ts';

/** How good chances of examples not seen are: F1 of relevance, micro F1 of topics, accuracy of kind. 0 for no examples. */
export function scoreHeldOut(heldOut: HeldOut, task: Task, threshold: number): number {
  const labels = labelsOf(task);
  let hits = 0;
  let wrong = 0;
  for (const [example, chances] of heldOut) {
    if (task === 'kind') {
      const best = chances.reduce((most, chance, at) => (chance > (chances[most] ?? 0) ? at : most), 0);
      if (labels[best] === example.kind) hits++;
      continue;
    }
    labels.forEach((label, at) => {
      const given = (chances[at] ?? 0) >= threshold;
      const wanted = hasLabel(example, task, label);
      if (given && wanted) hits++;
      else if (given || wanted) wrong++;
    });
  }
  if (hits === 0) return 0;
  return task === 'kind' ? hits / heldOut.size : (2 * hits) / (2 * hits + wrong);
}
