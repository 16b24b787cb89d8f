import { z } from 'zod';
import type { Note, Noted } from '../core/types.ts';

const labelledSchema = z.object({
  id: z.string(),
  url: z.string().nullable().default(null),
  publisher: z.string().default(''),
  published: z.string().nullable().default(null),
  language: z.string().nullable().default(null),
  title: z.string(),
  text: z.string().default(''),
  relevant: z.boolean(),
  jurisdictions: z.array(z.string()).default([]),
  mentioned: z.array(z.string()).default([]),
  topics: z.array(z.string()).default([]),
  kind: z.string().default('other'),
  authorities: z.array(z.string()).default([]),
  stance: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  dates: z.record(z.string(), z.string()).default({}),
});

/** One item with the tags that a reader gave it. */
export type LabelledItem = Readonly<z.infer<typeof labelledSchema>>;

/** Reads JSON Lines of labelled items. A line that cannot be read is left out and told in the notes (1-based line as `item`). */
export function parseLabelledItems(text: string): Noted<LabelledItem[]> {
  const value: LabelledItem[] = [];
  const notes: Note[] = [];
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const note = (message: string): void => {
      notes.push({ code: 'labelled-item-unreadable', message, item: index + 1 });
    };
    let row: unknown;
    try {
      row = JSON.parse(line);
    } catch {
      note('not JSON');
      return;
    }
    const result = labelledSchema.safeParse(row);
    if (result.success) value.push(result.data);
    else note(result.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; '));
  });
  return { value, notes };
}
