import type { Features } from './features.ts';
import type { TaskModel } from './model-file.ts';
import { RULE, ruleFeatures } from './rule-features.ts';
import type { RuleSignals } from './signals.ts';
import { TASKS, type Task } from './tasks.ts';

/** How much one feature adds to the score of one label (or takes from it). */
export interface Contribution {
  /** Position in `Features`. */
  readonly slot: number;
  /** Above zero. */
  readonly points: number;
}

/** Margins of the labels of every task for one item. */
export interface Margins {
  of(task: Task): Float64Array;
  /** The words that speak most for one label (direction 1) or against it (-1), strongest first. */
  because(task: Task, label: number, direction: 1 | -1): readonly Contribution[];
}

export type LinearScorer = (features: Features, rules: RuleSignals) => Margins;

/** Words that are looked at for evidence, and what one must add at least: many point to the same place. */
const MOST_CONTRIBUTIONS = 8;
const LEAST_POINTS = 0.01;

/** Keeps a short list in order; of equals the earlier stays first. */
function insert(list: Contribution[], one: Contribution): void {
  let at = list.length;
  while (at > 0 && (list[at - 1]?.points ?? 0) < one.points) at--;
  if (at >= MOST_CONTRIBUTIONS) return;
  list.splice(at, 0, one);
  if (list.length > MOST_CONTRIBUTIONS) list.pop();
}

/** Puts the models of all tasks side by side, so that each feature of an item is looked up once. */
export function createLinearScorer(models: Readonly<Record<Task, TaskModel>>): LinearScorer {
  const ids = new Map<string, number>();
  const ruleIds = { relevance: new Map<string, number>(), topics: new Map(), kind: new Map() };
  const rows: { column: number; weight: number }[][] = [];
  const offsets = { relevance: 0, topics: 0, kind: 0 };
  const biases: number[] = [];
  for (const task of TASKS) {
    const { weights, biases: own } = models[task];
    const offset = biases.length;
    offsets[task] = offset;
    biases.push(...own);
    for (const [name, list] of Object.entries(weights)) {
      const own = name.startsWith(RULE) ? ruleIds[task] : ids;
      const key = own === ids ? name : name.slice(RULE.length);
      const id = own.get(key) ?? rows.push([]) - 1;
      own.set(key, id);
      for (let at = 0; at < list.length; at += 2)
        rows[id]?.push({ column: offset + (list[at] ?? 0), weight: list[at + 1] ?? 0 });
    }
  }
  // Rows behind each other: begin of row i, then column and weight of each entry.
  const begin = new Int32Array(rows.length + 1);
  rows.forEach((row, at) => {
    begin[at + 1] = (begin[at] ?? 0) + row.length;
  });
  const columns = Int32Array.from(rows.flat(), one => one.column);
  const values = Float64Array.from(rows.flat(), one => one.weight);

  return (features, rules) => {
    const margins = Float64Array.from(biases);
    const addRow = (id: number, amount: number): void => {
      const end = begin[id + 1] ?? 0;
      for (let at = begin[id] ?? 0; at < end; at++) {
        const column = columns[at] ?? 0;
        margins[column] = (margins[column] ?? 0) + amount * (values[at] ?? 0);
      }
    };
    const known: number[] = [];
    for (let slot = 0; slot < features.names.length; slot++) {
      const id = ids.get(features.names[slot] ?? '');
      if (id === undefined) continue;
      known.push(slot, id);
      addRow(id, (features.amounts[slot] ?? 0) / features.length);
    }
    for (const task of TASKS) {
      for (const [name, amount] of ruleFeatures(rules, task)) {
        const id = ruleIds[task].get(name);
        if (id !== undefined) addRow(id, amount);
      }
    }
    return {
      of: task => margins.subarray(offsets[task], offsets[task] + models[task].labels.length),
      because(task, label, direction) {
        const column = offsets[task] + label;
        const found: Contribution[] = [];
        for (let at = 0; at < known.length; at += 2) {
          const slot = known[at] ?? 0;
          const id = known[at + 1] ?? 0;
          const amount = ((features.amounts[slot] ?? 0) / features.length) * direction;
          const end = begin[id + 1] ?? 0;
          for (let entry = begin[id] ?? 0; entry < end; entry++) {
            // Columns ascend within a row.
            if ((columns[entry] ?? 0) < column) continue;
            const points = columns[entry] === column ? amount * (values[entry] ?? 0) : 0;
            if (points >= LEAST_POINTS) insert(found, { slot, points });
            break;
          }
        }
        return found;
      },
    };
  };
}
