import { sha256 } from '../core/ids.ts';
import type { Week } from '../query/iso-week.ts';
import type { ReportVersions, WeeklyReport } from '../query/report-model.ts';
import { fileStem } from '../query/report-name.ts';
import type { ReportCoverage, ReportState } from '../query/report-parts.ts';
import type { ExportFile, ExportOptions } from './export-file.ts';

/** What a week's manifest holds: enough to prove later that a filed week is the one that was made. */
export interface Manifest {
  readonly schema: 'regbeat.manifest/2';
  readonly week: Week;
  /** A provisional manifest may be replaced, a closed one never. */
  readonly state: ReportState;
  readonly query: string;
  /** In the order of their names. */
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly bytes: number }[];
  /** Whether CSV begins with a byte order mark. */
  readonly bom: boolean;
  readonly coverage: Omit<ReportCoverage, 'sources'>;
  readonly versions: ReportVersions;
  /** SHA-256 of the previous week's manifest as filed, or null for the first of a chain. */
  readonly previous: string | null;
}

/** The manifest of a week's files. `previous` chains it to the week before, so that no filed week can be replaced unseen. */
export function buildManifest(
  report: WeeklyReport,
  files: readonly ExportFile[],
  previous: string | null,
  options: ExportOptions = {},
  filedBefore: Manifest['files'] = [],
): ExportFile {
  const { sources: _, ...coverage } = report.coverage;
  const own = files.map(file => ({
    name: file.filename,
    sha256: sha256(file.bytes),
    bytes: file.bytes.byteLength,
  }));
  const manifest: Manifest = {
    schema: 'regbeat.manifest/2',
    week: report.week,
    state: report.state,
    query: report.query,
    files: [...own, ...filedBefore.filter(({ name }) => own.every(file => file.name !== name))].sort(
      (a, b) => (a.name < b.name ? -1 : 1),
    ),
    bom: options.bom === true,
    coverage,
    versions: report.versions,
    previous,
  };
  return {
    filename: `${fileStem(report)}.manifest.json`,
    mediaType: 'application/json; charset=utf-8',
    bytes: new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`.toWellFormed()),
  };
}
