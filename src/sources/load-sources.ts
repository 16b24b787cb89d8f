import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, errorText } from '../core/errors.ts';
import type { SourceDef } from '../core/types.ts';
import { didYouMean } from './check-source.ts';
import { parseSourceFile, type SourceProblem } from './parse-source-file.ts';

/**
 * Reads every <jurisdiction>/<publisher>.yaml below the folders, in order of id. A later folder replaces entries of an earlier one that have the
 * same id. Throws one AppError that lists every problem of every file.
 */
export function loadSources(folders: readonly string[]): { readonly sources: readonly SourceDef[] } {
  const problems: SourceProblem[] = [];
  const byId = new Map<string, SourceDef>();
  const fileOf = new Map<string, string>();
  for (const folder of folders) {
    const own = new Map<string, string>();
    for (const file of sourceFiles(folder, problems)) {
      const parsed = readSourceFile(file);
      problems.push(...parsed.problems);
      for (const def of parsed.sources) {
        const twice = own.get(def.id);
        if (twice !== undefined)
          problems.push({
            file,
            entry: def.id,
            field: null,
            problem: `has the same id as an entry of ${twice}`,
          });
        own.set(def.id, file);
        fileOf.set(def.id, file);
        byId.set(def.id, def);
      }
    }
  }
  for (const def of byId.values()) {
    if (def.twin === undefined || byId.has(def.twin) || problems.length > 0) continue;
    const problem = `names "${def.twin}", which does not exist${didYouMean(def.twin, [...byId.keys()])}`;
    problems.push({ file: fileOf.get(def.id) ?? '', entry: def.id, field: 'twin', problem });
  }
  if (problems.length > 0) throw toError(problems);
  return { sources: [...byId.values()].sort((one, other) => (one.id < other.id ? -1 : 1)) };
}

function sourceFiles(folder: string, problems: SourceProblem[]): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(name => /\.ya?ml$/.test(name))
      .sort()
      .map(name => join(folder, name));
  } catch (error) {
    problems.push({ file: folder, entry: null, field: null, problem: `cannot be read: ${errorText(error)}` });
    return [];
  }
}

function readSourceFile(file: string): ReturnType<typeof parseSourceFile> {
  try {
    return parseSourceFile(file, readFileSync(file, 'utf8'));
  } catch (error) {
    return {
      sources: [],
      problems: [{ file, entry: null, field: null, problem: `cannot be read: ${errorText(error)}` }],
    };
  }
}

function toError(problems: readonly SourceProblem[]): AppError {
  const lines = problems.map(({ file, entry, field, problem }) => {
    const where = [entry, field].filter(part => part !== null).join(': ');
    return `${file}: ${where === '' ? '' : `${where} `}${problem}`;
  });
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  return new AppError(
    'sources-invalid',
    `The sources have ${count}; correct them and start again:\n${lines.join('\n')}`,
    {
      context: { problems },
    },
  );
}
