import type { Note, RawItem } from '../core/types.ts';
import type { ContentField, LeafField } from './feed-names.ts';
import { absoluteLink, isWebAddress } from './resolve-url.ts';

interface Placed<T> {
  readonly value: T;
  readonly depth: number;
}

/** An item, or the feed itself, while its elements are being read. */
export interface Draft {
  title: Placed<string> | null;
  mediaTitle: string | null;
  link: string | null;
  /** Best of the links that are neither the item's page nor an enclosure: lower rank is better. */
  otherLink: { readonly url: string; readonly rank: number } | null;
  originalLink: string | null;
  nextLink: string | null;
  guid: string | null;
  guidLink: string | null;
  published: Placed<string> | null;
  updated: Placed<string> | null;
  created: Placed<string> | null;
  summary: Placed<string> | null;
  mediaSummary: string | null;
  subtitle: string | null;
  /** Content that came as content, and summaries beyond the first. */
  contents: string[];
  extraSummaries: string[];
  authors: string[];
  categories: string[];
  language: string | null;
}

export function emptyDraft(language: string | null): Draft {
  return {
    title: null,
    mediaTitle: null,
    link: null,
    otherLink: null,
    originalLink: null,
    nextLink: null,
    guid: null,
    guidLink: null,
    published: null,
    updated: null,
    created: null,
    summary: null,
    mediaSummary: null,
    subtitle: null,
    contents: [],
    extraSummaries: [],
    authors: [],
    categories: [],
    language,
  };
}

/** A later element replaces an earlier one unless it lies deeper (media:group) or is empty. */
function replaced(old: Placed<string> | null, value: string, depth: number): Placed<string> | null {
  if (value === '' && old !== null) return old;
  return old === null || depth <= old.depth ? { value, depth } : old;
}

/** Stores the value of a text or markup element. */
export function putContent(draft: Draft, field: ContentField, value: string, depth: number): void {
  switch (field) {
    case 'title':
      // The first title of its depth stays: what follows is often the title of something embedded.
      if (value !== '' && (draft.title === null || depth < draft.title.depth)) draft.title = { value, depth };
      break;
    case 'media-title':
      draft.mediaTitle ??= value || null;
      break;
    case 'summary':
      if (draft.summary !== null && draft.contents.length === 0) {
        if (value !== '') draft.extraSummaries.push(value);
      } else draft.summary = replaced(draft.summary, value, depth);
      break;
    case 'media-summary':
      draft.mediaSummary ??= value || null;
      break;
    case 'subtitle':
      draft.subtitle ??= value || null;
      break;
    case 'content':
      if (value !== '') draft.contents.push(value);
      break;
    case 'ignored':
      break;
  }
}

/** Stores the value of a one-line element. `base` is the base for relative links there. */
export function putLeaf(
  draft: Draft,
  field: LeafField,
  value: string,
  depth: number,
  base: string | null,
): void {
  if (value === '') return;
  switch (field) {
    case 'link':
      draft.link = absoluteLink(base, value) ?? draft.link;
      break;
    case 'original-link':
      draft.originalLink = absoluteLink(base, value);
      break;
    case 'published':
    case 'updated':
    case 'created':
      draft[field] = replaced(draft[field], value, depth);
      break;
    case 'category':
      if (!draft.categories.includes(value) && draft.categories.length < 200) draft.categories.push(value);
      break;
    case 'keywords':
      for (const word of value.split(',')) putLeaf(draft, 'category', word.trim(), depth, base);
      break;
    case 'language':
      draft.language = value.replaceAll('_', '-');
      break;
    default:
      break;
  }
}

/** Beyond this many notes a document's faults are known well enough. */
const MAX_NOTES = 200;

/** The item as the rest of the program gets it, with notes on what it lacks. */
export function toRawItem(draft: Draft, index: number, notes: Note[]): RawItem {
  const title = draft.title?.value ?? draft.mediaTitle;
  const guidIsAddress = draft.guid !== null && isWebAddress(draft.guid);
  const link =
    draft.originalLink ??
    draft.link ??
    draft.guidLink ??
    draft.otherLink?.url ??
    (guidIsAddress ? draft.guid : null);
  const content = draft.contents.find(text => text !== '') ?? draft.extraSummaries[0] ?? null;
  const summary = draft.summary?.value || draft.mediaSummary || draft.subtitle || content;
  if (link === null && notes.length < MAX_NOTES)
    notes.push({ code: 'item-without-link', message: 'The item has no usable link.', item: index });
  if (title === null && notes.length < MAX_NOTES)
    notes.push({ code: 'item-without-title', message: 'The item has no title.', item: index });
  return {
    title,
    link,
    guid: draft.guid,
    dateText: draft.published?.value ?? draft.created?.value ?? null,
    updatedText: draft.updated?.value ?? null,
    summary: summary || null,
    content,
    authors: draft.authors,
    categories: draft.categories,
    language: draft.language,
  };
}
