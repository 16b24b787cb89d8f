import type { FieldRule, Note, PagingRule, ParsedDocument, RawItem, ReadRule } from '../core/types.ts';
import { applyMatch, fillTemplate } from './field-value.ts';
import { readJsonText } from './json-text.ts';
import { noItems } from './no-items.ts';
import { absoluteLink } from './resolve-url.ts';
import { sanitiseHtml } from './sanitise-html.ts';

/** The value at a dotted path: "response.docs", "items.0.title"; "" is the value itself. A key that holds dots is found too. */
export function atPath(value: unknown, path: string): unknown {
  if (path === '' || path === '.' || path === '$') return value;
  if (typeof value === 'object' && value !== null && Object.hasOwn(value, path))
    return (value as Record<string, unknown>)[path];
  let current = value;
  for (const key of path
    .replace(/^\$\.?/, '')
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<string, unknown>)[key];
  }
  return current;
}

/** A value as text: lists joined with ", ", their objects by name or title; null when there is nothing to show. */
function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() || null;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value);
  if (Array.isArray(value)) {
    const parts = value
      .slice(0, 100)
      .map(part => textOf(part))
      .filter(part => part !== null);
    return parts.join(', ') || null;
  }
  if (typeof value === 'object' && value !== null) {
    for (const key of ['rendered', 'value', 'name', 'title', 'label', '#text']) {
      if (!Object.hasOwn(value, key)) continue;
      const inner = (value as Record<string, unknown>)[key];
      if (typeof inner === 'string') return inner.trim() || null;
    }
  }
  return null;
}

/**
 * The list that a rule's `items` names; an object of objects counts as a list of its values. JSON that is one string of JSON is
 * read once more: some servers write it so.
 */
export function itemsAt(root: unknown, path: string): readonly unknown[] | null {
  const inner = typeof root === 'string' ? readJsonText(root)?.value : root;
  const found = atPath(inner, path);
  if (Array.isArray(found)) return found as unknown[];
  if (typeof found !== 'object' || found === null) return null;
  const values = Object.values(found);
  const isMap =
    values.length > 0 &&
    values.every(value => typeof value === 'object' && value !== null && !Array.isArray(value));
  return isMap ? values : [found];
}

/**
 * Reads the items of a JSON API with a source's rule: `items` is the dotted path of the list, every field a path, a template
 * or both with a pattern. Relative links stand on `linkBase` or the document's address. Never throws.
 */
export function readJson(
  text: string,
  url: string | null,
  rule: ReadRule,
  paging: PagingRule | undefined,
): ParsedDocument {
  const reading = readJsonText(text);
  if (reading === null)
    return noItems('unknown', { code: 'not-json', message: 'The document is not JSON.' }, false);
  const notes: Note[] = [];
  if (!reading.complete)
    notes.push({ code: 'truncated', message: 'The document ends before its last bracket.' });
  const entries = itemsAt(reading.value, rule.items ?? '');
  if (entries === null)
    notes.push({ code: 'items-not-found', message: `There is no list at "${rule.items ?? ''}".` });
  const base = rule.linkBase ?? url;
  const items = (entries ?? []).flatMap((entry, index) => {
    const item = toItem(entry, rule, base, notes);
    if (item !== null) return [item];
    notes.push({ code: 'item-unreadable', message: 'An item has neither title nor link.', item: index });
    return [];
  });
  const next = paging?.next === undefined ? null : textOf(atPath(reading.value, paging.next));
  return {
    format: 'json',
    title: null,
    link: null,
    language: null,
    items,
    complete: reading.complete,
    nextUrl: next === null ? null : absoluteLink(url, next),
    notes,
  };
}

function toItem(entry: unknown, rule: ReadRule, base: string | null, notes: Note[]): RawItem | null {
  const fieldText = (field: FieldRule | undefined): string | null => {
    if (field === undefined) return null;
    const raw =
      field.template !== undefined
        ? fillTemplate(field.template, path => textOf(atPath(entry, path)))
        : textOf(atPath(entry, field.path ?? ''));
    return applyMatch(raw, field, notes);
  };
  const title = fieldText(rule.title);
  const address = fieldText(rule.link);
  const link = address === null ? null : absoluteLink(base, address);
  if (title === null && link === null) return null;
  const html = (field: FieldRule | undefined): string | null => {
    const value = fieldText(field);
    return value === null ? null : sanitiseHtml(value, link ?? base);
  };
  return {
    title,
    link,
    guid: fieldText(rule.id),
    dateText: fieldText(rule.date),
    updatedText: fieldText(rule.updated),
    summary: html(rule.summary),
    content: html(rule.content),
    authors: [],
    categories: [],
    language: null,
  };
}
