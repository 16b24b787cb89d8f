import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { loadModels } from '../classify/learn/load-models.ts';
import { type Manifest, MODEL_FORMAT } from '../classify/learn/model-file.ts';
import { TASKS, type Task } from '../classify/learn/tasks.ts';
import { AppError, errorText } from '../core/errors.ts';
import type { ModelsInUse } from '../core/learning.ts';

/** Where models lie: those of the project, and those that were trained with verdicts. */
export interface ModelFolders {
  readonly shipped: string;
  readonly candidate: string;
  readonly adopted: string;
  readonly previous: string;
}

export function modelFolders(classifiersDir: string, dataDir: string): ModelFolders {
  const learned = path.join(dataDir, 'models');
  return {
    shipped: path.join(classifiersDir, 'models'),
    candidate: path.join(learned, 'candidate'),
    adopted: path.join(learned, 'adopted'),
    previous: path.join(learned, 'previous'),
  };
}

/** Folders in which the tagger looks for its models, best first. */
export function inOrder({ adopted, shipped }: ModelFolders): readonly string[] {
  return [adopted, shipped];
}

/**
 * Writes models and their manifest into a folder, the manifest last: until it is there, what was written is not used.
 * @throws AppError "models-not-written".
 */
export async function writeModels(
  folder: string,
  texts: Readonly<Record<Task, string>>,
  manifest: Omit<Manifest, 'format'>,
): Promise<void> {
  const file = (name: string): string => path.join(folder, `${name}.json`);
  try {
    await mkdir(folder, { recursive: true });
    for (const task of TASKS) await writeFile(file(task), texts[task]);
    const text = `${JSON.stringify({ format: MODEL_FORMAT, ...manifest }, null, 2)}\n`;
    await writeFile(`${file('manifest')}.new`, text);
    await rename(`${file('manifest')}.new`, file('manifest'));
  } catch (cause) {
    throw new AppError(
      'models-not-written',
      `The models could not be written to ${folder} (${errorText(cause)}). Check its permissions.`,
      { cause },
    );
  }
}

/** Takes the candidate; what was adopted before is kept for `revert`. @throws AppError "no-candidate". */
export async function adoptCandidate(folders: ModelFolders): Promise<ModelsInUse> {
  if (loadModels([folders.candidate]).loaded === null) {
    throw new AppError(
      'no-candidate',
      'There are no trained models to adopt. Run `regbeat train --with-verdicts` first.',
    );
  }
  if (existsSync(folders.adopted)) {
    await rm(folders.previous, { recursive: true, force: true });
    await rename(folders.adopted, folders.previous);
  }
  await rename(folders.candidate, folders.adopted);
  return modelsInUse(folders);
}

/** Takes back the last adoption. @throws AppError "nothing-adopted". */
export async function revertAdopted(folders: ModelFolders): Promise<ModelsInUse> {
  if (!existsSync(folders.adopted)) {
    throw new AppError('nothing-adopted', 'No models were adopted: the shipped ones are in use already.');
  }
  await rm(folders.adopted, { recursive: true });
  if (existsSync(folders.previous)) await rename(folders.previous, folders.adopted);
  return modelsInUse(folders);
}

/** Which models the tagger takes now. */
export function modelsInUse(folders: ModelFolders): ModelsInUse {
  const { loaded } = loadModels(inOrder(folders));
  if (loaded === null) return { version: null, from: 'rules' };
  return {
    version: loaded.manifest.version,
    from: loaded.folder === folders.adopted ? 'adopted' : 'shipped',
  };
}
