import path from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import type { Config } from '../config.ts';
import type { Learning } from '../core/learning.ts';
import type { Parts } from './parts.ts';

/** What is learned from labelled examples and from people's verdicts. */
export function learning(
  config: Config,
  { store, knowledge, classifier, sources, clock, timeZone }: Parts,
): Learning {
  const folders = async () => {
    const { modelFolders } = await import('../pipeline/model-folder.ts');
    return modelFolders(config.classifiersDir, config.dataDir);
  };
  return {
    train: async options => {
      const { train } = await import('../pipeline/train.ts');
      const deps = {
        corpusDir: path.join(config.classifiersDir, 'corpus'),
        folders: await folders(),
        knowledge: await knowledge(),
        store,
        sources,
        versions: { regbeat: packageJson.version, natural: packageJson.dependencies.natural },
      };
      return train(deps, options);
    },
    adoptModels: async () => {
      const { adoptCandidate } = await import('../pipeline/model-folder.ts');
      return adoptCandidate(await folders());
    },
    revertModels: async () => {
      const { revertAdopted } = await import('../pipeline/model-folder.ts');
      return revertAdopted(await folders());
    },
    reclassify: async options => {
      const { reclassify } = await import('../pipeline/reclassify.ts');
      const deps = { store: await store(), classifier: await classifier(), sources, clock, timeZone };
      return reclassify(deps, options);
    },
    giveVerdict: async (itemId, request) => {
      const { giveVerdict } = await import('../pipeline/verdicts.ts');
      return giveVerdict({ store: await store(), knowledge: await knowledge(), clock }, itemId, request);
    },
  };
}
