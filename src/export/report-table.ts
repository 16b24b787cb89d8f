/** A number stays a number; "2026-06-17" of a date column becomes a day. */
export type CellValue = string | number | null;

export interface TableColumn {
  readonly title: string;
  readonly type: 'text' | 'number' | 'date';
  /** In characters. */
  readonly width: number;
}

/** One list of a report, for whoever sorts and counts. */
export interface ReportTable {
  /** At most 31 characters: the name of its sheet. */
  readonly title: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly CellValue[])[];
}

/** Between the values of a list in one cell. */
export const LIST = '; ';
/** A column of texts, of numbers, of days. */
export const text = (title: string, width = 20): TableColumn => ({ title, type: 'text', width });
export const number = (title: string): TableColumn => ({ title, type: 'number', width: 12 });
export const date = (title: string): TableColumn => ({ title, type: 'date', width: 12 });
