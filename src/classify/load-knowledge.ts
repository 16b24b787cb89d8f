import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { AppError, errorText } from '../core/errors.ts';
import { shortId } from '../core/ids.ts';
import { TOPICS } from '../core/types.ts';
import { parseYaml } from '../core/yaml.ts';
import type { KnownEntity } from './entities/entity-schema.ts';
import { loadEntities } from './entities/load-entities.ts';
import { figuresSchema } from './figures/figure-vocabulary.ts';
import type { LearnedModel } from './learn/learned-model.ts';
import { loadModels } from './learn/load-models.ts';
import { loadTaxonomy } from './load-taxonomy.ts';
import { stancesSchema } from './positions/stance-vocabulary.ts';
import { requirementsSchema } from './requirements.ts';
import type { Taxonomy } from './taxonomy-schema.ts';
import { cryptoSchema, kindsSchema, topicsSchema, type Vocabulary } from './vocabulary-schema.ts';

/** Everything a classifier knows; loaded once. */
export interface Knowledge {
  readonly taxonomy: Taxonomy;
  readonly vocabulary: Vocabulary;
  /** Firms, tokens, protocols and persons that have a name of their own. */
  readonly entities: readonly KnownEntity[];
  /** What was learned from labelled examples; null for the rules alone. */
  readonly model: LearnedModel | null;
  /** Why models that are there are not used, one line each. */
  readonly modelProblems: readonly string[];
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
  const yaml = parseYaml(text);
  if (!yaml.ok) {
    problems.push(`${path}: ${yaml.problem}`);
    return { value: null, text };
  }
  const result = schema.safeParse(yaml.value);
  if (result.success) return { value: result.data, text };
  for (const issue of result.error.issues)
    problems.push(`${path}: ${issue.path.join('.')}: ${issue.message}`);
  return { value: null, text };
}

/**
 * Reads `classifiers/`: the taxonomy, the vocabulary, and the models of the first of `modelFolders` that has sound ones (none: the rules
 * alone). Throws one AppError that lists every problem.
 */
export function loadKnowledge(
  dir: string,
  modelFolders: readonly string[] = [join(dir, 'models')],
): Knowledge {
  const folder = join(dir, 'taxonomy');
  const taxonomy = loadTaxonomy(folder);
  const entities = loadEntities(folder);
  const problems: string[] = [];
  const topics = readYaml(join(folder, 'topics.yaml'), topicsSchema, problems);
  const kinds = readYaml(join(folder, 'kinds.yaml'), kindsSchema, problems);
  const crypto = readYaml(join(folder, 'crypto.yaml'), cryptoSchema, problems);
  const stances = readYaml(join(folder, 'stances.yaml'), stancesSchema, problems);
  const figures = readYaml(join(folder, 'figures.yaml'), figuresSchema, problems);
  const requirements = readYaml(join(folder, 'requirements.yaml'), requirementsSchema, problems);
  const missing = TOPICS.filter(id => topics.value !== null && !topics.value.some(topic => topic.id === id));
  for (const id of missing) problems.push(`${join(folder, 'topics.yaml')}: no entry for ${id}`);
  if (
    problems.length > 0 ||
    topics.value === null ||
    kinds.value === null ||
    crypto.value === null ||
    stances.value === null ||
    figures.value === null ||
    requirements.value === null
  ) {
    throw new AppError(
      'vocabulary-invalid',
      `The vocabulary has problems; correct these lines and start again:\n${problems.join('\n')}`,
    );
  }
  const models = loadModels(modelFolders);
  return {
    taxonomy,
    entities: entities.entities,
    vocabulary: {
      topics: topics.value,
      kinds: kinds.value,
      crypto: crypto.value,
      stances: stances.value,
      figures: figures.value,
      requirements: requirements.value,
    },
    model: models.loaded?.model ?? null,
    modelProblems: models.problems,
    version: shortId(
      [
        taxonomy.version,
        topics.text,
        kinds.text,
        crypto.text,
        stances.text,
        figures.text,
        requirements.text,
        entities.text,
      ],
      8,
    ),
  };
}
