import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { AppError, errorText } from '../core/errors.ts';
import { shortId } from '../core/ids.ts';
import { TOPICS } from '../core/types.ts';
import type { LearnedModel } from './learn/learned-model.ts';
import { loadTaxonomy } from './load-taxonomy.ts';
import type { Taxonomy } from './taxonomy-schema.ts';
import { cryptoSchema, kindsSchema, topicsSchema, type Vocabulary } from './vocabulary-schema.ts';

/** Everything a classifier knows; loaded once. */
export interface Knowledge {
  readonly taxonomy: Taxonomy;
  readonly vocabulary: Vocabulary;
  /** What was learned from labelled examples; null for the rules alone. */
  readonly model: LearnedModel | null;
  /** Changes with any byte of the files it was read from. */
  readonly version: string;
}

function readYaml<T>(
  path: string,
  schema: z.ZodType<T>,
  problems: string[],
): { value: T | null; text: string } {
  let text = '';
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    problems.push(`${path}: cannot be read: ${errorText(error)}`);
    return { value: null, text };
  }
  const document = parseDocument(text, { uniqueKeys: true });
  for (const error of document.errors) problems.push(`${path}: ${error.message.split('\n')[0] ?? ''}`);
  if (document.errors.length > 0) return { value: null, text };
  const result = schema.safeParse(document.toJS());
  if (result.success) return { value: result.data, text };
  for (const issue of result.error.issues)
    problems.push(`${path}: ${issue.path.join('.')}: ${issue.message}`);
  return { value: null, text };
}

/** Reads `classifiers/`: the taxonomy and the vocabulary. Throws one AppError that lists every problem. */
export function loadKnowledge(dir: string): Knowledge {
  const folder = join(dir, 'taxonomy');
  const taxonomy = loadTaxonomy(folder);
  const problems: string[] = [];
  const topics = readYaml(join(folder, 'topics.yaml'), topicsSchema, problems);
  const kinds = readYaml(join(folder, 'kinds.yaml'), kindsSchema, problems);
  const crypto = readYaml(join(folder, 'crypto.yaml'), cryptoSchema, problems);
  const missing = TOPICS.filter(id => topics.value !== null && !topics.value.some(topic => topic.id === id));
  for (const id of missing) problems.push(`${join(folder, 'topics.yaml')}: no entry for ${id}`);
  if (problems.length > 0 || topics.value === null || kinds.value === null || crypto.value === null) {
    throw new AppError(
      'vocabulary-invalid',
      `The vocabulary has problems; correct these lines and start again:\n${problems.join('\n')}`,
    );
  }
  return {
    taxonomy,
    vocabulary: { topics: topics.value, kinds: kinds.value, crypto: crypto.value },
    model: null,
    version: shortId([taxonomy.version, topics.text, kinds.text, crypto.text], 8),
  };
}
