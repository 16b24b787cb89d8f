import { load } from 'cheerio';
import { parse } from 'csv-parse/sync';
import readXlsxFile from 'read-excel-file/node';
import { extractText, getDocumentProxy } from 'unpdf';
import { cleanLine } from '../../src/core/text.ts';
import type { ExportOptions } from '../../src/export/export-file.ts';
import { type ExportFormat, exporters } from '../../src/export/exporters.ts';
import type { WeeklyReport } from '../../src/query/report-model.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** What somebody finds who opens a file with the usual program for it. */
export interface Opened {
  /** Every word, white space folded. */
  readonly text: string;
  /** Addresses outside. */
  readonly links: readonly string[];
  /** The headline numbers in their order. */
  readonly numbers: readonly number[];
}

/** The bytes of a format. */
export async function bytesOf(
  format: ExportFormat,
  report: WeeklyReport,
  options: ExportOptions = {},
): Promise<Uint8Array> {
  return (await exporters[format](report, options)).bytes;
}

/** The text of a format that is text. */
export async function textOf(format: ExportFormat, report: WeeklyReport): Promise<string> {
  return decoder.decode(await bytesOf(format, report));
}

/** What a Markdown reader would show: backslash escapes resolved, nothing else touched. */
export function unescapeMarkdown(markdown: string): string {
  return markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

/** The sheets of a workbook by their names. */
export async function sheetsOf(report: WeeklyReport): Promise<ReadonlyMap<string, readonly unknown[][]>> {
  const file = Buffer.from(await bytesOf('xlsx', report));
  const sheets = await readXlsxFile(file);
  return new Map(sheets.map(({ sheet, data }) => [sheet, data]));
}

/** Text of a PDF's pages. */
export async function pagesOf(report: WeeklyReport): Promise<readonly string[]> {
  const pdf = await getDocumentProxy(new Uint8Array(await bytesOf('pdf', report)));
  try {
    const { text } = await extractText(pdf, { mergePages: false });
    return text.map(fold);
  } finally {
    await pdf.loadingTask.destroy();
  }
}

/** Readers of the formats that hold the whole report. */
export const readers: Readonly<
  Record<Exclude<ExportFormat, 'ics'>, (report: WeeklyReport) => Promise<Opened>>
> = {
  md: async report => {
    const markdown = await textOf('md', report);
    const numbers = /## In numbers\n\n([\s\S]*?)\n\n/.exec(markdown)?.[1] ?? '';
    return {
      text: fold(unescapeMarkdown(markdown)),
      links: Array.from(markdown.matchAll(/\]\(<([^>]*)>\)/g), match => unescapeMarkdown(match[1] ?? '')),
      numbers: Array.from(numbers.matchAll(/^\| [^|]+ \| (\d+) \|/gm), match => Number(match[1])),
    };
  },
  html: async report => {
    const $ = load(await textOf('html', report));
    return {
      text: fold(
        $('body')
          .find('*')
          .addBack()
          .contents()
          .toArray()
          .map(node => (node.type === 'text' ? node.data : ''))
          .join(''),
      ),
      links: $('a[href^="http"]')
        .toArray()
        .map(link => $(link).attr('href') ?? ''),
      numbers: $('#numbers table')
        .first()
        .find('td.n')
        .toArray()
        .map(cell => Number($(cell).text())),
    };
  },
  csv: async report => {
    const rows: Record<string, string>[] = parse(await textOf('csv', report), { columns: true, bom: true });
    return {
      text: fold(rows.flatMap(row => Object.values(row).map(value => value.replace(/^'/, ''))).join('\n')),
      links: rows.flatMap(row => [row.link ?? '', ...(row.also_links ?? '').split(' ')]).filter(Boolean),
      numbers: rows.filter(row => row.record === 'number').map(row => Number(row.value)),
    };
  },
  json: async report => {
    const parsed: WeeklyReport = JSON.parse(await textOf('json', report));
    const texts: string[] = [];
    const links: string[] = [];
    JSON.stringify(parsed, (key, value: unknown) => {
      if (typeof value === 'string' || typeof value === 'number') texts.push(String(value));
      if (key === 'url' && typeof value === 'string') links.push(value);
      return value;
    });
    return { text: fold(texts.join('\n')), links, numbers: parsed.headline.map(number => number.value) };
  },
  xlsx: async report => {
    const sheets = await sheetsOf(report);
    const cells = [...sheets.values()]
      .flat(2)
      .map(cell => (cell instanceof Date ? cell.toISOString() : cell));
    const texts = cells.filter(cell => cell !== null).map(String);
    return {
      text: fold(texts.join('\n')),
      links: texts.filter(text => /^https?:\/\//.test(text)),
      numbers: (sheets.get('Numbers') ?? []).slice(1).map(row => Number(row[1])),
    };
  },
  pdf: async report => {
    const pages = await pagesOf(report);
    const pdf = await getDocumentProxy(new Uint8Array(await bytesOf('pdf', report)));
    const links: string[] = [];
    try {
      for (let page = 1; page <= pdf.numPages; page++)
        for (const note of await (await pdf.getPage(page)).getAnnotations())
          if (typeof note.unsafeUrl === 'string') links.push(note.unsafeUrl);
    } finally {
      await pdf.loadingTask.destroy();
    }
    const text = pages.join(' ');
    const numbers = report.headline.map(({ label }) => {
      const table = text.slice(text.indexOf('Mean of the weeks before'));
      return Number(/^\d+/.exec(table.slice(table.indexOf(`${label} `) + label.length + 1))?.[0]);
    });
    return { text, links, numbers };
  },
};

function fold(text: string): string {
  return cleanLine(text);
}
