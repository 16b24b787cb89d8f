import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createPublisherHints } from '../../src/classify/publisher-hints.ts';
import { storyId } from '../../src/core/ids.ts';
import { articleFromText } from '../../src/normalise/article-from-text.ts';
import {
  compareSigns,
  type Prepared,
  prepareSign,
  SIGNALS,
  type Signals,
} from '../../src/stories/compare.ts';
import { toSign } from '../../src/stories/sign.ts';
import { headlineClassifier, shippedKnowledge } from '../helpers/classify.ts';

/**
 * `node test/accuracy/fit-stories.ts FILE...`: fits the weights of src/stories/pair-weights.ts on labelled events (JSON Lines as `eval --duplicates` reads
 * them) by logistic regression, prints them and, per file, scores of pairs in five-fold cross-validation by event.
 */
const FOLDS = 5;
const ROUNDS = 600;
const RATE = 0.05;
const DECAY = 0.001;
const WINDOW_DAYS = 30;

interface Item {
  readonly title: string;
  readonly lead: string;
  readonly url: string;
  readonly publisher: string;
  readonly published: string;
}

interface Pair {
  readonly file: string;
  readonly folds: readonly number[];
  readonly same: boolean;
  readonly weight: number;
  readonly gapDays: number;
  readonly values: readonly number[];
}

const knowledge = shippedKnowledge();
const classify = headlineClassifier(knowledge);
const hintOf = createPublisherHints(knowledge);

function prepare(item: Item): Prepared {
  const source = hintOf(item.publisher);
  const article = articleFromText(`${item.title}\n\n${item.lead}`, {
    sourceId: `labelled/${item.publisher}/news`,
    publishedAt: item.published,
    language: 'en',
  });
  if (article === null) throw new Error(`"${item.title}" has no words.`);
  const tags = classify(item.title, {
    text: item.lead,
    url: item.url,
    publishedAt: article.publishedAt,
    source,
  });
  return prepareSign(toSign({ ...article, title: item.title }, tags, source.tier, item.published));
}

function foldOf(text: string): number {
  return Number.parseInt(storyId(text).replace(/\D/g, '').slice(0, 4) || '0', 10) % FOLDS;
}

function readPairs(file: string): Pair[] {
  const items = new Map<string, { readonly prepared: Prepared; event: string | null }>();
  const hard = new Set<string>();
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const group: { type: string; event: string | null; items: Item[] } = JSON.parse(line);
    const keys = group.items.map(item => `${item.url} ${item.title}`);
    for (const [at, item] of group.items.entries()) {
      const key = keys[at] ?? '';
      const known = items.get(key) ?? { prepared: prepare(item), event: null };
      if (group.type === 'duplicate') known.event = group.event;
      items.set(key, known);
    }
    if (group.type !== 'duplicate') for (const a of keys) for (const b of keys) hard.add(`${a}\t${b}`);
  }
  const pairs: Pair[] = [];
  const all = [...items];
  all.forEach(([a, first], at) => {
    for (const [b, second] of all.slice(at + 1)) {
      const labelled = first.event !== null && second.event !== null;
      const isHard = hard.has(`${a}\t${b}`);
      if (!labelled && !isHard) continue;
      const same = labelled && first.event === second.event;
      const { signals, gapDays } = compareSigns(first.prepared, second.prepared);
      pairs.push({
        file: path.basename(file),
        folds: [foldOf(first.event ?? a), foldOf(second.event ?? b)],
        same,
        // A pair that shares nothing teaches nothing.
        weight: same ? 1 : isHard ? 2.2 : signals.titleAmount > 0 ? 1 : 0.3,
        gapDays,
        values: valuesOf(signals),
      });
    }
  });
  return pairs;
}

function valuesOf(signals: Signals): number[] {
  return [...SIGNALS.map(name => signals[name]), 1];
}

/** Weights of a logistic regression by Adam; the last is the bias. */
function fit(pairs: readonly Pair[]): number[] {
  const used = pairs.filter(pair => pair.same || pair.weight > 1 || pair.gapDays <= WINDOW_DAYS);
  const total = used.reduce((sum, pair) => sum + pair.weight, 0);
  const size = SIGNALS.length + 1;
  const weights = new Array<number>(size).fill(0);
  const mean = new Array<number>(size).fill(0);
  const spread = new Array<number>(size).fill(0);
  for (let round = 1; round <= ROUNDS; round++) {
    const slope = weights.map((weight, at) => (at < size - 1 ? DECAY * weight * 0.4 : 0));
    for (const pair of used) {
      const error = ((probability(weights, pair.values) - (pair.same ? 1 : 0)) * pair.weight) / total;
      pair.values.forEach((value, at) => {
        slope[at] = (slope[at] ?? 0) + error * value;
      });
    }
    slope.forEach((value, at) => {
      mean[at] = 0.9 * (mean[at] ?? 0) + 0.1 * value;
      spread[at] = 0.999 * (spread[at] ?? 0) + 0.001 * value * value;
      const step = (mean[at] ?? 0) / (1 - 0.9 ** round);
      weights[at] =
        (weights[at] ?? 0) - (RATE * step) / (Math.sqrt((spread[at] ?? 0) / (1 - 0.999 ** round)) + 1e-8);
    });
  }
  return weights;
}

function probability(weights: readonly number[], values: readonly number[]): number {
  return 1 / (1 + Math.exp(-values.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0)));
}

const pairs = process.argv.slice(2).flatMap(readPairs);
const scores = new Map<Pair, number>();
for (let fold = 0; fold < FOLDS; fold++) {
  const weights = fit(pairs.filter(pair => !pair.folds.includes(fold)));
  for (const pair of pairs)
    if (pair.folds[0] === fold)
      scores.set(pair, pair.gapDays <= WINDOW_DAYS ? probability(weights, pair.values) : 0);
}
for (const [file, own] of Map.groupBy(pairs, pair => pair.file)) {
  for (const from of [0.5, 0.6]) {
    const found = own.filter(pair => (scores.get(pair) ?? 0) >= from);
    const right = found.filter(pair => pair.same).length;
    const same = own.filter(pair => pair.same).length;
    process.stdout.write(
      `${file} from ${from}: precision ${(right / found.length).toFixed(3)}, recall ${(right / same).toFixed(3)}, ${same} pairs of one event\n`,
    );
  }
}
const weights = fit(pairs);
SIGNALS.forEach((name, at) => {
  process.stdout.write(`  ${name}: ${(weights[at] ?? 0).toFixed(2)},\n`);
});
process.stdout.write(`bias ${(weights.at(-1) ?? 0).toFixed(2)}\n`);
