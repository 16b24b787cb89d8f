import { performance } from 'node:perf_hooks';

/** One line of the table that `npm run bench` prints. */
export interface Row {
  readonly bench: string;
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
}

/** Milliseconds of one run. */
export async function time(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Median milliseconds of `runs` runs after one that is not counted. */
export async function median(runs: number, work: () => unknown): Promise<number> {
  await work();
  const times: number[] = [];
  for (let run = 0; run < runs; run++) times.push(await time(work));
  return quantile(times, 0.5);
}

/** The value below which a share `q` of the numbers lies. */
export function quantile(numbers: readonly number[], q: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}
