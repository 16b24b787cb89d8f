import type { Input, ParsedInput } from '../core/application.ts';
import { parseDate } from '../core/dates.ts';
import { parseDocument } from '../parse/parse-document.ts';

/** Reads a feed whose form is found out. Dates without a zone are read as UTC: nothing is known of the publisher. */
export async function parseInput(input: Input): Promise<ParsedInput> {
  const document = await parseDocument(input, null);
  const instant = (text: string | null) =>
    text ? (parseDate(text, { timeZone: 'UTC' })?.instant ?? null) : null;
  return {
    document,
    dates: document.items.map(item => ({
      published: instant(item.dateText),
      updated: instant(item.updatedText),
    })),
  };
}
