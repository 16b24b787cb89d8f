import type { z } from 'zod';
import type { itemShape } from '../answers/shapes.ts';
import { cleanLine, truncate } from '../core/text.ts';

const TITLE = 300;
const QUOTE = 600;

/** A text from outside as one line, in quotation marks of its own, so that it is seen where it ends. */
export function quoted(text: string, most = QUOTE): string {
  return `“${truncate(cleanLine(text).replace(/[“”]/g, '"'), most)}”`;
}

/** Day of an instant; "undated" for none. */
export function dayOf(instant: string | null): string {
  return instant === null ? 'undated' : instant.slice(0, 10);
}

/** Facts with dots between them, without those that are empty. */
export function facts(...parts: readonly (string | null)[]): string {
  return parts
    .filter(part => part !== null && part !== '')
    .map(part => cleanLine(part ?? ''))
    .join(' · ');
}

/** An address that may be opened, on a line of its own; none for anything but http and https. */
export function linkLines(url: string | null): readonly string[] {
  if (url === null || !URL.canParse(url)) return [];
  const { protocol, href } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? [`  ${href}`] : [];
}

/** Where an item stands: title, source with date and tags, quote, link, ids. */
export function itemLines(item: z.output<typeof itemShape>): readonly string[] {
  const places = item.jurisdictions.filter(tag => tag.role === 'primary').map(tag => tag.code);
  return [
    quoted(item.title, TITLE),
    `  ${facts(dayOf(item.published), `${item.source} (${item.tier})`, places.join(', '), item.topics.join(', '), item.kind, item.authorities.join(', '))}`,
    ...(item.quote === null ? [] : [`  quote: ${quoted(item.quote)}`]),
    ...linkLines(item.url),
    `  item ${item.id}, story ${item.story}`,
  ];
}
