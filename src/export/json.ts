import type { WeeklyReport } from '../query/report-model.ts';
import { type ExportFile, toTextFile } from './export-file.ts';

/** The report itself, two-space indented, keys in the model's order. `weeklyReportSchema` describes it. */
export function toJson(report: WeeklyReport): ExportFile {
  return toTextFile(report, 'json', 'application/json', `${JSON.stringify(report, null, 2)}\n`);
}
