import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config.ts';
import { AppError, errorText } from '../core/errors.ts';
import type { KeptReport, ReportArchive } from '../core/report-archive.ts';

/** The files that exports write, and no other: no folder, no dot, nothing that leads elsewhere. */
const REPORT = /^regbeat-(\d{4}-W\d{2})[\w-]*\.[a-z]{2,8}(?:\.json)?$/;

/** Weekly summaries in the data folder. */
export function reportArchive({ dataDir }: Pick<Config, 'dataDir'>): ReportArchive {
  const folder = path.join(dataDir, 'exports');
  return {
    keptReports: async () => {
      const names = await readdir(folder).catch(nothingYet);
      const found: KeptReport[] = [];
      for (const name of names) {
        const [, week] = REPORT.exec(name) ?? [];
        if (week === undefined) continue;
        const { size, mtime } = await stat(path.join(folder, name));
        found.push({ name, week, bytes: size, writtenAt: mtime.toISOString() });
      }
      return found.sort((a, b) =>
        a.week === b.week ? (a.name < b.name ? -1 : 1) : a.week < b.week ? 1 : -1,
      );
    },
    keptReport: async name => {
      const missing = new AppError('not-found', `There is no report "${name.slice(0, 80)}".`);
      if (!REPORT.test(name)) throw missing;
      return readFile(path.join(folder, name)).catch((error: unknown) => {
        if (isMissing(error)) throw missing;
        throw error;
      });
    },
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function nothingYet(error: unknown): string[] {
  if (isMissing(error)) return [];
  throw new AppError('exports', `The folder of weekly summaries cannot be read: ${errorText(error)}.`, {
    cause: error,
  });
}
