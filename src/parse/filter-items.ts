import type { FilterRule, Note, ParsedDocument } from '../core/types.ts';

/** Titles are cut here before patterns from data files are tried on them. */
const MAX_TITLE = 1_000;

/** The document without the items that the source's filter leaves out; a note says how many those were. */
export function filterItems(document: ParsedDocument, filter: FilterRule | undefined): ParsedDocument {
  if (filter === undefined || document.items.length === 0) return document;
  const notes: Note[] = [];
  const include = patterns(filter.include, notes);
  const exclude = patterns(filter.exclude, notes);
  const items = document.items.filter(({ title }) => {
    const text = (title ?? '').slice(0, MAX_TITLE);
    if (include.length > 0 && !include.some(pattern => pattern.test(text))) return false;
    return !exclude.some(pattern => pattern.test(text));
  });
  const out = document.items.length - items.length;
  if (out > 0) notes.push({ code: 'items-filtered', message: `The source's filter left out ${out} items.` });
  return notes.length === 0 ? document : { ...document, items, notes: [...document.notes, ...notes] };
}

function patterns(texts: readonly string[] | undefined, notes: Note[]): RegExp[] {
  return (texts ?? []).flatMap(text => {
    try {
      return [new RegExp(text, 'iu')];
    } catch {
      notes.push({ code: 'match-invalid', message: `The pattern ${text} is not a regular expression.` });
      return [];
    }
  });
}
