import path from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import type { Config } from '../config.ts';
import type { Application } from '../core/application.ts';
import type { Reports } from '../core/reports.ts';
import type { Parts } from './parts.ts';

/** Weekly summaries: made, filed and checked. */
export function reports(
  config: Config,
  parts: Parts,
): Pick<Application, 'exportWeekly'> & Reports & { readonly exportDue: () => Promise<string | null> } {
  const { store, sources, clock, timeZone, knowledge, classifier, queryParser } = parts;
  const folderOf = (dir?: string) => path.resolve(dir ?? path.join(config.dataDir, 'exports'));
  const deps = async (bom = false) => {
    const { toFiles } = await import('../export/to-files.ts');
    const { classifyStored } = await import('../pipeline/classify-stored.ts');
    const { version, taxonomy } = await knowledge();
    const byId = new Map(sources.map(def => [def.id, def]));
    return {
      store: await store(),
      sources,
      clock,
      timeZone,
      versions: { tool: packageJson.version, model: version, taxonomy: taxonomy.version },
      parseQuery: await queryParser(),
      classify: async (item: Parameters<typeof classifyStored>[0]) =>
        classifyStored(item, byId, await classifier()),
      toFiles: (
        report: Parameters<typeof toFiles>[0],
        formats: readonly string[],
        previous: string | null,
        existing: Uint8Array | null = null,
      ) => toFiles(report, formats, previous, { bom, existing }),
    };
  };
  return {
    exportWeekly: async ({ week, formats, dir, query = '', bom = false }) => {
      const { exportWeekly } = await import('../pipeline/export-weekly.ts');
      return exportWeekly(await deps(bom), { week, formats, dir: folderOf(dir), query });
    },
    verifyExports: async (dir, { rebuild }) => {
      const { verifyExports } = await import('../pipeline/export-weekly-verify.ts');
      const { readManifest } = await import('../export/read-manifest.ts');
      const made = rebuild ? deps : null;
      return verifyExports({ readManifest, rebuild: made }, path.resolve(dir));
    },
    exportDue: async () => {
      if (!config.exportWeekly) return null;
      const { exportDue } = await import('../pipeline/export-weekly-due.ts');
      const { EXPORT_FORMATS } = await import('../export/exporters.ts');
      const options = { dir: folderOf(), formats: EXPORT_FORMATS, hour: config.digestHour };
      return exportDue(await deps(), options);
    },
  };
}
