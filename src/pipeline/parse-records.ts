import { z } from 'zod';
import type { Note, ParsedDocument, RawItem } from '../core/types.ts';

const text = z.union([z.string(), z.number()]).transform(String);
const optionalText = text.nullish().transform(value => value ?? null);

/** One record of JSON or JSON Lines: a title, and the usual names for everything else. */
const recordSchema = z
  .object({
    title: text.refine(value => value.trim() !== ''),
    id: optionalText,
    url: optionalText,
    link: optionalText,
    published: optionalText,
    date: optionalText,
    summary: optionalText,
    lead: optionalText,
    text: optionalText,
    content: optionalText,
    language: optionalText,
  })
  .transform(
    (record): RawItem => ({
      title: record.title,
      link: record.url ?? record.link,
      guid: record.id,
      dateText: record.published ?? record.date,
      updatedText: null,
      summary: record.summary ?? record.lead,
      content: record.text ?? record.content,
      authors: [],
      categories: [],
      language: record.language,
    }),
  );

/**
 * Records with titles out of JSON (one object or an array) or JSON Lines, or null when the text is neither or is a JSON
 * Feed. A record that cannot be read becomes a note with its line or position.
 */
export function parseRecords(source: string): ParsedDocument | null {
  const trimmed = source.replace(/^\ufeff/, '').trim();
  if (!/^[[{]/.test(trimmed)) return null;
  const whole = tryJson(trimmed);
  if (whole !== undefined) {
    if (!Array.isArray(whole) && (typeof whole !== 'object' || whole === null || 'items' in whole))
      return null;
    return toDocument(Array.isArray(whole) ? whole.map(value => ({ value })) : [{ value: whole }], 'record');
  }
  const lines = trimmed.split('\n').filter(line => line.trim() !== '');
  if (!lines[0]?.trimStart().startsWith('{') || tryJson(lines[0]) === undefined) return null;
  return toDocument(
    lines.map(line => ({ value: tryJson(line) })),
    'line',
  );
}

function toDocument(values: readonly { readonly value: unknown }[], unit: string): ParsedDocument {
  const items: RawItem[] = [];
  const notes: Note[] = [];
  values.forEach(({ value }, index) => {
    const parsed = recordSchema.safeParse(value);
    if (parsed.success) items.push(parsed.data);
    else
      notes.push({
        code: 'record-unreadable',
        message: `${unit} ${index + 1} is not a JSON object with a title`,
      });
  });
  return {
    format: 'json',
    title: null,
    link: null,
    language: null,
    items,
    complete: true,
    nextUrl: null,
    notes,
  };
}

function tryJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}
