import { createRandom, shuffle } from './random.ts';

/** One example as parallel arrays: which features it has, and how much of each. */
export interface SparseRow {
  readonly index: Int32Array;
  readonly value: Float64Array;
}

export interface SvmOptions {
  /** What an error on each row costs; smaller costs keep the weights smaller. */
  readonly costs: Float64Array;
  readonly seed: number;
  /** Passes over the rows at most; most fits settle earlier. Default 60. */
  readonly passes?: number;
}

export interface LinearFit {
  readonly weights: Float64Array;
  readonly bias: number;
}

/** A pass that moves nothing by more than this ends the fit. */
const SETTLED = 1e-3;

/**
 * Fits a hyperplane between the rows labelled true and the others by dual coordinate descent, L2 regularisation and squared hinge loss (Hsieh, Chang,
 * Lin, Keerthi and Sundararajan 2008, without shrinking). Deterministic: the order of the rows comes from the seed.
 */
export function fitSvm(
  rows: readonly SparseRow[],
  labels: readonly boolean[],
  features: number,
  { costs, seed, passes = 60 }: SvmOptions,
): LinearFit {
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
      const diagonal = 1 / (2 * (costs[at] ?? 1));
      const before = alpha[at] ?? 0;
      const gradient = sign * (product(row, weights) + bias) - 1 + diagonal * before;
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

/** The scalar product of a row and weights, without bias. */
export function product({ index, value }: SparseRow, weights: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < index.length; k++) sum += (weights[index[k] ?? 0] ?? 0) * (value[k] ?? 0);
  return sum;
}
