/** Turns a margin into a probability: 1 / (1 + exp(-(slope * margin + offset))). */
export interface Calibration {
  readonly slope: number;
  readonly offset: number;
}

/** The probability of a margin. */
export function calibrated({ slope, offset }: Calibration, margin: number): number {
  return sigmoid(slope * margin + offset);
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

/** -log of the likelihood of one target in 0..1 at a logit. */
function lossAt(logit: number, target: number): number {
  const softplus = logit > 0 ? logit + Math.log1p(Math.exp(-logit)) : Math.log1p(Math.exp(logit));
  return softplus - target * logit;
}

const ROUNDS = 100;
const SMALL = 1e-6;

/**
 * Fits a sigmoid to margins by maximum likelihood with Platt's smoothed targets (Platt 1999), by Newton's method with step halving (Lin, Lin and
 * Weng 2007). `weights` say how much each example counts. Margins must come from models that did not see the example.
 */
export function fitCalibration(
  margins: readonly number[],
  labels: readonly boolean[],
  weights: readonly number[],
): Calibration {
  let positive = 0;
  let negative = 0;
  labels.forEach((label, at) => {
    if (label) positive += weights[at] ?? 1;
    else negative += weights[at] ?? 1;
  });
  const high = (positive + 1) / (positive + 2);
  const low = 1 / (negative + 2);
  const points = margins.map((margin, at) => ({
    margin,
    target: labels[at] === true ? high : low,
    weight: weights[at] ?? 1,
  }));
  const loss = (slope: number, offset: number): number =>
    points.reduce(
      (sum, { margin, target, weight }) => sum + weight * lossAt(slope * margin + offset, target),
      0,
    );
  let slope = 0;
  let offset = Math.log((positive + 1) / (negative + 1));
  let current = loss(slope, offset);
  for (let round = 0; round < ROUNDS; round++) {
    let slopeGradient = 0;
    let offsetGradient = 0;
    let bothSlope = 1e-12;
    let bothOffset = 1e-12;
    let mixed = 0;
    for (const { margin, target, weight } of points) {
      const chance = sigmoid(slope * margin + offset);
      const error = weight * (chance - target);
      const spread = weight * chance * (1 - chance);
      slopeGradient += margin * error;
      offsetGradient += error;
      bothSlope += margin * margin * spread;
      bothOffset += spread;
      mixed += margin * spread;
    }
    if (Math.abs(slopeGradient) < SMALL && Math.abs(offsetGradient) < SMALL) break;
    const determinant = bothSlope * bothOffset - mixed * mixed;
    const slopeStep = -(bothOffset * slopeGradient - mixed * offsetGradient) / determinant;
    const offsetStep = -(bothSlope * offsetGradient - mixed * slopeGradient) / determinant;
    let part = 1;
    while (part > 1e-8 && loss(slope + part * slopeStep, offset + part * offsetStep) > current) part /= 2;
    if (part <= 1e-8) break;
    slope += part * slopeStep;
    offset += part * offsetStep;
    current = loss(slope, offset);
  }
  return { slope, offset };
}
