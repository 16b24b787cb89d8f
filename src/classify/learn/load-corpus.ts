import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, errorText } from '../../core/errors.ts';
import { sha256 } from '../../core/ids.ts';
import { type LabelledItem, parseLabelledItems } from '../labelled-items.ts';

/** The labelled examples of `classifiers/corpus/`. */
export interface Corpus {
  /** In the order of files and lines. */
  readonly items: readonly LabelledItem[];
  /** Items per file. */
  readonly files: Readonly<Record<string, number>>;
  /** SHA-256 over names and contents. */
  readonly hash: string;
}

/** Reads every *.jsonl of a folder. Throws one AppError "corpus-invalid" that lists every line that cannot be read and every id given twice. */
export function loadCorpus(folder: string): Corpus {
  let names: string[];
  try {
    names = readdirSync(folder).filter(name => name.endsWith('.jsonl'));
  } catch (cause) {
    throw new AppError('corpus-invalid', `${folder} cannot be read: ${errorText(cause)}`, { cause });
  }
  names.sort();
  const problems: string[] = [];
  const items: LabelledItem[] = [];
  const files: Record<string, number> = {};
  const parts: string[] = [];
  const seen = new Set<string>();
  for (const name of names) {
    const text = readFileSync(join(folder, name), 'utf8');
    parts.push(name, sha256(text));
    const { value, notes } = parseLabelledItems(text);
    for (const note of notes) problems.push(`${name}, line ${note.item ?? 0}: ${note.message}`);
    for (const item of value) {
      if (seen.has(item.id)) problems.push(`${name}: ${item.id} is there already`);
      seen.add(item.id);
    }
    items.push(...value);
    files[name] = value.length;
  }
  if (items.length === 0) problems.push(`${folder}: no labelled items`);
  if (problems.length > 0) {
    throw new AppError(
      'corpus-invalid',
      `The labelled examples have problems; correct these lines and train again:\n${problems.join('\n')}`,
    );
  }
  return { items, files, hash: sha256(parts.join('\n')) };
}
