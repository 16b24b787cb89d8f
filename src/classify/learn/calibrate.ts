/** Turns a margin into a probability: 1 / (1 + exp(-(slope * margin + offset))). */
export interface Calibration {
  readonly slope: number;
  readonly offset: number;
}

/** The probability of a margin. */
export function calibrated({ slope, offset }: Calibration, margin: number): number {
  return sigmoid(slope * margin + offset);
}

export function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

/**
 * Fits a sigmoid to margins by maximum likelihood with Platt's smoothed targets (Platt 1999; Newton's method with step halving as in Lin, Lin and
 * Weng 2007). Margins must come from models that did not see the example.
 */
export function fitCalibration(margins: readonly number[], labels: readonly boolean[]): Calibration {
  const positives = labels.filter(Boolean).length;
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (labels.length - positives + 2);
  const targets = labels.map(label => (label ? high : low));
  const loss = (slope: number, offset: number): number =>
    margins.reduce((sum, margin, at) => {
      const z = slope * margin + offset;
      const softplus = z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
      return sum + softplus - (targets[at] ?? 0) * z;
    }, 0);
  let slope = 0;
  let offset = Math.log((positives + 1) / (labels.length - positives + 1));
  let current = loss(slope, offset);
  for (let round = 0; round < 100; round++) {
    let h11 = 1e-12;
    let h22 = 1e-12;
    let h12 = 0;
    let g1 = 0;
    let g2 = 0;
    margins.forEach((margin, at) => {
      const p = sigmoid(slope * margin + offset);
      const d = p - (targets[at] ?? 0);
      const s = p * (1 - p);
      h11 += margin * margin * s;
      h22 += s;
      h12 += margin * s;
      g1 += margin * d;
      g2 += d;
    });
    if (Math.abs(g1) < 1e-6 && Math.abs(g2) < 1e-6) break;
    const det = h11 * h22 - h12 * h12;
    const da = -(h22 * g1 - h12 * g2) / det;
    const db = -(h11 * g2 - h12 * g1) / det;
    let step = 1;
    let next = loss(slope + da, offset + db);
    while (next > current && step > 1e-8) {
      step /= 2;
      next = loss(slope + step * da, offset + step * db);
    }
    if (step <= 1e-8) break;
    slope += step * da;
    offset += step * db;
    current = next;
  }
  return { slope, offset };
}
