import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, errorText } from '../../core/errors.ts';
import { parseYaml } from '../../core/yaml.ts';
import { entitySchema, type KnownEntity } from './entity-schema.ts';

/** The entities of entities.yaml, with the text they were read from. */
export interface LoadedEntities {
  readonly entities: readonly KnownEntity[];
  readonly text: string;
}

/** Reads the text of entities.yaml. Entries with problems are left out and told, one line each. */
export function parseEntities(text: string): {
  readonly entities: readonly KnownEntity[];
  readonly problems: readonly string[];
} {
  const yaml = parseYaml(text);
  if (!yaml.ok) return { entities: [], problems: [`entities.yaml: ${yaml.problem}`] };
  if (!Array.isArray(yaml.value))
    return { entities: [], problems: ['entities.yaml: must be a list of entries'] };
  const problems: string[] = [];
  const entities: KnownEntity[] = [];
  const ids = new Set<string>();
  const owners = new Map<string, string>();
  yaml.value.forEach((row: unknown, index) => {
    const result = entitySchema.safeParse(row);
    if (!result.success) {
      for (const issue of result.error.issues) {
        problems.push(`entities.yaml: entry ${index + 1}: ${issue.path.join('.')}: ${issue.message}`);
      }
      return;
    }
    const entity = result.data;
    const key = `${entity.kind}:${entity.id}`;
    if (ids.has(key)) problems.push(`entities.yaml: ${key}: is used twice`);
    ids.add(key);
    const own = formsOf(entity);
    for (const form of own) {
      const owner = owners.get(form);
      if (owner !== undefined) problems.push(`entities.yaml: ${key}: "${form}" is a form of ${owner} too`);
      owners.set(form, key);
    }
    for (const form of Object.keys(entity.needsContext)) {
      if (!own.has(form))
        problems.push(`entities.yaml: ${key}: needsContext: "${form}" is none of its forms`);
    }
    entities.push(entity);
  });
  return { entities, problems };
}

/** Reads entities.yaml in the taxonomy's folder. Throws one AppError that lists every problem. */
export function loadEntities(folder: string): LoadedEntities {
  const path = join(folder, 'entities.yaml');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new AppError('entities-invalid', `${path} cannot be read: ${errorText(error)}`, { cause: error });
  }
  const { entities, problems } = parseEntities(text);
  if (problems.length === 0) return { entities, text };
  throw new AppError(
    'entities-invalid',
    `The list of firms and persons has problems; correct these lines and start again:\n${problems.join('\n')}`,
  );
}

/** Every form of an entity's name. */
export function formsOf(entity: KnownEntity): Set<string> {
  return new Set([entity.name, ...entity.aliases, ...entity.anyCase, ...entity.exact]);
}
