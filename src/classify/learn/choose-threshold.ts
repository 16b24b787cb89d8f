import { type HeldOut, hasLabel } from './examples.ts';
import { labelsOf, type Task } from './tasks.ts';

/** Under this a topic would be given that is twice as likely wrong as right. */
const LOWEST = 0.36;
const HIGHEST = 0.6;
const STEP = 0.02;

/** The chance from which labels should be given so that F1 over all of them is best; of equals, the one nearest to one half. */
export function chooseThreshold(heldOut: HeldOut, task: Task, counts: readonly number[]): number {
  const labels = labelsOf(task);
  const f1 = (threshold: number): number => {
    let hits = 0;
    let wrong = 0;
    let at = 0;
    for (const [example, chances] of heldOut) {
      const count = counts[at++] ?? 1;
      labels.forEach((label, position) => {
        const given = (chances[position] ?? 0) >= threshold;
        const wanted = hasLabel(example, task, label);
        if (given && wanted) hits += count;
        else if (given || wanted) wrong += count;
      });
    }
    return hits === 0 ? 0 : (2 * hits) / (2 * hits + wrong);
  };
  let best = { threshold: 0.5, f1: f1(0.5) };
  for (let step = 0; LOWEST + step * STEP <= HIGHEST + 1e-9; step++) {
    const threshold = Number((LOWEST + step * STEP).toFixed(2));
    const score = f1(threshold);
    const nearer = Math.abs(threshold - 0.5) < Math.abs(best.threshold - 0.5);
    if (score > best.f1 + 1e-9 || (score > best.f1 - 1e-9 && nearer)) best = { threshold, f1: score };
  }
  return best.threshold;
}
