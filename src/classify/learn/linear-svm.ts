import { createRandom, shuffle } from './random.ts';

/** One example as parallel arrays: which features it has, and how much of each. */
export interface SparseRow {
  readonly index: Int32Array;
  readonly value: Float64Array;
}

export interface SvmOptions {
  /** What an error costs; smaller values keep weights smaller. */
  readonly cost: number;
  /** How much more an error on a positive example costs, so that rare labels are not given up. */
  readonly positiveCost?: number;
  /** Passes over the examples at most; most fits settle earlier. */
  readonly passes?: number;
  readonly seed: number;
}

export interface LinearFit {
  readonly weights: Float64Array;
  readonly bias: number;
}

/** Added to the diagonal instead of a fixed upper bound: the squared hinge loss. */
const SETTLED = 1e-3;

/**
 * Fits a separating hyperplane by dual coordinate descent with L2 regularisation and squared hinge loss (Hsieh, Chang, Lin, Keerthi and
 * Sundararajan 2008, algorithm 1 without shrinking). Deterministic: the order of examples comes from the seed. `labels` are true or false per row.
 */
export function fitSvm(
  rows: readonly SparseRow[],
  labels: readonly boolean[],
  features: number,
  options: SvmOptions,
): LinearFit {
  const { cost, positiveCost = 1, passes = 60, seed } = options;
  const random = createRandom(seed);
  const weights = new Float64Array(features);
  const alpha = new Float64Array(rows.length);
  // Squared length of a row, its constant feature of 1 included.
  const square = Float64Array.from(rows, row => row.value.reduce((sum, value) => sum + value * value, 1));
  const order = Int32Array.from(rows, (_, at) => at);
  let bias = 0;
  for (let pass = 0; pass < passes; pass++) {
    shuffle(order, random);
    let worst = 0;
    for (const at of order) {
      const row = rows[at];
      if (row === undefined) continue;
      const sign = labels[at] === true ? 1 : -1;
      const diagonal = 1 / (2 * cost * (sign > 0 ? positiveCost : 1));
      const before = alpha[at] ?? 0;
      const gradient = sign * (decide(row, weights) + bias) - 1 + diagonal * before;
      const projected = before === 0 ? Math.min(gradient, 0) : gradient;
      worst = Math.max(worst, Math.abs(projected));
      if (Math.abs(projected) < 1e-12) continue;
      const after = Math.max(before - gradient / ((square[at] ?? 1) + diagonal), 0);
      const step = (after - before) * sign;
      alpha[at] = after;
      bias += step;
      const { index, value } = row;
      for (let k = 0; k < index.length; k++) {
        const feature = index[k] ?? 0;
        weights[feature] = (weights[feature] ?? 0) + step * (value[k] ?? 0);
      }
    }
    if (worst < SETTLED) break;
  }
  return { weights, bias };
}

/** The scalar product of an example and weights, without bias. */
export function decide({ index, value }: SparseRow, weights: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < index.length; k++) sum += (weights[index[k] ?? 0] ?? 0) * (value[k] ?? 0);
  return sum;
}
