import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorText } from '../../core/errors.ts';
import { sha256 } from '../../core/ids.ts';
import { createLearnedModel, type LearnedModel } from './learned-model.ts';
import { type Manifest, manifestSchema, modelSchema, type TaskModel } from './model-file.ts';
import { TASKS, type Task } from './tasks.ts';

/** Models of one folder with their manifest. */
export interface LoadedModels {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly model: LearnedModel;
}

/** What became of looking for models: the first folder that has sound ones, and why others were passed over. */
export interface ModelSearch {
  readonly loaded: LoadedModels | null;
  /** One line per folder whose models cannot be used. */
  readonly problems: readonly string[];
}

/**
 * Loads relevance.json, topics.json and kind.json of the first folder that has a manifest which they match byte for byte. A damaged folder is
 * passed over with a problem: tagging goes on with the next one, or by the rules alone.
 */
export function loadModels(folders: readonly string[]): ModelSearch {
  const problems: string[] = [];
  for (const folder of folders) {
    if (!existsSync(join(folder, 'manifest.json'))) continue;
    try {
      return { loaded: loadFolder(folder), problems };
    } catch (error) {
      problems.push(`${folder}: ${errorText(error).split('\n')[0] ?? ''}`);
    }
  }
  return { loaded: null, problems };
}

function loadFolder(folder: string): LoadedModels {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
  const read = (task: Task): TaskModel => {
    const text = readFileSync(join(folder, `${task}.json`), 'utf8');
    if (sha256(text) !== manifest.files[task]) throw new Error(`${task}.json does not match its manifest`);
    return modelSchema.parse(JSON.parse(text));
  };
  const [relevance, topics, kind] = TASKS.map(read);
  if (relevance === undefined || topics === undefined || kind === undefined)
    throw new Error('a model is missing');
  return {
    folder,
    manifest,
    model: createLearnedModel({ relevance, topics, kind }, manifest.version),
  };
}
