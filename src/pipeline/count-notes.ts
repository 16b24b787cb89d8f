import type { Note } from '../core/types.ts';

/** How often each note was made, by code: what the ledger and the reports keep of them. */
export function countNotes(notes: readonly Note[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const note of notes) counts[note.code] = (counts[note.code] ?? 0) + 1;
  return counts;
}
