import type { WeeklyReport } from '../query/report-model.ts';
import { fileStem } from '../query/report-name.ts';

/** One finished file of an export. */
export interface ExportFile {
  /** Plain file name without folders: "regbeat-2026-W25.md". */
  readonly filename: string;
  /** With charset where it is text. */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** How files are written; part of what their bytes depend on. */
export interface ExportOptions {
  /** Byte order mark before CSV, for spreadsheets that take UTF-8 for something else without it. Default: none. */
  readonly bom?: boolean;
}

/** Turns a report into a file. Reads no clock: the same report and options give the same bytes on every machine. */
export type Exporter = (report: WeeklyReport, options: ExportOptions) => ExportFile | Promise<ExportFile>;

const encoder = new TextEncoder();

/** A text file of a report, in UTF-8, named after its week. */
export function toTextFile(
  report: WeeklyReport,
  extension: string,
  mediaType: string,
  text: string,
): ExportFile {
  return {
    filename: `${fileStem(report)}.${extension}`,
    mediaType: `${mediaType}; charset=utf-8`,
    bytes: encoder.encode(text.toWellFormed()),
  };
}

/** A file of a report that is no text, named after its week. */
export function toBinaryFile(
  report: WeeklyReport,
  extension: string,
  mediaType: string,
  bytes: Uint8Array,
): ExportFile {
  return { filename: `${fileStem(report)}.${extension}`, mediaType, bytes };
}
