/** A head or foot is looked for among so many paragraphs at either end of a page. */
const REACH = 3;
/** On this share of the pages, and on three at least, a line is taken for a running head or foot. */
const SHARE = 0.5;
const MIN_PAGES = 3;
const MOST_CHARS = 150;

/** Pages without what repeats at their top or bottom, figures aside: running heads, page numbers, classification stamps. */
export function dropRunningLines(pages: readonly (readonly string[])[]): string[][] {
  const seen = new Map<string, number>();
  for (const page of pages)
    for (const key of new Set(page.filter((_, index) => atEdge(index, page.length)).map(keyOf)))
      seen.set(key, (seen.get(key) ?? 0) + 1);
  const needed = Math.max(MIN_PAGES, Math.ceil(pages.length * SHARE));
  return pages.map(page =>
    page.filter(
      (paragraph, index) =>
        paragraph.length > MOST_CHARS ||
        !atEdge(index, page.length) ||
        (seen.get(keyOf(paragraph)) ?? 0) < needed,
    ),
  );
}

function atEdge(index: number, count: number): boolean {
  return index < REACH || index >= count - REACH;
}

function keyOf(paragraph: string): string {
  return paragraph.replace(/\d+/g, '0').toLowerCase();
}
