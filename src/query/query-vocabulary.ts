import { JaroWinklerDistance } from 'natural/lib/natural/distance/index.js';

/** A value that can be asked for, and what else people call it. */
export interface VocabularyEntry {
  /** As it is stored: "HK", "SFC" or "SEC@US". */
  readonly id: string;
  /** Names in any language. One that several entries share means all of them. */
  readonly aliases: readonly string[];
}

/** The values of a query that are data: from the taxonomy and the source definitions. */
export interface QueryVocabulary {
  readonly jurisdictions: readonly VocabularyEntry[];
  readonly authorities: readonly VocabularyEntry[];
  /** Source ids, "hk/sfc/news". */
  readonly sources: readonly string[];
  /** Firms that have a name of their own; others are asked for by what they are called. */
  readonly firms?: readonly VocabularyEntry[];
}

/** Less alike than this is no suggestion (Jaro-Winkler, 0 to 1). */
const ALIKE = 0.6;

/** Longer words are compared by their beginning only. */
const COMPARED_LENGTH = 60;

/** A value for comparison: case, width, dots, and the kind of separator do not matter. */
export function foldValue(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('.', '')
    .replace(/[\s_-]+/g, ' ')
    .trim();
}

/** The ids that a typed value means: its own, or all that share a name. */
export function resolveValue(typed: string, entries: readonly VocabularyEntry[]): string[] {
  const wanted = foldValue(typed);
  const exact = entries.filter(entry => foldValue(entry.id) === wanted);
  if (exact.length > 0) return exact.map(entry => entry.id);
  return entries
    .filter(entry => entry.aliases.some(alias => foldValue(alias) === wanted))
    .map(entry => entry.id);
}

/** The id whose own or other name is most like a typed value; null when none is. */
export function nearestValue(
  typed: string,
  entries: readonly VocabularyEntry[],
  alike = ALIKE,
): string | null {
  const wanted = foldValue(typed).slice(0, COMPARED_LENGTH);
  let best: { readonly id: string; readonly likeness: number } = { id: '', likeness: 0 };
  for (const { id, aliases } of entries) {
    for (const name of [id, ...aliases]) {
      const folded = foldValue(name).slice(0, COMPARED_LENGTH);
      if (folded === '' || wanted === '') continue;
      const likeness = JaroWinklerDistance(wanted, folded);
      if (likeness > best.likeness) best = { id, likeness };
    }
  }
  return best.likeness >= alike ? best.id : null;
}

/** Fixed values without other names. */
export function toEntries(ids: readonly string[]): VocabularyEntry[] {
  return ids.map(id => ({ id, aliases: [] }));
}
