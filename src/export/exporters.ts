import { AppError } from '../core/errors.ts';
import type { Exporter } from './export-file.ts';

/** Every export format, loaded when it is asked for. A new one is a file next to these and a line here. */
export const exporters = {
  md: async report => (await import('./markdown.ts')).toMarkdown(report),
  html: async report => (await import('./html.ts')).toHtml(report),
  pdf: async report => (await import('./pdf/to-pdf.ts')).toPdf(report),
  csv: async (report, options) => (await import('./csv.ts')).toCsv(report, options),
  json: async report => (await import('./json.ts')).toJson(report),
  xlsx: async report => (await import('./xlsx.ts')).toXlsx(report),
  ics: async report => (await import('./ics.ts')).toIcs(report),
} as const satisfies Readonly<Record<string, Exporter>>;

export type ExportFormat = keyof typeof exporters;

/** The formats' names, in the registry's order. */
export const EXPORT_FORMATS = Object.keys(exporters).filter(isExportFormat);

export function isExportFormat(name: string): name is ExportFormat {
  return Object.hasOwn(exporters, name);
}

/**
 * Reads "md, html" or ["md", "html"] into formats, in the order given, each once.
 * @throws AppError "format" naming those that exist.
 */
export function toExportFormats(names: string | readonly string[]): ExportFormat[] {
  const wanted = (typeof names === 'string' ? names.split(',') : names)
    .map(name => name.trim().toLowerCase())
    .filter(name => name !== '');
  const formats: ExportFormat[] = [];
  for (const name of wanted.length === 0 ? EXPORT_FORMATS : wanted) {
    if (!isExportFormat(name)) {
      const known = EXPORT_FORMATS.join(', ');
      throw new AppError('format', `There is no export format "${name.slice(0, 20)}". Choose from ${known}.`);
    }
    if (!formats.includes(name)) formats.push(name);
  }
  return formats;
}
