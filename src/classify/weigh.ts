import type { Evidence } from '../core/types.ts';
import { type Found, type Scan, toEvidence, type Zone } from './scan.ts';

/** What a term counts for by where it stands. */
export type Shares = Readonly<Record<Zone, number>>;

interface Weight {
  readonly weight: number;
  readonly headlineOnly: boolean;
}

export interface Weighed {
  readonly score: number;
  readonly evidence: readonly Evidence[];
}

/** Of phrases that overlap, the one that says most counts; a phrase that takes away always counts. */
function withoutOverlap<F extends Found & { readonly value: Weight }>(list: readonly F[]): F[] {
  const kept: F[] = [];
  const ordered = [...list].sort(
    (a, b) =>
      (a.value.weight < 0 ? 0 : 1) - (b.value.weight < 0 ? 0 : 1) ||
      b.value.weight - a.value.weight ||
      b.end - b.start - (a.end - a.start),
  );
  for (const one of ordered) {
    const clash = kept.some(
      other =>
        other.field === one.field &&
        other.start < one.end &&
        one.start < other.end &&
        Math.sign(other.value.weight) === Math.sign(one.value.weight),
    );
    if (!clash) kept.push(one);
  }
  return kept;
}

/**
 * Sum of the weights of one label's terms. The same term twice counts half the second time in the headline; in the text each
 * further term adds less, so that a long text does not outweigh its headline.
 */
export function weigh<F extends Found & { readonly value: Weight }>(
  list: readonly F[],
  shares: Shares,
  scan: Scan,
  rule: string,
): Weighed {
  let score = 0;
  const evidence: Evidence[] = [];
  const times = new Map<string, number>();
  for (const one of withoutOverlap(list)) {
    if (one.value.headlineOnly && one.zone !== 'head') continue;
    const key = `${one.zone}:${one.phrase}`;
    const before = times.get(key) ?? 0;
    times.set(key, before + 1);
    const damping = one.zone === 'head' ? 1 / (1 + before) : 1 / (1 + before * 2);
    score += one.value.weight * shares[one.zone] * damping;
    evidence.push(toEvidence(one, scan, `${rule}:${one.phrase}`));
  }
  evidence.sort((a, b) => (a.field === b.field ? a.start - b.start : a.field === 'title' ? -1 : 1));
  return { score, evidence: evidence.slice(0, 8) };
}
