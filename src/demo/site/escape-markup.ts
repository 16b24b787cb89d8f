const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as XML or HTML text or attribute value. Control and bidi characters stay: the demonstration wants them on the wire. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"]/g, char => ENTITIES[char] ?? char);
}
