import type { WeeklyReport } from '../query/report-model.ts';
import type { ExportFile, ExportOptions } from './export-file.ts';
import { exporters, toExportFormats } from './exporters.ts';
import { buildManifest } from './manifest.ts';
import { readManifest } from './read-manifest.ts';

export interface FileOptions extends ExportOptions {
  /** The manifest that an earlier export of the same report left: formats that are not made again stay in it. */
  readonly existing?: Uint8Array | null;
}

/**
 * A report in the named formats, and its manifest last. `previousManifest` is the SHA-256 of the manifest of the week before, or null.
 * @throws AppError "format" naming the formats that exist.
 */
export async function toFiles(
  report: WeeklyReport,
  formats: readonly string[],
  previousManifest: string | null,
  options: FileOptions = {},
): Promise<readonly ExportFile[]> {
  const files: ExportFile[] = [];
  for (const format of toExportFormats(formats)) files.push(await exporters[format](report, options));
  return [...files, buildManifest(report, files, previousManifest, options, filedBefore(report, options))];
}

/** What stands in the manifest of an earlier export of the same week, query and versions. */
function filedBefore(
  report: WeeklyReport,
  { existing = null, bom = false }: FileOptions,
): readonly { readonly name: string; readonly sha256: string; readonly bytes: number }[] {
  if (existing === null || report.state === 'provisional') return [];
  const read = readManifest(existing);
  if (!read.ok) return [];
  const { query, state, week, versions, files } = read.manifest;
  const same =
    query === report.query &&
    state === report.state &&
    week.timeZone === report.week.timeZone &&
    (['tool', 'model', 'taxonomy', 'sources'] as const).every(key => versions[key] === report.versions[key]);
  return same ? files.filter(({ name }) => read.manifest.bom === bom || !name.endsWith('.csv')) : [];
}
