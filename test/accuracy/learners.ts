import { BayesClassifier } from 'natural/lib/natural/classifiers/index.js';
import { type Example, FOLDS, foldOf, isAbout } from '../../src/classify/learn/examples.ts';
import { labelsOf, type Task } from '../../src/classify/learn/tasks.ts';

/** Learns from some examples and labels others, one label each. */
type Learner = (known: readonly Example[], asked: readonly Example[], task: 'relevance' | 'kind') => string[];

const SINGLE = /^[^ |<^:]+$/;

function labelOf(example: Example, task: 'relevance' | 'kind'): string {
  return task === 'kind' ? (example.kind ?? '') : example.relevant === true ? 'relevant' : 'other';
}

function words({ features }: Example): string[] {
  return features.names.filter(name => SINGLE.test(name));
}

/** natural's BayesClassifier on the same stems. */
export const naturalBayes: Learner = (known, asked, task) => {
  const classifier = new BayesClassifier();
  for (const example of known) classifier.addDocument(words(example), labelOf(example, task));
  classifier.train();
  return asked.map(example => classifier.classify(words(example)));
};

/** Complement naive Bayes (Rennie, Shih, Teevan and Karger 2003): a label is judged by the words of all others. */
export const complementBayes: Learner = (known, asked, task) => {
  const counts = new Map<string, Map<string, number>>();
  const all = new Map<string, number>();
  for (const example of known) {
    const label = labelOf(example, task);
    const own = counts.get(label) ?? new Map<string, number>();
    counts.set(label, own);
    for (const word of words(example)) {
      own.set(word, (own.get(word) ?? 0) + 1);
      all.set(word, (all.get(word) ?? 0) + 1);
    }
  }
  const sum = (map: ReadonlyMap<string, number>): number => [...map.values()].reduce((a, b) => a + b, 0);
  const total = sum(all);
  const labels = [...counts].map(([label, own]) => ({ label, own, rest: total - sum(own) + all.size }));
  return asked.map(example => {
    let best = { label: '', score: Number.NEGATIVE_INFINITY };
    for (const { label, own, rest } of labels) {
      let score = 0;
      for (const word of words(example)) {
        const elsewhere = (all.get(word) ?? 0) - (own.get(word) ?? 0) + 1;
        if (all.has(word)) score -= Math.log(elsewhere / rest);
      }
      if (score > best.score) best = { label, score };
    }
    return best.label;
  });
};

/** F1 of relevance or accuracy of kind in cross-validation, on the same parts as everything else. */
export function crossValidate(
  learn: Learner,
  examples: readonly Example[],
  task: 'relevance' | 'kind',
): number {
  const use = examples.filter(example => isAbout(example, task as Task));
  const positive = labelsOf(task)[0];
  let hits = 0;
  let wrong = 0;
  for (let fold = 0; fold < FOLDS; fold++) {
    const asked = use.filter(example => foldOf(example.id) === fold);
    const given = learn(
      use.filter(example => foldOf(example.id) !== fold),
      asked,
      task,
    );
    asked.forEach((example, at) => {
      const wanted = labelOf(example, task);
      if (task === 'relevance' && wanted !== positive && given[at] !== positive) return;
      if (given[at] === wanted) hits++;
      else wrong++;
    });
  }
  return task === 'kind' ? hits / (hits + wrong) : (2 * hits) / (2 * hits + wrong);
}
