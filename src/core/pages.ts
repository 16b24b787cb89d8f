/** Stands in a text before each page of its document but the first: the form feed of old printers, which every reader takes for white space. */
export const PAGE_BREAK = '\f';

/** The page, from 1, that an offset of a text is on; null where the text comes from a document without pages. */
export function pageAt(text: string, offset: number): number | null {
  let page = 1;
  let found = false;
  for (let at = text.indexOf(PAGE_BREAK); at >= 0; at = text.indexOf(PAGE_BREAK, at + 1)) {
    found = true;
    if (at >= offset) break;
    page += 1;
  }
  return found ? page : null;
}
