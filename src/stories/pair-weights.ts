import type { Signal } from './compare.ts';

/** Weights of a logistic regression over the signals of labelled pairs of items, fitted by test/accuracy/fit-stories.ts (docs/adr/006). */
export const WEIGHTS: Readonly<Record<Signal, number>> = {
  title: 1.33,
  titleAmount: 0.9,
  words: 2.08,
  names: 0.19,
  otherNames: -1.14,
  noSharedName: -2.32,
  acts: -0.24,
  otherActs: -1.63,
  oneSpeaks: -1.86,
  otherOffice: -2.31,
  otherStage: -1.02,
  matters: -0.26,
  otherMatters: -0.87,
  sameKind: 0.64,
  place: 2.24,
  otherPlace: -0.95,
  authority: 0.68,
  otherAuthority: -1.39,
  topics: 1.72,
  amounts: 0.86,
  otherAmounts: 0.01,
  gap: -3.17,
  longGap: -2.33,
  sameVoice: -2.5,
  bothOfficial: 0.15,
  text: 0.36,
  otherScript: -0.28,
};
export const BIAS = -1.72;
