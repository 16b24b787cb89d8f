import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { AppError, errorText } from '../core/errors.ts';
import { shortId } from '../core/ids.ts';
import { parseYaml } from '../core/yaml.ts';
import { describeAuthority } from './describe-authority.ts';
import {
  type Authority,
  authoritySchema,
  type Jurisdiction,
  jurisdictionSchema,
  type Law,
  lawSchema,
  type Taxonomy,
} from './taxonomy-schema.ts';

export const TAXONOMY_FILES = ['jurisdictions.yaml', 'authorities.yaml', 'laws.yaml'] as const;
export type TaxonomyFile = (typeof TAXONOMY_FILES)[number];

/** Text of each file. */
export type TaxonomyTexts = Readonly<Record<TaxonomyFile, string>>;

export interface ParsedTaxonomy {
  readonly taxonomy: Taxonomy;
  /** One line each: file, entry, field, what is wrong. Empty when all is well. */
  readonly problems: readonly string[];
}

type Report = (file: TaxonomyFile, entry: string, field: string, what: string) => void;

function labelOf(row: unknown, index: number): string {
  const where = `entry ${index + 1}`;
  if (typeof row !== 'object' || row === null) return where;
  const key = 'id' in row ? row.id : 'code' in row ? row.code : undefined;
  return typeof key === 'string' ? `${where} (${key})` : where;
}

function readRows<T>(file: TaxonomyFile, text: string, schema: z.ZodType<T>, report: Report): T[] {
  const yaml = parseYaml(text);
  if (!yaml.ok) {
    report(file, 'the file', 'YAML', yaml.problem);
    return [];
  }
  const rows = yaml.value;
  if (!Array.isArray(rows)) {
    report(file, 'the file', 'root', 'must be a list of entries');
    return [];
  }
  return rows.flatMap((row: unknown, index) => {
    const result = schema.safeParse(row);
    if (result.success) return [result.data];
    for (const issue of result.error.issues) {
      report(file, labelOf(row, index), issue.path.join('.') || 'entry', issue.message);
    }
    return [];
  });
}

function checkUnique(file: TaxonomyFile, field: string, keys: readonly string[], report: Report): void {
  const seen = new Set<string>();
  for (const key of keys) {
    if (seen.has(key)) report(file, key, field, 'is used twice');
    seen.add(key);
  }
}

function checkReferences(
  jurisdictions: readonly Jurisdiction[],
  authorities: readonly Authority[],
  laws: readonly Law[],
  report: Report,
): void {
  const codes = new Set(jurisdictions.map(one => one.code));
  const known = (code: string): boolean => codes.has(code);
  for (const one of jurisdictions) {
    if (one.parent !== null && !known(one.parent))
      report('jurisdictions.yaml', one.code, 'parent', `unknown jurisdiction ${one.parent}`);
  }
  for (const one of authorities) {
    if (!known(one.jurisdiction))
      report('authorities.yaml', one.id, 'jurisdiction', `unknown jurisdiction ${one.jurisdiction}`);
    const own = new Set([...one.acronyms, ...one.aliases, ...one.fullNames]);
    for (const field of ['default', 'needsContext'] as const) {
      for (const form of one[field]) {
        if (!own.has(form)) report('authorities.yaml', one.id, field, `"${form}" is none of its forms`);
      }
    }
  }
  for (const one of laws) {
    if (!known(one.jurisdiction))
      report('laws.yaml', one.id, 'jurisdiction', `unknown jurisdiction ${one.jurisdiction}`);
    const own = new Set([...one.aliases, ...one.caseSensitive]);
    for (const form of one.needsContext) {
      if (!own.has(form)) report('laws.yaml', one.id, 'needsContext', `"${form}" is none of its forms`);
    }
  }
}

/** A form that several bodies share must mean exactly one of them by default, or need context for each of them. */
function checkShared(authorities: readonly Authority[], report: Report): void {
  const owners = new Map<string, Authority[]>();
  const add = (key: string, owner: Authority): void => {
    const list = owners.get(key) ?? [];
    if (!list.includes(owner)) owners.set(key, [...list, owner]);
  };
  for (const one of authorities) {
    for (const form of one.acronyms) add(form, one);
    for (const form of [...one.fullNames, ...one.aliases]) add(form.toLowerCase(), one);
  }
  const lists = (forms: readonly string[], key: string): boolean =>
    forms.some(form => form === key || form.toLowerCase() === key);
  for (const [form, sharing] of owners) {
    if (sharing.length < 2) continue;
    const defaults = sharing.filter(one => lists(one.default, form));
    const ids = sharing.map(one => one.id).join(', ');
    if (defaults.length > 1)
      report('authorities.yaml', form, 'default', `more than one of ${ids} is the default`);
    for (const one of sharing) {
      if (defaults.length !== 1 && !lists(one.needsContext, form))
        report(
          'authorities.yaml',
          one.id,
          'needsContext',
          `"${form}" is shared by ${ids} without a default and must be listed`,
        );
    }
  }
}

/** Reads the texts of the taxonomy files. Entries with problems are left out of the taxonomy and told in `problems`. */
export function parseTaxonomy(texts: TaxonomyTexts): ParsedTaxonomy {
  const problems: string[] = [];
  const report: Report = (file, entry, field, what) => problems.push(`${file}: ${entry}: ${field}: ${what}`);
  const jurisdictions = readRows(
    'jurisdictions.yaml',
    texts['jurisdictions.yaml'],
    jurisdictionSchema,
    report,
  );
  const byCode = new Map(jurisdictions.map(one => [one.code, one]));
  const authorities = readRows('authorities.yaml', texts['authorities.yaml'], authoritySchema, report).map(
    (one): Authority => {
      const home = byCode.get(one.jurisdiction);
      return { ...one, descriptions: home === undefined ? [] : describeAuthority(one.describedAs, home) };
    },
  );
  const laws = readRows('laws.yaml', texts['laws.yaml'], lawSchema, report);
  checkUnique(
    'jurisdictions.yaml',
    'code',
    jurisdictions.map(one => one.code),
    report,
  );
  checkUnique(
    'authorities.yaml',
    'id',
    authorities.map(one => one.id),
    report,
  );
  checkUnique(
    'laws.yaml',
    'id',
    laws.map(one => one.id),
    report,
  );
  checkReferences(jurisdictions, authorities, laws, report);
  checkShared(authorities, report);
  const version = shortId(
    TAXONOMY_FILES.map(file => texts[file]),
    8,
  );
  return { taxonomy: { jurisdictions, authorities, laws, version }, problems };
}

/** Reads jurisdictions.yaml, authorities.yaml and laws.yaml in `folder`. Throws one AppError that lists every problem of all files. */
export function loadTaxonomy(folder: string): Taxonomy {
  const unreadable: string[] = [];
  const read = (file: TaxonomyFile): string => {
    try {
      return readFileSync(join(folder, file), 'utf8');
    } catch (error) {
      unreadable.push(`${file}: cannot be read: ${errorText(error)}`);
      return '[]';
    }
  };
  const { taxonomy, problems } = parseTaxonomy({
    'jurisdictions.yaml': read('jurisdictions.yaml'),
    'authorities.yaml': read('authorities.yaml'),
    'laws.yaml': read('laws.yaml'),
  });
  const all = [...unreadable, ...problems];
  if (all.length > 0) {
    throw new AppError(
      'taxonomy-invalid',
      `The taxonomy has ${all.length} problem${all.length === 1 ? '' : 's'}; correct these lines and start again:\n${all.join('\n')}`,
    );
  }
  return taxonomy;
}
