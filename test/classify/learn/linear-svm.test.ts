import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { calibrated, fitCalibration } from '../../../src/classify/learn/calibrate.ts';
import { fitSvm, product, type SparseRow } from '../../../src/classify/learn/linear-svm.ts';
import { createRandom } from '../../../src/classify/learn/random.ts';

function row(values: readonly number[]): SparseRow {
  return { index: Int32Array.from(values, (_, at) => at), value: Float64Array.from(values) };
}

/** Points left and right of x + y = 0. */
function cloud(count: number, noise: number) {
  const random = createRandom(5);
  const rows: SparseRow[] = [];
  const labels: boolean[] = [];
  for (let at = 0; at < count; at++) {
    const [x, y] = [random() * 2 - 1, random() * 2 - 1];
    rows.push(row([x, y]));
    labels.push(x + y + (random() - 0.5) * noise > 0);
  }
  return { rows, labels };
}

function even(count: number, cost: number): Float64Array {
  return new Float64Array(count).fill(cost);
}

describe('fitSvm', () => {
  it('finds the line between two sides', () => {
    const { rows, labels } = cloud(300, 0);
    const fit = fitSvm(rows, labels, 2, { costs: even(300, 10), seed: 1 });
    const right = rows.filter((one, at) => product(one, fit.weights) + fit.bias > 0 === labels[at]).length;
    assert.ok(right >= 294, `${right} of 300`);
    assert.ok(Math.abs((fit.weights[0] ?? 0) / (fit.weights[1] ?? 1) - 1) < 0.2);
  });

  it('gives the same weights for the same seed, and nearly the same for another', () => {
    const { rows, labels } = cloud(200, 0.5);
    const fit = (seed: number) => fitSvm(rows, labels, 2, { costs: even(200, 1), seed, passes: 500 });
    assert.deepEqual(fit(3), fit(3));
    assert.ok(Math.abs((fit(3).weights[0] ?? 0) - (fit(4).weights[0] ?? 0)) < 0.01);
  });

  it('gives way to the side whose errors cost more', () => {
    const rows = [row([1]), row([1]), row([1])];
    const decide = (costs: readonly number[]) => {
      const fit = fitSvm(rows, [true, false, false], 1, { costs: Float64Array.from(costs), seed: 1 });
      return product(row([1]), fit.weights) + fit.bias;
    };
    assert.ok(decide([1, 1, 1]) < 0);
    assert.ok(decide([10, 1, 1]) > 0);
  });

  it('bears no rows, empty rows and one label', () => {
    assert.deepEqual(fitSvm([], [], 3, { costs: even(0, 1), seed: 1 }).weights, new Float64Array(3));
    const fit = fitSvm([row([]), row([])], [true, true], 1, { costs: even(2, 1), seed: 1 });
    assert.ok(fit.bias > 0);
  });
});

describe('fitCalibration', () => {
  it('finds the chance that margins stand for', () => {
    const random = createRandom(9);
    const margins = Array.from({ length: 4000 }, () => random() * 4 - 2);
    const labels = margins.map(margin => random() < 1 / (1 + Math.exp(-(2 * margin - 1))));
    const found = fitCalibration(margins, labels, new Array<number>(4000).fill(1));
    assert.ok(Math.abs(found.slope - 2) < 0.25, String(found.slope));
    assert.ok(Math.abs(found.offset + 1) < 0.2, String(found.offset));
  });

  it('counts an example of weight three as three', () => {
    const once = fitCalibration([1, 1, 1, -1, 0], [true, true, true, false, false], [1, 1, 1, 1, 1]);
    const weighed = fitCalibration([1, -1, 0], [true, false, false], [3, 1, 1]);
    assert.ok(Math.abs(once.slope - weighed.slope) < 1e-4);
    assert.ok(Math.abs(once.offset - weighed.offset) < 1e-4);
  });

  it('gives chances between 0 and 1 for whatever it was fitted on', () => {
    const points = fc.array(fc.tuple(fc.double({ min: -50, max: 50, noNaN: true }), fc.boolean()), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(points, fc.double({ min: -100, max: 100, noNaN: true }), (list, margin) => {
        const fit = fitCalibration(
          list.map(([value]) => value),
          list.map(([, label]) => label),
          list.map(() => 1),
        );
        const chance = calibrated(fit, margin);
        assert.ok(chance >= 0 && chance <= 1, String(chance));
      }),
      { numRuns: 200 },
    );
  });
});
