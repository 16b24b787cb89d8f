import { errorText } from '../core/errors.ts';
import { PAGE_BREAK } from '../core/pages.ts';
import type { Noted } from '../core/types.ts';
import { isPdfBomb } from './pdf-bomb.ts';
import { type Fragment, toParagraphs } from './pdf-paragraphs.ts';
import { dropRunningLines } from './running-lines.ts';

/** Larger files are scans or data; rule books of authorities stay far below. */
const MOST_BYTES = 40 * 1024 * 1024;
/** The text of more pages than this is not read; a note says so. */
const MOST_PAGES = 400;
/** A text layer shorter than this is a stamp on a scan. */
const MIN_TEXT_CHARS = 80;
/** Ten rule books' worth: what comes after is hostile or a dump. */
const MOST_CHARS = 4_000_000;

/**
 * The text of a PDF as paragraphs, with a PAGE_BREAK before every page but the first, so that a quote can be given with its page. Null where there is
 * none to be had: encrypted, scanned, damaged or too large; the note says which. Lines that repeat on every page (running heads, page
 * numbers) are left out. Never throws.
 */
export async function extractPdf(bytes: Uint8Array): Promise<Noted<string | null>> {
  if (bytes.length > MOST_BYTES)
    return none('pdf-too-large', `a PDF of ${Math.round(bytes.length / 1048576)} MB is not read`);
  if (await isPdfBomb(bytes)) return none('pdf-too-large', 'a PDF that unpacks beyond reason is not read');
  try {
    const { getDocumentProxy } = await import('unpdf');
    // pdf.js takes the array for itself.
    const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
    try {
      return await readPages(document);
    } finally {
      await document.loadingTask.destroy();
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException')
      return none('pdf-encrypted', 'the PDF is protected by a password');
    return none('pdf-unreadable', `the PDF is damaged: ${errorText(error)}`);
  }
}

type PdfDocument = Awaited<ReturnType<typeof import('unpdf')['getDocumentProxy']>>;

async function readPages(document: PdfDocument): Promise<Noted<string | null>> {
  const pages: string[][] = [];
  let chars = 0;
  const last = Math.min(document.numPages, MOST_PAGES);
  for (let number = 1; number <= last && chars < MOST_CHARS; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const paragraphs = toParagraphs(items.flatMap(item => ('str' in item ? [toFragment(item)] : [])));
    page.cleanup();
    pages.push(paragraphs);
    chars += paragraphs.reduce((sum, paragraph) => sum + paragraph.length, 0);
  }
  const text = dropRunningLines(pages)
    .map(paragraphs => paragraphs.join('\n\n'))
    .join(`\n\n${PAGE_BREAK}`)
    .trim();
  if (text.replaceAll(/\s/g, '').length < MIN_TEXT_CHARS)
    return none('pdf-without-text', 'the PDF holds pictures of pages, no text');
  const cut = pages.length < document.numPages;
  return {
    value: text,
    notes: cut
      ? [{ code: 'pdf-cut', message: `${pages.length} of ${document.numPages} pages were read` }]
      : [],
  };
}

function toFragment(item: {
  readonly str: string;
  readonly transform: readonly unknown[];
  readonly width: number;
  readonly height: number;
  readonly hasEOL: boolean;
}): Fragment {
  const [, , , , x, y] = item.transform;
  return {
    text: item.str,
    x: Number(x),
    y: Number(y),
    width: item.width,
    height: item.height,
    ends: item.hasEOL,
  };
}

function none(code: string, message: string): Noted<null> {
  return { value: null, notes: [{ code, message }] };
}
