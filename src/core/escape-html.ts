import { stripInvisible } from './text.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Any text as HTML text or a quoted attribute's value: control, bidi and invisible characters out, markup inert. */
export function escapeHtml(text: string): string {
  return stripInvisible(text).replace(/[&<>"']/g, char => ENTITIES[char] ?? char);
}
