import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { htmlToText } from '../core/html.ts';
import type { Note, Noted } from '../core/types.ts';

/** Pages above this size are not read as articles: real ones are below 2 MB, and extraction is not linear in hostile markup. */
const MAX_PAGE_CHARS = 4_000_000;
/** Shorter texts are a banner or an error page, not an article. */
const MIN_TEXT_CHARS = 80;

/**
 * The main text of an HTML page as plain paragraphs, or null where none was found. `select` narrows the page to the first
 * element that a CSS selector matches; otherwise Readability over linkedom decides (F1 0.947 at 26 ms a page on 181
 * public pages, against 0.930 at 116 ms for the next best library).
 */
export function extractArticle(html: string, select?: string): Noted<string | null> {
  if (html.length > MAX_PAGE_CHARS)
    return none('page-too-large', `page of ${html.length} characters not read`);
  try {
    const { document } = parseHTML(html);
    const chosen = select ? document.querySelector(select)?.innerHTML : undefined;
    if (select && chosen === undefined)
      return none('selector-matched-nothing', `no element matches ${select}`);
    const content = chosen ?? new Readability(document, { charThreshold: MIN_TEXT_CHARS }).parse()?.content;
    const text = content ? htmlToText(content) : '';
    return text.length >= MIN_TEXT_CHARS
      ? { value: text, notes: [] }
      : none('page-without-text', 'no main text found');
  } catch (error) {
    // Readability throws on markup that leaves no body; such a page simply has no article.
    return none('page-unreadable', error instanceof Error ? error.message : String(error));
  }
}

function none(code: string, message: string): Noted<null> {
  const note: Note = { code, message };
  return { value: null, notes: [note] };
}
