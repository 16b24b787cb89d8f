import { type CheerioAPI, load } from 'cheerio';
import { errorText } from '../core/errors.ts';
import { inlineText } from '../core/html.ts';
import { isTooDeep } from '../core/markup-size.ts';
import type { FieldRule, Note, PagingRule, ParsedDocument, RawItem, ReadRule } from '../core/types.ts';
import { asMarkup } from './entities.ts';
import { applyMatch } from './field-value.ts';
import { countItems, type ItemCounts, surroundings } from './html-around.ts';
import { emptyDocument, noItems } from './no-items.ts';
import { absoluteLink } from './resolve-url.ts';
import { sanitiseHtml } from './sanitise-html.ts';

type Selection = ReturnType<CheerioAPI>;

/** Larger pages are cut: no list of news is longer, and a tree takes many times its text. */
export const MAX_LENGTH = 5_000_000;
const MAX_ITEMS = 20_000;

/**
 * Reads the items of a web page with a source's rule: `items` selects one element per item, each field an element within (or
 * the item's own with an empty `select`) and its text or an attribute. An item without a link is one only where the rule asks for
 * none. Never throws, not for a wrong selector either.
 */
export function readHtml(
  text: string,
  url: string | null,
  rule: ReadRule,
  paging: PagingRule | undefined,
): ParsedDocument {
  const html = text.slice(0, MAX_LENGTH);
  if (isTooDeep(html))
    return noItems('html', { code: 'page-too-deep', message: 'The page nests too deep to be read.' }, false);
  const $ = load(html);
  const notes: Note[] = [];
  const pageBase = baseOf($, url);
  const base = rule.linkBase ?? pageBase;
  const found = select($, null, rule.items ?? '', notes);
  if (found.length === 0) {
    notes.push({ code: 'selector-matched-nothing', message: `No element matches "${rule.items ?? ''}".` });
  }
  const items: RawItem[] = [];
  const elements = found.toArray().slice(0, MAX_ITEMS);
  const counts = countItems(found);
  for (const [index, element] of elements.entries()) {
    const item = toItem($, $(element), rule, base, notes, counts);
    if (item !== null) items.push(item);
    else notes.push({ code: 'item-unreadable', message: 'An item has no title or no link.', item: index });
  }
  const next =
    paging?.next === undefined ? undefined : select($, null, paging.next, notes).first().attr('href');
  return {
    ...emptyDocument('html'),
    title: inlineText($('head > title').first().html() ?? '') || null,
    link: url,
    language: $('html').attr('lang')?.trim() || null,
    items,
    nextUrl: next === undefined ? null : absoluteLink(pageBase, next),
    notes,
  };
}

/** The base for relative links: the page's <base href>, itself relative to the page's address. */
function baseOf($: CheerioAPI, url: string | null): string | null {
  const href = $('base[href]').first().attr('href');
  return (href === undefined ? null : absoluteLink(url, href)) ?? url;
}

/** The elements of a selector, in the page or within an element (itself included); none, with a note, for a wrong selector. */
export function select($: CheerioAPI, within: Selection | null, selector: string, notes: Note[]): Selection {
  const trimmed = selector.trim();
  if (trimmed === '') return within ?? $([]);
  try {
    return within === null
      ? $(trimmed)
      : within.is(trimmed) && within.find(trimmed).length === 0
        ? within
        : within.find(trimmed);
  } catch (error) {
    if (!notes.some(note => note.code === 'selector-invalid')) {
      notes.push({
        code: 'selector-invalid',
        message: `The selector "${trimmed}" cannot be read: ${errorText(error)}`,
      });
    }
    return $([]);
  }
}

function toItem(
  $: CheerioAPI,
  element: Selection,
  rule: ReadRule,
  base: string | null,
  notes: Note[],
  counts: ItemCounts,
): RawItem | null {
  const at = (field: FieldRule) => select($, element, field.select ?? '', notes).first();
  const within = (place: Selection, field: FieldRule): string | null => {
    const found = select($, place, field.select ?? '', notes).first();
    const raw =
      field.attr === undefined ? inlineText(found.html() ?? '') : (found.attr(field.attr) ?? '').trim();
    return applyMatch(raw === '' ? null : raw, field, notes);
  };
  const textOf = (field: FieldRule | undefined): string | null => {
    if (field === undefined) return null;
    const own = within(element, field);
    if (own !== null || field.around !== true) return own;
    for (const place of surroundings(element, counts)) {
      const found = within(place, field);
      if (found !== null) return found;
    }
    return null;
  };
  const markupOf = (field: FieldRule | undefined): string | null => {
    if (field === undefined) return null;
    if (field.attr === undefined && field.match === undefined)
      return sanitiseHtml(at(field).html() ?? '', base) || null;
    const value = textOf(field);
    return value === null ? null : asMarkup(value);
  };
  const title = textOf(rule.title);
  const address = linkValue($, element, rule.link, notes, textOf);
  const link = address === null ? null : absoluteLink(base, address);
  if (title === null || (link === null && rule.link !== undefined)) return null;
  const summary = markupOf(rule.summary);
  return {
    title,
    link,
    guid: textOf(rule.id),
    dateText: textOf(rule.date),
    updatedText: textOf(rule.updated),
    summary,
    content: markupOf(rule.content),
    authors: [],
    categories: [],
    language: element.attr('lang') ?? null,
  };
}

/** A link rule without an attribute means the href: of the element, or of the first link inside. */
function linkValue(
  $: CheerioAPI,
  element: Selection,
  rule: FieldRule | undefined,
  notes: Note[],
  textOf: (field: FieldRule | undefined) => string | null,
): string | null {
  if (rule?.attr !== undefined) return textOf(rule);
  const found = rule === undefined ? element : select($, element, rule.select ?? '', notes).first();
  const href = found.attr('href') ?? found.find('a[href]').first().attr('href');
  return applyMatch(href?.trim() || null, rule, notes);
}
