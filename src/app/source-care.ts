import path from 'node:path';
import type { Config } from '../config.ts';
import { AppError } from '../core/errors.ts';
import type { SourceCare } from '../core/source-care.ts';
import type { SourceDef } from '../core/types.ts';
import { formatOpml } from '../sources/opml.ts';
import type { Parts } from './parts.ts';

/** Trying, recording and adding sources. */
export function sourceCare(config: Config, { sources, fetcher, clock }: Parts): SourceCare {
  const named = (id: string): SourceDef => {
    const def = sources.find(one => one.id === id);
    if (def) return def;
    throw new AppError(
      'no-such-source',
      `No source is called "${id}". \`regbeat sources list\` shows them all.`,
    );
  };
  const chosen = (ids: readonly string[]): readonly SourceDef[] => {
    if (ids.length === 0) return sources.filter(def => def.enabled);
    const found = ids.flatMap(id =>
      id.endsWith('*') ? sources.filter(def => def.id.startsWith(id.slice(0, -1))) : [named(id)],
    );
    return [...new Set(found)];
  };
  const write = async (file: string, content: string | Uint8Array) => {
    const { writeAtomically } = await import('../deliver/write-atomically.ts');
    await writeAtomically(file, content);
  };
  const own = { sources, dir: config.ownFeedsDir, write };
  return {
    checkSources: async (ids, options) => {
      const { checkSources } = await import('../pipeline/sources/check-sources.ts');
      return checkSources(chosen(ids), { fetcher: await fetcher(), clock }, options);
    },
    recordSource: async (id, dir = path.join(config.dataDir, 'recordings')) => {
      const { recordSource } = await import('../pipeline/sources/record-source.ts');
      return recordSource(named(id), path.resolve(dir), { fetcher: await fetcher(), clock, write });
    },
    findFeeds: async url => {
      const { findFeeds } = await import('../pipeline/sources/find-feeds.ts');
      return findFeeds(url, { fetcher: await fetcher(), clock, sources });
    },
    addSource: async (feed, settings) => {
      const { addSource } = await import('../pipeline/sources/add-source.ts');
      return addSource(feed, settings, own);
    },
    importSources: async (input, settings) => {
      const { importSources } = await import('../pipeline/sources/add-source.ts');
      return importSources(input, settings, own);
    },
    exportOpml: () => formatOpml(sources),
  };
}
