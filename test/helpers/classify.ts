import { join } from 'node:path';
import { createClassifier } from '../../src/classify/create-classifier.ts';
import { type Knowledge, loadKnowledge } from '../../src/classify/load-knowledge.ts';
import type { Classification, ClassifyInput, SourceHint } from '../../src/core/types.ts';

/** The knowledge in classifiers/, as shipped. */
export function shippedKnowledge(): Knowledge {
  return loadKnowledge(join(import.meta.dirname, '..', '..', 'classifiers'));
}

/** A function that classifies a headline (and text) with the shipped knowledge. */
export function headlineClassifier(
  knowledge: Knowledge,
): (title: string, more?: Partial<ClassifyInput>) => Classification {
  const classifier = createClassifier(knowledge);
  return (title, more = {}) =>
    classifier.classify({
      title,
      text: '',
      url: null,
      publishedAt: null,
      language: null,
      source: null,
      ...more,
    });
}

/** The hint of an official source. */
export function officialHint(authority: string, jurisdiction: string): SourceHint {
  return { id: null, authority, jurisdiction, tier: 'official', type: 'regulator', cryptoOnly: false };
}
