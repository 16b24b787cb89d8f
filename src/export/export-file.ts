import type { WeeklyReport } from '../query/report-model.ts';

/** One finished file of an export. */
export interface ExportFile {
  /** Plain file name without folders: "regbeat-2026-W25.md". */
  readonly filename: string;
  /** With charset where it is text. */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Turns a report into a file. Reads no clock and no disk: the same report gives the same bytes. */
export type Exporter = (report: WeeklyReport) => ExportFile | Promise<ExportFile>;

const encoder = new TextEncoder();

/** A text file of a report, in UTF-8, named after its week. */
export function toTextFile(
  report: WeeklyReport,
  extension: string,
  mediaType: string,
  text: string,
): ExportFile {
  return {
    filename: `regbeat-${report.week.label}.${extension}`,
    mediaType: `${mediaType}; charset=utf-8`,
    bytes: encoder.encode(text.toWellFormed()),
  };
}
