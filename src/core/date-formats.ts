import { DateTime } from 'luxon';
import type { DatePrecision } from './types.ts';

/** The text read by the first luxon format that fits, in the given language or in English; null when none does. */
export function readWithFormats(
  text: string,
  formats: readonly string[],
  where: { readonly timeZone: string; readonly language: string },
): { readonly date: DateTime; readonly precision: DatePrecision } | null {
  for (const format of formats) {
    for (const locale of new Set([where.language, 'en'])) {
      const date = readWithFormat(text, format, locale, where.timeZone);
      if (date !== null) return { date, precision: formatPrecision(format) };
    }
  }
  return null;
}

/**
 * What is wrong with a luxon format string, or null. A format must name the year, hold only letters that luxon
 * knows outside of single quotes, and read back what it writes.
 */
export function formatProblem(format: string): string | null {
  const tokens = unquoted(format);
  if (tokens.includes("'")) return 'has an unclosed quote';
  if (tokens.includes('%')) return 'is not a luxon format: write "yyyy-MM-dd", not "%Y-%m-%d"';
  const unknown = /[^\W_SuHhmsaeEcyLMdDqtTfFoWknOZzG\d]/.exec(tokens)?.[0];
  if (unknown !== undefined)
    return `has the letter "${unknown}", which is no luxon token; put words in single quotes`;
  if (!/[yDFf]|kkkk/.test(tokens)) return 'names no year';
  const sample = DateTime.fromMillis(1_072_865_695_000, { zone: 'UTC' });
  return readWithFormat(sample.toFormat(format), format, 'en', 'UTC') === null ? 'cannot be read back' : null;
}

function readWithFormat(text: string, format: string, locale: string, zone: string): DateTime | null {
  try {
    const date = DateTime.fromFormat(text, format, { zone, locale });
    return date.isValid ? date : null;
  } catch {
    return null; // a language tag or a format that luxon refuses
  }
}

/** How precise a luxon format is, by the tokens outside its quoted parts. */
function formatPrecision(format: string): DatePrecision {
  const tokens = unquoted(format);
  if (/[HhTtFf]/.test(tokens)) return 'instant';
  if (/[dDoWk]/.test(tokens)) return 'day';
  return /[ML]/.test(tokens) ? 'month' : 'year';
}

function unquoted(format: string): string {
  return format.replace(/'[^']*'/g, '');
}
