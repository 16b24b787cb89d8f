import type { Query, TextTerm } from '../core/types.ts';
import { VALUE_FIELDS } from './empty-query.ts';

/** Values that cannot stand bare after a field. */
const NEEDS_QUOTES = /[\s,，、"“”„＂「」『』]/;

/** A query as text; parseQuery reads it back to the same query. Defaults are left out. */
export function formatQuery(query: Query): string {
  const parts = query.terms.map(formatTerm);
  for (const field of VALUE_FIELDS) {
    const { include, exclude } = query[field];
    if (include.length > 0) parts.push(`${field}:${include.map(formatValue).join(',')}`);
    if (exclude.length > 0) parts.push(`-${field}:${exclude.map(formatValue).join(',')}`);
  }
  if (query.since !== null) parts.push(`since:${query.since}`);
  if (query.until !== null) parts.push(`until:${query.until}`);
  if (query.relevant !== 'yes') parts.push(`relevant:${query.relevant}`);
  if (query.sort !== 'new') parts.push(`sort:${query.sort}`);
  return parts.join(' ');
}

function formatTerm({ text, phrase, negated }: TextTerm): string {
  return `${negated ? '-' : ''}${phrase ? `"${text}"` : text}`;
}

function formatValue(value: string): string {
  return NEEDS_QUOTES.test(value) ? `"${value}"` : value;
}
