import pdfmake from 'pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { WeeklyReport } from '../../query/report-model.ts';
import { type ExportFile, toBinaryFile } from '../export-file.ts';
import { toDocument } from '../to-document.ts';
import { compressPdf } from './compress-pdf.ts';
import { loadPdfFonts } from './load-fonts.ts';
import { COLOURS, layoutOf } from './pdf-layout.ts';

/**
 * The report as A4 pages: contents with page numbers, links, bookmarks, running feet, embedded subsets of its fonts. The date in the file is the end of the week,
 * so that the same report gives the same bytes.
 */
export async function toPdf(report: WeeklyReport): Promise<ExportFile> {
  const fonts = loadPdfFonts();
  pdfmake.setFonts(
    Object.fromEntries(Object.entries(fonts.files).map(([name, files]) => [name, { ...files }])),
  );
  // Nothing is fetched, and no file is read but the fonts.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(path => fonts.folders.some(folder => path.startsWith(folder)));
  const document = toDocument(report);
  const definition: TDocumentDefinitions = {
    pageSize: 'A4',
    pageMargins: [54, 56, 54, 58],
    compress: false,
    version: '1.7',
    language: 'en',
    displayTitle: true,
    info: {
      title: document.title,
      author: `regbeat ${report.versions.tool}`,
      subject: document.lines.join('; '),
      creator: 'regbeat',
      producer: 'regbeat',
      creationDate: new Date(report.week.until),
    },
    defaultStyle: { font: 'latin', fontSize: 9.5, lineHeight: 1.25, color: COLOURS.ink },
    footer: (page: number, pages: number) => ({
      columns: [
        { text: document.title, color: COLOURS.faint, fontSize: 8 },
        { text: `${page} / ${pages}`, alignment: 'right', color: COLOURS.faint, fontSize: 8 },
      ],
      margin: [54, 22, 54, 0],
    }),
    content: layoutOf(document, fonts),
  };
  const bytes = await pdfmake.createPdf(definition).getBuffer();
  return toBinaryFile(report, 'pdf', 'application/pdf', compressPdf(bytes));
}
