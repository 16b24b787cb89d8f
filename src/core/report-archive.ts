/** A file of a weekly summary that was written. */
export interface KeptReport {
  /** "regbeat-2026-W25.pdf". */
  readonly name: string;
  /** "2026-W25". */
  readonly week: string;
  readonly bytes: number;
  readonly writtenAt: string;
}

/** Weekly summaries that lie in the data folder. */
export interface ReportArchive {
  /** The newest week first, then by name; none when nothing was written. */
  keptReports(): Promise<readonly KeptReport[]>;
  /** The bytes of one of them. @throws AppError "not-found". */
  keptReport(name: string): Promise<Uint8Array>;
}
