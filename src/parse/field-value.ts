import type { FieldRule, Note } from '../core/types.ts';

/** Longest text that a rule's pattern is tried on: patterns come from data files and may be slow. */
const MAX_MATCHED = 20_000;

/** The part of a found text that a rule's `match` wants: its first group, or all of what matched; null when nothing did. */
export function applyMatch(value: string | null, rule: FieldRule | undefined, notes: Note[]): string | null {
  if (value === null || rule?.match === undefined) return value;
  try {
    const found = new RegExp(rule.match, 'u').exec(value.slice(0, MAX_MATCHED));
    const part = (found?.[1] ?? found?.[0])?.trim();
    return part === undefined || part === '' ? null : part;
  } catch {
    if (!notes.some(note => note.code === 'match-invalid')) {
      notes.push({
        code: 'match-invalid',
        message: `The pattern ${rule.match} is not a regular expression.`,
      });
    }
    return value;
  }
}

/** Fills "{name}: {service}" with values; null when none of them is there. Empty parts leave no separators at the ends. */
export function fillTemplate(template: string, textOf: (path: string) => string | null): string | null {
  let found = false;
  const text = template.replace(/\{([^{}]+)\}/g, (_, path: string) => {
    const value = textOf(path.trim());
    if (value !== null) found = true;
    return value ?? '';
  });
  if (!found) return null;
  return text.replace(/\s+/g, ' ').replace(/^[\s:;,|–-]+|[\s:;,|–-]+$/g, '') || null;
}
