import { sha256 } from '../core/ids.ts';
import type { Coverage } from '../core/message.ts';
import type { Week } from '../query/iso-week.ts';
import type { ReportVersions, WeeklyReport } from '../query/report-model.ts';
import type { ExportFile } from './export-file.ts';

/** What a week's manifest holds: enough to prove later that a filed week is the one that was made. */
export interface Manifest {
  readonly schema: 'regbeat.manifest/1';
  readonly week: Week;
  readonly query: string;
  /** In the order of their names. */
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly bytes: number }[];
  readonly coverage: Coverage;
  readonly versions: ReportVersions;
  /** SHA-256 of the previous week's manifest as filed, or null for the first of a chain. */
  readonly previous: string | null;
}

/** The manifest of a week's files. `previous` chains it to the week before, so that no filed week can be replaced unseen. */
export function buildManifest(
  report: WeeklyReport,
  files: readonly ExportFile[],
  previous: string | null,
): ExportFile {
  const manifest: Manifest = {
    schema: 'regbeat.manifest/1',
    week: report.week,
    query: report.query,
    files: files
      .map(file => ({ name: file.filename, sha256: sha256(file.bytes), bytes: file.bytes.byteLength }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    coverage: report.coverage,
    versions: report.versions,
    previous,
  };
  return {
    filename: `regbeat-${report.week.label}.manifest.json`,
    mediaType: 'application/json; charset=utf-8',
    bytes: new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`.toWellFormed()),
  };
}
