import type { DocumentFormat, Note, ParsedDocument } from '../core/types.ts';

/** A complete document without anything in it. */
export function emptyDocument(format: DocumentFormat): ParsedDocument {
  return {
    format,
    title: null,
    link: null,
    language: null,
    items: [],
    complete: true,
    nextUrl: null,
    notes: [],
  };
}

/**
 * A document that gave nothing, and why. `complete` is false when its validators must not be kept, because the same address
 * may give something better another time.
 */
export function noItems(format: DocumentFormat, note: Note, complete = true): ParsedDocument {
  return { ...emptyDocument(format), complete, notes: [note] };
}
