import type { ParsedDocument, RawItem } from '../core/types.ts';

/** A list entry that is one link: "- [Title](https://...)". The title may hold brackets, the address balanced parentheses. */
const LINK_ENTRY = /^\s*(?:[-*+]|\d{1,4}[.)])\s+\[(.{1,2000}?)\]\((https?:\/\/[^\s<>]{1,4000})\)\s*$/;
/** A list entry that is plain words heads the links below it. */
const HEADING_ENTRY = /^\s{0,3}(?:[-*+]|#{1,6})\s+([^[\]]{1,300})$/;
/** Fewer links are a text that cites, not a list of headlines. */
const LEAST_LINKS = 3;

/**
 * Headlines out of a Markdown list of links, or null when the text is none. What stands above a group of links (a feed's or newspaper's
 * name) becomes their category.
 */
export function parseHeadlines(text: string): ParsedDocument | null {
  const items: RawItem[] = [];
  let heading: string | null = null;
  for (const line of text.split('\n')) {
    const link = LINK_ENTRY.exec(line.trimEnd());
    if (link) items.push(toItem(link[1] ?? '', link[2] ?? '', heading));
    else heading = HEADING_ENTRY.exec(line.trimEnd())?.[1] ?? heading;
  }
  if (items.length < LEAST_LINKS) return null;
  return {
    format: 'unknown',
    title: null,
    link: null,
    language: null,
    items,
    complete: true,
    nextUrl: null,
    notes: [],
  };
}

function toItem(title: string, link: string, heading: string | null): RawItem {
  return {
    title: title.replace(/\\([\\`*_{}[\]()#+.!|-])/g, '$1'),
    link,
    guid: null,
    dateText: null,
    updatedText: null,
    summary: null,
    content: null,
    authors: [],
    categories: heading ? [heading] : [],
    language: null,
  };
}
