import type { WeeklyReport } from '../query/report-model.ts';
import type { ExportFile } from './export-file.ts';
import { exporters, toExportFormats } from './exporters.ts';
import { buildManifest } from './manifest.ts';

/**
 * A report in the named formats, and its manifest last. `previousManifest` is the SHA-256 of the manifest of the week before, or null.
 * @throws AppError "format" naming the formats that exist.
 */
export async function toFiles(
  report: WeeklyReport,
  formats: readonly string[],
  previousManifest: string | null,
): Promise<readonly ExportFile[]> {
  const files: ExportFile[] = [];
  for (const format of toExportFormats(formats)) files.push(await exporters[format](report));
  return [...files, buildManifest(report, files, previousManifest)];
}
