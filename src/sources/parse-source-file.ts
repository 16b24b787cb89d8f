import type { z } from 'zod';
import type { ArchiveRule, FieldRule, ReadRule, RegisterRule, SourceDef, SourceType } from '../core/types.ts';
import { parseYaml } from '../core/yaml.ts';
import { checkSource, didYouMean } from './check-source.ts';
import {
  type FieldRuleInput,
  type SourceEntry,
  type SourceFile,
  sourceFileSchema,
  sourceJsonSchema,
} from './source-schema.ts';

/** One thing wrong in a source file. `entry` is null when it concerns the whole file. */
export interface SourceProblem {
  readonly file: string;
  readonly entry: string | null;
  readonly field: string | null;
  readonly problem: string;
}

export interface ParsedSourceFile {
  readonly sources: readonly SourceDef[];
  readonly problems: readonly SourceProblem[];
}

/** Minutes between reads where a file says nothing: news moves fastest, registers are rewritten daily or weekly. */
const INTERVALS: Readonly<Record<SourceType, SourceDef['interval']>> = {
  news: { min: 15, max: 30 },
  'law-firm': { min: 60, max: 360 },
  register: { min: 720, max: 1440 },
  regulator: { min: 15, max: 60 },
  legislature: { min: 30, max: 120 },
  court: { min: 30, max: 120 },
  'standard-setter': { min: 30, max: 240 },
};
const REQUIRED = ['authority', 'jurisdiction', 'tier', 'type', 'language', 'timeZone'] as const;

/**
 * Reads one source file. `path` ends in "<jurisdiction>/<publisher>.yaml", from which the ids are made. Every entry without a
 * problem becomes a source; every problem of the others is listed. Never throws.
 */
export function parseSourceFile(path: string, text: string): ParsedSourceFile {
  const fail = (field: string | null, problem: string): ParsedSourceFile => ({
    sources: [],
    problems: [{ file: path, entry: null, field, problem }],
  });
  const prefix = /([a-z0-9-]+)\/([a-z0-9-]+)\.ya?ml$/.exec(path.replaceAll('\\', '/'));
  if (prefix === null)
    return fail(null, 'must be called <jurisdiction>/<publisher>.yaml, in lower case, digits and hyphens');
  const yaml = parseYaml(text);
  if (!yaml.ok) return fail(null, `is not valid YAML: ${yaml.problem}`);
  const parsed = sourceFileSchema.safeParse(yaml.value);
  if (!parsed.success) {
    return { sources: [], problems: parsed.error.issues.flatMap(issue => toProblems(path, issue)) };
  }
  return toSources(path, `${prefix[1]}/${prefix[2]}`, parsed.data);
}

function toSources(path: string, prefix: string, file: SourceFile): ParsedSourceFile {
  const sources: SourceDef[] = [];
  const problems: SourceProblem[] = [];
  for (const [key, entry] of Object.entries(file.sources)) {
    const { def, found } = toSource(`${prefix}/${key}`, file, entry);
    problems.push(...found.map(({ field, problem }) => ({ file: path, entry: key, field, problem })));
    if (def !== null && found.length === 0) sources.push(def);
  }
  return { sources, problems };
}

function toSource(id: string, file: SourceFile, entry: SourceEntry) {
  const found: { field: string; problem: string }[] = [];
  for (const field of REQUIRED) {
    if (entry[field] === undefined && file[field] === undefined) {
      found.push({ field, problem: 'is missing, in the entry and in the file' });
    }
  }
  if (entry.enabled === false && entry.disabled === undefined) {
    found.push({ field: 'disabled', problem: 'is missing: say the reason and since when it is not read' });
  }
  if (entry.enabled === true && entry.disabled !== undefined) {
    found.push({ field: 'enabled', problem: 'is true although the entry says why it is disabled' });
  }
  const { tier = file.tier, type = file.type, language = file.language, timeZone = file.timeZone } = entry;
  if (tier === undefined || type === undefined || language === undefined || timeZone === undefined)
    return { def: null, found };
  const {
    read,
    homepage = file.homepage,
    disabled,
    enabled,
    dateFormats,
    headers,
    interval,
    cryptoOnly,
    archive,
    register,
    ...rest
  } = entry;
  const def: SourceDef = {
    ...rest,
    id,
    publisher: file.publisher,
    authority: entry.authority === undefined ? (file.authority ?? null) : entry.authority,
    jurisdiction: entry.jurisdiction === undefined ? (file.jurisdiction ?? null) : entry.jurisdiction,
    tier,
    type,
    language,
    timeZone,
    method: entry.method ?? 'GET',
    headers: { ...file.headers, ...headers },
    dateFormats: dateFormats ?? [],
    cryptoOnly: cryptoOnly ?? file.cryptoOnly ?? false,
    enabled: disabled === undefined && enabled !== false,
    interval: interval ?? file.interval ?? INTERVALS[type],
    ...(read === undefined ? {} : { read: toReadRule(read, entry.format === 'html') }),
    ...(archive === undefined ? {} : { archive: toArchive(archive) }),
    ...(register === undefined ? {} : { register: toRegister(register) }),
    ...(homepage === undefined ? {} : { homepage }),
    ...(disabled === undefined ? {} : { disabled }),
  };
  return { def, found: [...found, ...checkSource(def)] };
}

function toReadRule(read: NonNullable<SourceEntry['read']>, html: boolean): ReadRule {
  const { items, linkBase, sheet, header, ...fields } = read;
  const rules = Object.entries(fields).flatMap(([name, rule]) =>
    rule === undefined ? [] : [[name, toFieldRule(rule, html)] as const],
  );
  return {
    ...Object.fromEntries(rules),
    ...(items === undefined ? {} : { items }),
    ...(linkBase === undefined ? {} : { linkBase }),
    ...(sheet === undefined ? {} : { sheet }),
    ...(header === undefined ? {} : { header }),
  };
}

function toArchive({ read, ...archive }: NonNullable<SourceEntry['archive']>): ArchiveRule {
  return read === undefined ? archive : { ...archive, read: toReadRule(read, archive.format === 'html') };
}

/** In a register a plain text is the name of a column, whatever the format: `readRows` names them all. */
function toRegister({ fields, ...register }: NonNullable<SourceEntry['register']>): RegisterRule {
  const rules = Object.entries(fields).map(([name, rule]) => [name, toFieldRule(rule, false)] as const);
  return { ...register, fields: Object.fromEntries(rules) };
}

function toFieldRule(rule: FieldRuleInput, html: boolean): FieldRule {
  if (typeof rule !== 'string') return rule;
  return html ? { select: rule } : { path: rule };
}

// ---------------------------------------------------------------- problems of shape

function toProblems(file: string, issue: z.core.$ZodIssue): SourceProblem[] {
  const path = issue.path.map(String);
  const inEntry = path[0] === 'sources' && path.length > 1;
  const entry = inEntry ? (path[1] ?? null) : null;
  const field = (inEntry ? path.slice(2) : path).join('.');
  const at = (name: string) => [field, name].filter(part => part !== '').join('.') || null;
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(path);
    return issue.keys.map(key => ({
      file,
      entry,
      field: at(key),
      problem: `is not known${didYouMean(key, known)}`,
    }));
  }
  if (issue.code === 'invalid_key') {
    return [
      { file, entry, field: at(''), problem: 'is no name for an entry: use lower case, digits and hyphens' },
    ];
  }
  if (issue.code === 'invalid_union') {
    // The object form of a field rule: its own problems say more than "invalid input".
    const nested = issue.errors.flatMap(branch => branch.filter(({ code }) => code === 'unrecognized_keys'));
    if (nested.length > 0) {
      return nested.flatMap(inner => toProblems(file, { ...inner, path: [...issue.path, ...inner.path] }));
    }
    return [
      {
        file,
        entry,
        field: at(''),
        problem: 'must be a text, or an object of path, select, attr, template, match, around',
      },
    ];
  }
  const missing =
    issue.code === 'invalid_type' && issue.input === undefined && /received undefined/.test(issue.message);
  return [{ file, entry, field: at(''), problem: missing ? 'is missing' : issue.message }];
}

/** The names allowed in the object at a path of the file, out of the JSON Schema. */
function knownKeys(path: readonly string[]): string[] {
  let nodes: unknown[] = [sourceJsonSchema()];
  for (const part of path) nodes = nodes.flatMap(alternatives).flatMap(node => child(node, part));
  return nodes.flatMap(alternatives).flatMap(node => Object.keys(asObject(asObject(node).properties)));
}

function alternatives(node: unknown): unknown[] {
  const { anyOf } = asObject(node);
  return Array.isArray(anyOf) ? anyOf : [node];
}

function child(node: unknown, part: string): unknown[] {
  const { properties, additionalProperties, items } = asObject(node);
  const found = asObject(properties)[part] ?? additionalProperties ?? items;
  return found === undefined ? [] : [found];
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
